import Tabular

/// The price index by year, `data/deflators.csv` with the columns `year,gdp_deflator_index`.
struct Deflators {
  static let path = "deflators.csv"
  static let columns = ["year", "gdp_deflator_index"]
  /// Index by year, in the order of the file.
  private(set) var index: [(year: Int, value: Double)] = []
  /// Whether the file could be read; if not, this was reported.
  private(set) var isRead = false

  /// Reads the table.
  static func read(named place: Place, reading: Reading) -> Deflators {
    var deflators = Deflators()
    guard
      let source = reading.source(
        path, named: place, what: "table of deflators",
        help: "write data/deflators.csv with the columns \(columns.joined(separator: ","))")
    else { return deflators }
    let (table, findings) = CSVTable.read(source)
    findings.forEach { reading.report($0) }
    guard let table else { return deflators }
    guard table.names == columns else {
      reading.report(
        "the columns are \(table.names.joined(separator: ","))", at: table.text.place(0),
        help: "write \(columns.joined(separator: ","))")
      return deflators
    }
    deflators.isRead = true
    for row in table.rows { deflators.add(row, table.text, reading) }
    return deflators
  }

  private mutating func add(_ row: Int, _ text: CSVCells, _ reading: Reading) {
    guard let year = Int(text.text(row, 0)), (1900...2200).contains(year) else {
      reading.report("'\(text.text(row, 0))' is not a year", at: text.place(row, 0))
      return
    }
    guard let value = DecimalText.number(text.bytes(row, 1)), value >= 1, value <= 1e4 else {
      reading.report(
        "'\(text.text(row, 1))' is not a price index", at: text.place(row, 1),
        help: "write an index such as 112.4")
      return
    }
    if index.contains(where: { $0.year == year }) {
      reading.report(
        "the year \(year) appears twice", at: text.place(row, 0), help: "remove one of the rows")
      return
    }
    index.append((year, value))
  }
}

extension Reading {
  /// What money of a year is multiplied by to be money of the site's year; nil after a finding.
  func moneyFactor(from year: Int, at place: Place) -> Double? {
    guard let target = dollarYear else { return nil }
    guard year != target else { return 1 }
    let table = deflators ?? Deflators.read(named: place, reading: self)
    deflators = table
    guard table.isRead else { return nil }
    var found: [Double] = []
    for wanted in [year, target] {
      if let value = table.index.first(where: { $0.year == wanted })?.value {
        found.append(value)
        continue
      }
      let years = table.index.map(\.year)
      let known = years.isEmpty ? "no year" : "\(years.min() ?? 0) to \(years.max() ?? 0)"
      report(
        "money of \(year) cannot be moved to \(target): \(Deflators.path) has no year \(wanted)",
        at: place, help: "add a row for \(wanted), or use a dollar year that it has (\(known))")
    }
    return found.count == 2 ? found[1] / found[0] : nil
  }
}
