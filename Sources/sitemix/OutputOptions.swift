import ArgumentParser
import Foundation
import Reporting
import SiteFiles
import Tabular

/// Where results go, and how they are shown.
struct OutputOptions: ParsableArguments {
  @Option(name: .long, help: "Folder of results; one folder a site within it.")
  var out = "notebooks-out"

  @OptionGroup var shown: ShowOptions

  var quiet: Bool { shown.quiet }
  /// Whether sentences on standard output are wanted beside the table.
  var isTold: Bool { shown.isTold }
}

/// How what was found is shown.
struct ShowOptions: ParsableArguments {
  @Flag(name: .long, help: "Print JSON instead of text: one object for each row of the table.")
  var json = false

  @Flag(name: .long, help: "Print nothing but errors.")
  var quiet = false

  /// Whether sentences on standard output are wanted beside the table.
  var isTold: Bool { !quiet && !json }

  /// Shows a table: its rows as JSON, or its text.
  func show(_ file: OutputFile, _ text: @autoclosure () -> String) throws {
    if quiet { return }
    if json { return print(try JSONRows.text(of: file), terminator: "") }
    print(text(), terminator: "")
  }

  /// Shows rows of one kind as JSON, or their text.
  func show(_ rows: [[String: String]], _ text: @autoclosure () -> String) throws {
    if quiet { return }
    guard json else { return print(text()) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(rows), as: UTF8.self))
  }
}

/// What the folder of results is called, where it is written beside others of the same site.
struct ResultsNameOptions: ParsableArguments {
  @Option(name: .customLong("as"), help: "Name of the folder of results; else the site's.")
  var resultsName: String?

  func validate() throws {
    guard let resultsName, !PortfolioSite.isName(resultsName) else { return }
    throw ValidationError(
      "'\(resultsName)' is not a name of results: use \(PortfolioSite.nameRule).")
  }

  /// The folder's name for a site.
  func name(of site: String) -> String { resultsName ?? site }
}

/// A table of results as JSON: an array with an object for each row, whose keys are the table's headers.
/// Numbers stay as they are written there; an empty cell is null.
enum JSONRows {
  static func text(of file: OutputFile) throws -> String {
    let table: PlainTable
    do throws(Findings) {
      table = try PlainTable.read(file.bytes, name: file.name)
    } catch {
      Terminal.reportError("fault: \(error.text)")
      throw ExitStatus.fault
    }
    let rows = table.rows.map { row in
      let cells = zip(table.header, row).map { "\(quoted($0)): \(value($1))" }
      return "  {" + cells.joined(separator: ", ") + "}"
    }
    return rows.isEmpty ? "[]\n" : "[\n" + rows.joined(separator: ",\n") + "\n]\n"
  }

  private static func value(_ cell: String) -> String {
    if cell.isEmpty { return "null" }
    // The grammar of a JSON number (RFC 8259, 6).
    let isNumber = cell.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil
    return isNumber ? cell : quoted(cell)
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    // A text is always encodable.
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
