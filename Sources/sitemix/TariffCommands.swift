import ArgumentParser
import Components
import Foundation
import SiteFiles
import Tabular
import TariffFiles

/// `sitemix tariff`: import and show tariffs.
struct TariffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tariff", abstract: "List, show or import tariffs.",
    discussion: """
      Example:
        sitemix tariff show nv-energy-north-gs-3
      """,
    subcommands: [ListTariffs.self, ShowTariff.self, ImportTariff.self])
}

/// Lists the tariffs.
struct ListTariffs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the tariffs in data/tariffs.",
    discussion: """
      Example:
        sitemix tariff list
      """)

  @OptionGroup var place: DataOptions
  @OptionGroup var shown: ShowOptions

  func run() throws {
    let folder = place.folder
    var names: [String] = []
    try complaining(in: folder) { () throws(Findings) in names = try folder.tariffNames() }
    try shown.show(names.map { ["name": $0] }, names.joined(separator: "\n"))
  }
}

/// Draws a tariff's prices and lists its charges.
struct ShowTariff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Draw a tariff's prices by month and hour, and list its charges.",
    discussion: """
      Prices are those of the file, in dollars of its own year.

      Examples:
        sitemix tariff show nv-energy-north-gs-3
        sitemix tariff show ./my-tariff.csv
      """)

  @Argument(help: "Name of a file in data/tariffs, or the path of a CSV file.")
  var tariff: String

  @OptionGroup var place: DataOptions

  func run() throws {
    let folder = place.folder
    try complaining(in: folder) { () throws(Findings) in
      let isPath = tariff.contains("/") || tariff.hasSuffix(".csv")
      let sheet =
        isPath
        ? try DataFolder.readTariff(at: tariff)
        : try folder.readTariff(named: tariff)
      print(sheet.text(width: max(60, Terminal.width)), terminator: "")
      if !sheet.warnings.isEmpty { Terminal.reportError(folder.located(sheet.warnings).text) }
    }
  }
}

/// Findings go to standard error with paths that open from here, and the exit status is 2.
func complaining(in folder: DataFolder, _ body: () throws(Findings) -> Void) throws {
  do throws(Findings) {
    try body()
  } catch {
    Terminal.reportError(folder.located(error.all).text)
    throw ExitStatus.findings
  }
}

/// Turns a record of the Utility Rate Database into a tariff file.
struct ImportTariff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a Utility Rate Database record (JSON) into a tariff CSV.",
    discussion: """
      The CSV goes to standard output, or to --out; what of the record it does not hold goes to \
      standard error.

      Example:
        sitemix tariff import record.json --out data/tariffs/example-lp.csv
      """)

  @Argument(help: "A record as JSON, format 7, alone or as the only one of 'items'.")
  var file: String

  @Option(name: .long, help: "Year of the dollars, if it is not that of the record's start.")
  var dollarYear: Int?

  @Option(name: .long, help: "CSV file to write; it must not exist.")
  var out: String?

  func run() throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw ValidationError("'\(file)' cannot be read.")
    }
    let read: RateImport
    do throws(Findings) {
      read = try RateImport.read([UInt8](data), file: file, dollarYear: dollarYear)
    } catch {
      Terminal.reportError(error.text)
      throw ExitStatus.findings
    }
    if let out {
      do {
        try Data(read.csv.utf8).write(to: URL(fileURLWithPath: out), options: .withoutOverwriting)
      } catch {
        throw ValidationError("'\(out)' cannot be written, or exists already.")
      }
      Terminal.reportError("wrote \(out)")
    } else {
      print(read.csv, terminator: "")
    }
    let lines = read.leftOut.map { "  \($0.text)" }
    Terminal.reportError(
      lines.isEmpty
        ? "everything was carried over"
        : (["not carried over, or assumed:"] + lines).joined(separator: "\n"))
  }
}
