import SiteModel

extension Reading {
  /// A tariff by its name, read once; nil after findings.
  func tariff(named name: String, at place: Place) -> Tariff? {
    if let known = tariffs[name] { return known }
    let tariff = readTariff(name, place)
    tariffs[name] = .some(tariff)
    return tariff
  }

  private func readTariff(_ name: String, _ place: Place) -> Tariff? {
    guard let path = catalogued(name, folder: "tariffs", ending: ".csv", what: "tariff", place),
      let source = source(path, named: place, what: "tariff", help: "")
    else { return nil }
    let (table, findings) = CSVTable.read(source)
    findings.forEach { report($0) }
    guard let table, let read = tariffTable(table, path) else { return nil }
    return Tariff(
      name: name, lines: read.lines, rules: read.head.rules, dollarYear: read.head.dollarYear)
  }

  /// What a tariff's file says: its head, its rows and the lines that they make; nil after findings.
  func tariffTable(_ table: CSVTable, _ path: String) -> TariffReading? {
    guard let columns = TariffColumns(table, self) else { return nil }
    let before = self.findings.count(where: { $0.severity == .error })
    guard let head = TariffHead(table, path, self) else { return nil }
    let dollars = keepsTariffDollars ? 1 : moneyFactor(from: head.dollarYear, at: head.place)
    guard let factor = dollars else { return nil }
    let rows = table.rows.compactMap { row in
      TariffRowReader(row: row, columns: columns, reading: self, moneyFactor: factor).read()
    }
    guard rows.count == table.rows.count else { return nil }
    let lines = TariffLines(rows: rows, columns: columns, rules: head.rules, reading: self).read()
    TariffCoverage(rows: rows, columns: columns, rules: head.rules, reading: self).check()
    TariffNetting(rows: rows, columns: columns, rules: head.rules, reading: self).check()
    guard self.findings.count(where: { $0.severity == .error }) == before else { return nil }
    return TariffReading(columns: columns, head: head, rows: rows, lines: lines)
  }
}

/// A tariff's file, read and checked.
struct TariffReading {
  let columns: TariffColumns
  let head: TariffHead
  let rows: [TariffRow]
  let lines: [Tariff.Line]
}

/// Small help for text in cells.
enum TextCell {
  /// Without blanks at both ends.
  static func trimmed(_ text: String) -> String {
    var part = text[...]
    while part.first == " " || part.first == "\t" { part.removeFirst() }
    while part.last == " " || part.last == "\t" { part.removeLast() }
    return String(part)
  }
}
