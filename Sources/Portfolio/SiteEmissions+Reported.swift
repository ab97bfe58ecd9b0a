public import EmissionsReport
import Foundation
public import Reporting
public import SiteFiles
public import SiteModel
public import Tabular

extension SiteEmissions {
  /// Name of the folder of a reporting year within that of results.
  public static let reportedFolder = "emissions-actual"

  /// Makes the tables of a reporting year from its meters beside those of the plan, and replaces those that
  /// stand below the folder of results; also what is odd and stops nothing.
  public func write(
    _ written: WrittenPlan, of site: Site, in folder: String, actuals: ActualsFolder, hourly: Bool
  ) throws -> (tables: ReportedTables, warnings: [Finding]) {
    let contents = try actuals.read(of: site, planned: written.plan)
    let inputs = site.inputs + contents.inputs
    let identity =
      inputs.map { $0.path + $0.sha256 } + registry.map { "\($0.cells)" }
      + written.record.frame.overrides
    let runID = String(Digest.sha256(of: Array(identity.joined().utf8)).prefix(12))
    let planned = EmissionsTables(
      site: site, plan: written.plan, planned: written.record.emissions, registry: registry,
      runID: runID)
    let tables = ReportedTables(
      contents.metered, beside: planned, registry: registry, runID: runID)
    var files = tables.files(hourly: hourly)
    let outputs = files.map { Site.InputFile(path: $0.name, sha256: Digest.sha256(of: $0.bytes)) }
    let manifest = EmissionsManifest(
      version: version, runID: runID, inputs: inputs, outputs: outputs, metered: contents.metered,
      beside: written.record.frame)
    files.append(manifest.file)
    try Self.write(
      files, to: folder, named: Self.reportedFolder,
      owned: EmissionsTables.owned + ReportedTables.owned)
    return (tables, contents.warnings)
  }

  /// Writes the planned year as a folder of meters; what stands there already is kept, and said.
  public static func writeActuals(_ written: WrittenPlan, of site: Site, to path: String)
    throws(Absence)
  {
    let url = URL(fileURLWithPath: path)
    let files = ActualsWriter(site: site, plan: written.plan).files
    let known = files.map(\.name) + ["analyses.csv", "fills.csv", "outages.csv", "releases.csv"]
    for name in known where FileManager.default.fileExists(atPath: "\(path)/\(name)") {
      throw Absence(description: "'\(path)/\(name)' is there already\nhelp: name another folder")
    }
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      for file in files {
        try Data(file.bytes).write(to: url.appending(path: file.name), options: .atomic)
      }
    } catch {
      throw Absence(description: "'\(path)' cannot be written")
    }
  }
}
