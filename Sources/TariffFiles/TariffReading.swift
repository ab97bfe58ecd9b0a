package import SiteModel
package import Tabular

/// A tariff's file, read and checked: its head, its rows and the lines that they make.
package struct TariffReading {
  package let columns: TariffColumns
  package let head: TariffHead
  let rows: [TariffRow]
  package let lines: [Tariff.Line]

  /// The reading of a table, or nil after findings.
  ///
  /// - Parameter moneyFactor: What prices of the head's dollar year are multiplied by; nil after a finding.
  package init?(
    _ table: CSVTable, _ path: String, _ reading: InputReader,
    moneyFactor: (TariffHead) -> Double?
  ) {
    guard let columns = TariffColumns(table, reading) else { return nil }
    let before = reading.findings.count(where: { $0.severity == .error })
    guard let head = TariffHead(table, path, reading), let factor = moneyFactor(head) else {
      return nil
    }
    let rows = table.rows.compactMap { row in
      TariffRowReader(row: row, columns: columns, reading: reading, moneyFactor: factor).read()
    }
    guard rows.count == table.rows.count else { return nil }
    lines = TariffLines(rows: rows, columns: columns, rules: head.rules, reading: reading).read()
    TariffCoverage(rows: rows, columns: columns, rules: head.rules, reading: reading).check()
    TariffNetting(rows: rows, columns: columns, rules: head.rules, reading: reading).check()
    guard reading.findings.count(where: { $0.severity == .error }) == before else { return nil }
    self.columns = columns
    self.head = head
    self.rows = rows
  }
}
