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
    guard let table, let columns = TariffColumns(table, self) else { return nil }
    let before = self.findings.count(where: { $0.severity == .error })
    guard let head = TariffHead(table, path, self) else { return nil }
    guard let factor = moneyFactor(from: head.dollarYear, at: head.place) else { return nil }
    let rows = table.rows.compactMap { row in
      TariffRowReader(row: row, columns: columns, reading: self, moneyFactor: factor).read()
    }
    guard rows.count == table.rows.count else { return nil }
    let lines = TariffLines(rows: rows, columns: columns, rules: head.rules, reading: self).read()
    TariffCoverage(rows: rows, columns: columns, rules: head.rules, reading: self).check()
    TariffNetting(rows: rows, columns: columns, rules: head.rules, reading: self).check()
    guard self.findings.count(where: { $0.severity == .error }) == before else { return nil }
    return Tariff(name: name, lines: lines, rules: head.rules)
  }
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
