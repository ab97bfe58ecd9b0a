/// A CSV file with a checked header: names that are unique and rows of equal length.
package struct CSVTable {
  package private(set) var text: CSVCells
  package let names: [String]
  /// What was left out of the file, in words.
  package private(set) var notes: [String] = []

  /// Tables of people have tens of columns; more is a table turned on its side.
  private static let greatestWidth = 2000

  /// Data rows, counted from 1 (row 0 is the header).
  package var rows: Range<Int> { 1..<max(1, text.rows.count) }

  /// The cells of a column below the header, as written.
  package func texts(ofColumn column: Int) -> [ArraySlice<UInt8>] {
    rows.map { text.bytes($0, column) }
  }

  /// Turns the rows round, for a file whose last row is the first in time.
  package mutating func reverse() { text.reverseRows() }

  /// A table of steps, or nil if it cannot be used at all; findings in either case. What stands round the
  /// steps is left out: see `notes`.
  package static func steps(_ source: SourceText) -> (CSVTable?, [Finding]) {
    read(source, ofSteps: true)
  }

  /// The table, or nil if it cannot be used at all; findings in either case.
  package static func read(_ source: SourceText) -> (CSVTable?, [Finding]) {
    read(source, ofSteps: false)
  }

  private static func read(_ source: SourceText, ofSteps: Bool) -> (CSVTable?, [Finding]) {
    if let foreign = ForeignFile.finding(source) { return (nil, [foreign]) }
    let convert = ofSteps ? ", or convert it: sitemix import-series FILE" : ""
    if source.bytes.starts(with: [0xFF, 0xFE]) || source.bytes.starts(with: [0xFE, 0xFF]) {
      return (
        nil,
        [
          Place(file: source).finding(
            "the file is UTF-16", help: "save the file as UTF-8\(convert)")
        ]
      )
    }
    var (text, findings) = CSVCells.tokenize(source)
    guard findings.isEmpty else { return (nil, findings) }
    text.dropBlankEdges()
    guard !text.rows.isEmpty else {
      return (
        nil, [Place(file: source).finding("the file is empty", help: "write a header and rows")]
      )
    }
    guard text.count(0) <= Self.greatestWidth else {
      return (
        nil,
        [
          text.place(0).finding(
            "the header has \(text.count(0)) columns, more than \(Self.greatestWidth)",
            help: "write one step, line or month a row")
        ]
      )
    }
    var names = text.header
    var notes: [String] = []
    if ofSteps {
      let table = StepTable(text)
      (text, names, notes) = (table.text, table.names, table.notes)
    }
    var seen: Set<String> = []
    for (column, name) in names.enumerated() {
      if name.isEmpty {
        findings.append(
          text.place(0, column).finding("a column has no name", help: "name each column"))
      } else if !seen.insert(name).inserted {
        findings.append(
          text.place(0, column).finding(
            "the column '\(name)' appears twice", help: "remove or rename one of them"))
      }
    }
    if names.count == 1, names[0].contains(";") || names[0].contains("\t") {
      findings.append(
        text.place(0, 0).finding(
          "the columns are not separated by commas", help: "separate columns with commas\(convert)")
      )
      return (nil, findings)
    }
    let ragged = (1..<max(1, text.rows.count)).filter { text.count($0) != names.count }
    for row in ragged.prefix(5) {
      let isBlank = text.count(row) == 1 && text.bytes(row, 0).isEmpty
      findings.append(
        text.place(row).finding(
          isBlank
            ? "the line is blank"
            : "the row has \(text.count(row)) cells, but the header has \(names.count) columns",
          help: isBlank
            ? "remove the line"
            : text.count(row) < names.count
              ? "write a cell for each column"
              : "a comma inside a cell needs quotes around the cell"))
    }
    if ragged.count > 5 {
      findings.append(
        text.place(ragged[5]).finding("\(ragged.count - 5) more rows are of the wrong length"))
    }
    return (findings.isEmpty ? CSVTable(text: text, names: names, notes: notes) : nil, findings)
  }
}
