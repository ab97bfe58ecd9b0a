import ArgumentParser
import Components
import EmissionsReport
import Foundation
import Reporting
import SiteFiles

/// `sitemix schema`: the JSON Schemas that editors and readers of results use.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Write the JSON Schemas of site.yaml and of the results.",
    discussion: """
      Example:
        sitemix schema --out data/schema
      """)

  @Option(name: .long, help: "Folder to write to.")
  var out = "data/schema"

  func run() throws {
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    let site = (name: "site.schema.json", text: SiteSchema.text(.standard))
    for file in DocumentSchemas.files + [EmissionsManifest.schemaFile, site] {
      try Data(file.text.utf8).write(to: URL(fileURLWithPath: "\(out)/\(file.name)"))
      print("wrote \(out)/\(file.name)")
    }
  }
}
