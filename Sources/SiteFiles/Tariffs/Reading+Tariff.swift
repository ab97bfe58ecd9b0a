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
    guard let year = comments(of: table, path) else { return nil }
    guard let factor = moneyFactor(from: year.value, at: year.place) else { return nil }
    var rows: [TariffRow] = []
    for row in table.rows {
      if let line = TariffRow.read(row, columns, moneyFactor: factor, self) { rows.append(line) }
    }
    for (index, row) in rows.enumerated()
    where rows[..<index].contains(where: { $0.line.name == row.line.name }) {
      report(
        "the line '\(row.line.name)' appears twice", at: columns.place(row.row, "line"),
        help: "give each line a name of its own")
    }
    guard rows.count == table.rows.count else { return nil }
    let before = self.findings.count
    TariffCoverage(rows: rows, columns: columns, reading: self).check()
    guard self.findings.count == before else { return nil }
    return Tariff(name: name, lines: rows.map(\.line))
  }

  /// Reads the comment lines; returns the dollar year.
  private func comments(of table: CSVTable, _ path: String) -> (value: Int, place: Place)? {
    var year: (Int, Place)?
    var seen: [String] = []
    for comment in table.text.comments {
      let parts = comment.text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let key = TextCell.trimmed(String(parts[0]))
      guard parts.count == 2, !key.contains(" ") else { continue }
      let value = TextCell.trimmed(String(parts[1]))
      let place = table.text.source.place(line: comment.line)
      if key == "dollar_year" {
        if let number = Int(value), (1990...2100).contains(number) {
          year = (number, place)
        } else {
          report("'\(value)' is not a year", at: place, help: "write '# dollar_year: 2026'")
        }
      } else if key == "note" {
        notes.append("\(path): \(value)")
      } else if !TariffTable.comments.contains(key),
        let near = Suggestion.nearest(to: key, in: TariffTable.comments)
      {
        report(
          "unknown comment '\(key)'", at: place, help: "did you mean '\(near)'?", severity: .warning
        )
      }
      seen.append(key)
    }
    if !seen.contains("dollar_year") {
      report(
        "the tariff has no dollar year", at: table.text.place(0),
        help: "write a line '# dollar_year: 2026' above the header: the year of its prices")
    }
    for key in ["source", "effective"] where !seen.contains(key) {
      report(
        "the tariff does not say its \(key)", at: table.text.place(0),
        help: "write a line '# \(key): …' above the header", severity: .warning)
    }
    return year
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
