/// A tokenized CSV file (RFC 4180) with the place of each cell.
///
/// Leading lines that begin with `#` are comments. Lines end with LF, CR LF or CR; blank lines at the
/// end are ignored.
package struct CSVCells {
  package let source: SourceText
  /// Comment lines before the header.
  package private(set) var comments: [Comment] = []
  /// The header and the data rows.
  package private(set) var rows: [Row] = []
  private var cells: [Cell] = []

  /// A line before the header.
  package struct Comment {
    package let line: Int
    package let text: String
  }

  /// A row: its first line and its cells.
  package struct Row {
    package let line: Int
    let cells: Range<Int>
  }

  private struct Cell {
    let line: Int32
    /// Bytes of the content, without quotes.
    let start: Int32
    let end: Int32
    let isQuoted: Bool
  }

  init(_ source: SourceText) { self.source = source }

  /// Keeps some of the rows.
  mutating func keepRows(_ range: Range<Int>) {
    if range.count < rows.count { rows = Array(rows[range]) }
  }

  /// Takes a row out.
  mutating func removeRow(_ row: Int) { rows.remove(at: row) }

  /// Keeps the cells of some columns; cells beyond the list are kept.
  mutating func keepColumns(_ isKept: [Bool]) {
    var kept: [Cell] = []
    kept.reserveCapacity(cells.count)
    rows = rows.map { row in
      let first = kept.count
      for (column, cell) in cells[row.cells].enumerated()
      where column >= isKept.count || isKept[column] {
        kept.append(cell)
      }
      return Row(line: row.line, cells: first..<kept.count)
    }
    cells = kept
  }

  /// Turns the rows below the header round.
  mutating func reverseRows() {
    if rows.count > 2 { rows[1...].reverse() }
  }

  /// How many cells a row has.
  package func count(_ row: Int) -> Int { rows[row].cells.count }

  /// The bytes of a cell as written, without quotes and surrounding blanks.
  package func bytes(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
    let cell = cells[rows[row].cells.lowerBound + column]
    var start = Int(cell.start)
    var end = Int(cell.end)
    while start < end, source.bytes[start] == 0x20 { start += 1 }
    while end > start, source.bytes[end - 1] == 0x20 { end -= 1 }
    return source.bytes[start..<end]
  }

  /// The text of a cell; doubled quotes are one.
  package func text(_ row: Int, _ column: Int) -> String {
    let cell = cells[rows[row].cells.lowerBound + column]
    let text = String(decoding: bytes(row, column), as: UTF8.self)
    guard cell.isQuoted, text.contains("\"\"") else { return text }
    var result = ""
    var isSecond = false
    for character in text {
      isSecond = character == "\"" && !isSecond
      if character != "\"" || isSecond { result.append(character) }
    }
    return result
  }

  /// Where a cell stands.
  package func place(_ row: Int, _ column: Int) -> Place {
    let cell = cells[rows[row].cells.lowerBound + column]
    let quote = cell.isQuoted ? 1 : 0
    let last = min(source.bytes.count, Int(cell.end) + quote)
    return source.place(line: Int(cell.line), bytes: (Int(cell.start) - quote)..<last)
  }

  /// Where a row begins.
  package func place(_ row: Int) -> Place { source.place(line: rows[row].line) }

  /// The names in the header.
  package var header: [String] { rows.isEmpty ? [] : (0..<count(0)).map { text(0, $0) } }
}

extension CSVCells {
  /// What quotes are.
  package enum Quotes {
    /// As in RFC 4180: cells may hold line ends, and a quote that does not close is a finding.
    case standard
    /// A line whose quotes do not close within it is free text: its quotes are letters.
    case withinLines
  }

  /// Cuts a file into cells; a quote that cannot be read is a finding.
  package static func tokenize(_ source: SourceText, quotes: Quotes = .standard) -> (
    CSVCells, [Finding]
  ) {
    var text = CSVCells(source)
    var scan = Scan(bytes: source.bytes)
    scan.comments(into: &text.comments)
    text.cells.reserveCapacity(source.bytes.count / 8)
    var finding: Finding?
    while scan.index < scan.bytes.count, finding == nil {
      let line = scan.line
      let first = text.cells.count
      let start = scan
      finding = text.row(&scan)
      if quotes == .withinLines, finding != nil || scan.line > line + 1 {
        text.cells.removeLast(text.cells.count - first)
        scan = start
        finding = text.row(&scan, isFree: true)
      }
      text.rows.append(Row(line: line, cells: first..<text.cells.count))
    }
    while let last = text.rows.last, last.cells.count == 1,
      text.bytes(text.rows.count - 1, 0).isEmpty
    {
      text.rows.removeLast()
    }
    return (text, finding.map { [$0] } ?? [])
  }

  private struct Scan {
    let bytes: [UInt8]
    var index = 0
    var line = 1

    mutating func comments(into comments: inout [Comment]) {
      while index < bytes.count, beginsComment || bytes[index] == 10 || bytes[index] == 13 {
        let start = index
        while index < bytes.count, bytes[index] != 10, bytes[index] != 13 { index += 1 }
        if index > start { comments.append(Comment(line: line, text: comment(start..<index))) }
        endLine()
      }
    }

    /// A spreadsheet puts quotes round a comment with a comma in it.
    private var beginsComment: Bool {
      bytes[index] == 0x23
        || bytes[index] == 0x22 && index + 1 < bytes.count && bytes[index + 1] == 0x23
    }

    /// The text of a comment, without the commas that a spreadsheet puts behind it.
    private func comment(_ range: Range<Int>) -> String {
      var text = bytes[range]
      while text.last == 0x2C { text.removeLast() }
      guard text.first == 0x22 else { return String(decoding: text.dropFirst(), as: UTF8.self) }
      if text.count > 1, text.last == 0x22 { text.removeLast() }
      return String(decoding: text.dropFirst(2), as: UTF8.self).replacing("\"\"", with: "\"")
    }

    mutating func endLine() {
      guard index < bytes.count else { return }
      index += bytes[index] == 13 && index + 1 < bytes.count && bytes[index + 1] == 10 ? 2 : 1
      line += 1
    }
  }

  /// Appends the cells of one row and moves behind its end.
  private mutating func row(_ scan: inout Scan, isFree: Bool = false) -> Finding? {
    while true {
      if !isFree, scan.index < scan.bytes.count, scan.bytes[scan.index] == 0x22 {
        if let finding = quoted(&scan) { return finding }
      } else {
        let start = scan.index
        while scan.index < scan.bytes.count, !Self.ends(scan.bytes[scan.index]) { scan.index += 1 }
        append(scan.line, start..<scan.index, isQuoted: false)
      }
      guard scan.index < scan.bytes.count else { return nil }
      guard scan.bytes[scan.index] == 0x2C else {
        scan.endLine()
        return nil
      }
      scan.index += 1
    }
  }

  private mutating func quoted(_ scan: inout Scan) -> Finding? {
    let open = scan.index
    let line = scan.line
    scan.index += 1
    while scan.index < scan.bytes.count {
      let byte = scan.bytes[scan.index]
      if byte == 0x22 {
        guard scan.index + 1 < scan.bytes.count, scan.bytes[scan.index + 1] == 0x22 else { break }
        scan.index += 2
      } else if byte == 10 || byte == 13 {
        scan.endLine()
      } else {
        scan.index += 1
      }
    }
    guard scan.index < scan.bytes.count else {
      return source.place(line: line, bytes: open..<(open + 1)).finding(
        "the quote is never closed", help: "close it with \" or remove it")
    }
    append(line, (open + 1)..<scan.index, isQuoted: true)
    scan.index += 1
    guard scan.index < scan.bytes.count, !Self.ends(scan.bytes[scan.index]) else { return nil }
    return source.place(line: scan.line, bytes: scan.index..<(scan.index + 1)).finding(
      "text follows a closing quote", help: "put a comma behind the quote, or double the quote")
  }

  private mutating func append(_ line: Int, _ range: Range<Int>, isQuoted: Bool) {
    cells.append(
      Cell(
        line: Int32(truncatingIfNeeded: line), start: Int32(truncatingIfNeeded: range.lowerBound),
        end: Int32(truncatingIfNeeded: range.upperBound), isQuoted: isQuoted))
  }

  private static func ends(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 10 || byte == 13 }
}
