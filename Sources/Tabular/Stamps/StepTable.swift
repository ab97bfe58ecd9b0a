/// A table of steps as utilities and spreadsheets save it: with lines of their own above the header, a
/// line of units below it, and totals at the end.
package struct StepTable {
  package private(set) var text: CSVCells
  /// The names of the columns, with their units where those stand in a line of their own.
  package private(set) var names: [String]
  /// What was left out, in words.
  package private(set) var notes: [String] = []

  /// Units of a column by the ending of its name: MW of a mean power, or MWh of a step's energy.
  package static let units: [(ending: String, scale: Double, isEnergy: Bool)] = [
    ("kwh", 1e-3, true), ("mwh", 1, true), ("wh", 1e-6, true), ("kw", 1e-3, false),
    ("mw", 1, false),
  ]

  /// Lines that a header is looked for in.
  private static let greatestHead = 60
  /// Lines of totals that are looked for at the end.
  private static let greatestFoot = 10

  init(_ text: CSVCells) {
    self.text = text
    names = text.header
    guard let (header, stamp) = header() else {
      if let header = headerOfNumbers() { skipHead(above: header) }
      return
    }
    skipHead(above: header)
    readUnits(besides: stamp)
    skipFoot(stamp)
  }

  /// The row of the names and the column of the stamps, where a row names stamps and they follow.
  private func header() -> (row: Int, column: Int)? {
    for row in text.rows.indices.prefix(Self.greatestHead) {
      for column in 0..<min(text.count(row), 16)
      where StampColumn.Kind(header: text.text(row, column)) != nil {
        let follows = (row + 1)...(row + 2)
        if follows.contains(where: { isStamp($0, column) && text.count($0) == text.count(row) }) {
          return (row, column)
        }
      }
    }
    return nil
  }

  /// The row above the first two that hold numbers alone.
  private func headerOfNumbers() -> Int? {
    func isNumbers(_ row: Int) -> Bool {
      row < text.rows.count
        && (0..<text.count(row)).allSatisfy { DecimalText.number(text.bytes(row, $0)) != nil }
    }
    guard
      let first = text.rows.indices.prefix(Self.greatestHead).first(where: {
        isNumbers($0) && isNumbers($0 + 1)
      }), first > 1, text.count(first - 1) == text.count(first), !text.isBlank(first - 1)
    else { return nil }
    return first - 1
  }

  private func isStamp(_ row: Int, _ column: Int) -> Bool {
    guard row < text.rows.count, column < text.count(row) else { return false }
    return [CivilStamp.Order.monthFirst, .dayFirst].contains {
      StampColumn.stamp(CivilStamp.read(text.bytes(row, column), $0)) != nil
    }
  }

  private mutating func skipHead(above header: Int) {
    guard header > 0 else { return }
    let (first, last) = (text.rows[0].line, text.rows[header - 1].line)
    notes.append(
      first == last
        ? "line \(first) above the header is left out"
        : "lines \(first) to \(last) above the header are left out")
    text.keepRows(header..<text.rows.count)
    names = text.header
  }

  /// A row of units between the names and the first stamp: `kWh` below `import` is `import_kWh`.
  private mutating func readUnits(besides stamp: Int) {
    guard text.rows.count > 2, !isStamp(1, stamp), isStamp(2, stamp) else { return }
    let units = (0..<text.count(1)).map { text.text(1, $0) }
    let known = Self.units.map(\.ending)
    guard !units.contains(where: { DecimalText.number(Array($0.utf8)[...]) != nil }),
      units.contains(where: { known.contains(HeaderText.plain($0)) })
    else { return }
    for (column, unit) in units.enumerated() where column != stamp && column < names.count {
      let plain = HeaderText.plain(unit)
      if !plain.isEmpty, !HeaderText.plain(names[column]).hasSuffix(plain) {
        names[column] += "_\(plain)"
      }
    }
    notes.append("line \(text.rows[1].line) holds the units of the columns")
    text.removeRow(1)
  }

  private mutating func skipFoot(_ stamp: Int) {
    var end = text.rows.count
    var skipped: [String] = []
    while end > 2, skipped.count < Self.greatestFoot, !isStamp(end - 1, stamp) {
      let row = end - 1
      if text.isBlank(row) {
        end -= 1
        continue
      }
      let cells = (0..<text.count(row)).map { text.text(row, $0) }
      let first = cells.first { !$0.isEmpty } ?? ""
      let word = first.lowercased().prefix { $0.isLetter }
      guard Self.totals.contains(String(word)) else { break }
      skipped.append("'\(PrintableText.line(first))' in line \(text.rows[row].line)")
      end -= 1
    }
    guard !skipped.isEmpty else { return }
    notes.append("\(skipped.reversed().joined(separator: ", ")) is no step and is left out")
    text.keepRows(0..<end)
  }

  /// How lines begin that are no steps.
  private static let totals: Set<String> = [
    "total", "totals", "grand", "subtotal", "sum", "summe", "average", "avg", "mean", "min",
    "minimum", "max", "maximum", "peak", "count",
  ]
}
