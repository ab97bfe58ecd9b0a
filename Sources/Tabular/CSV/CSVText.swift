/// A table as bytes: comma, point, newline; a text is quoted only when it must be.
package struct CSVText {
  package private(set) var bytes: [UInt8] = []

  /// One cell.
  package enum Cell {
    case text(String)
    case number(Double)
    case integer(Int)
    /// Every digit that is needed to read the same number again.
    case exact(Double)
    case empty

    /// A quantity that may be absent.
    package static func number(_ value: Double?) -> Cell { value.map { Cell.number($0) } ?? .empty }
  }

  /// A table of named columns without rows.
  package init(header: [String]) { row(header.map { .text($0) }) }

  /// Adds a row.
  package mutating func row(_ cells: [Cell]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch cell {
      case .text(let text): append(text)
      case .number(let number): if number.isFinite { PlainNumber.append(number, to: &bytes) }
      case .exact(let number): bytes.append(contentsOf: PlainNumber.exact(number).utf8)
      case .integer(let number): bytes.append(contentsOf: "\(number)".utf8)
      case .empty: continue
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Adds a row of a stamp and one number of each column at a position.
  package mutating func row(_ stamp: String, _ columns: [[Double]], at position: Int) {
    bytes.append(contentsOf: stamp.utf8)
    for column in columns {
      bytes.append(UInt8(ascii: ","))
      if position < column.count, column[position].isFinite {
        PlainNumber.append(column[position], to: &bytes)
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// A spreadsheet takes a text that begins so for a formula; an apostrophe makes it text.
  private static let formulaMarks = Set("=+-@\t\r".utf8)

  private mutating func append(_ written: String) {
    let isFormula = written.utf8.first.map(Self.formulaMarks.contains) ?? false
    let text = isFormula && Double(written) == nil ? "'" + written : written
    let special = text.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
    guard special else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
