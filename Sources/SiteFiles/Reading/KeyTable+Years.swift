import SiteModel
import Tabular

/// Tables of months, and lists of years.
extension KeyTable {
  /// Amounts from a month of the horizon on: a list of rows, or columns of a file of the site.
  func schedule(
    _ spec: ParameterSpec, _ node: YAMLNode, of names: [String], isCumulative: Bool
  ) -> Schedule? {
    let rows: [(row: Schedule.Row, place: Place)]?
    switch node.value {
    case .sequence(let nodes): rows = list(spec, nodes, of: names)
    case .mapping: rows = file(spec, node, of: names)
    default:
      reading.report(
        "\(spec.key) is \(node.description), not a table of months", at: node.place,
        help: "write a list such as [{month: 9, \(names[0]): 4}], or "
          + "{file: NAME.csv, month: COLUMN, value: COLUMN}")
      return nil
    }
    guard let rows else { return nil }
    return check(rows, spec, isCumulative: isCumulative) ? Schedule(rows.map(\.row)) : nil
  }

  private func list(_ spec: ParameterSpec, _ nodes: [YAMLNode], of names: [String])
    -> [(row: Schedule.Row, place: Place)]?
  {
    let help = "write rows such as {month: 9, \(names[0]): 4}"
    var rows: [(row: Schedule.Row, place: Place)] = []
    for node in nodes {
      guard let entries = node.entries else {
        reading.report(
          "a row of \(spec.key) is \(node.description), not a month with an amount",
          at: node.place, help: help)
        continue
      }
      var amounts: [String: Double] = [:]
      for entry in entries where entry.key != "month" {
        guard names.contains(entry.key) else {
          reading.report(
            "unknown key '\(entry.key)' of a row of \(spec.key)", at: entry.keyPlace,
            help: Suggestion.help(for: entry.key, in: ["month"] + names, known: "keys"))
          continue
        }
        amounts[entry.key] = amount(entry.node, spec, entry.key)
      }
      guard let month = node.entry("month")?.node else {
        reading.report("a row of \(spec.key) has no month", at: node.place, help: help)
        continue
      }
      guard let number = self.month(month, spec) else { continue }
      guard !amounts.isEmpty else {
        reading.report("a row of \(spec.key) has no amount", at: node.place, help: help)
        continue
      }
      rows.append((Schedule.Row(month: number, amounts: amounts), node.place))
    }
    return rows.count == nodes.count ? rows : nil
  }

  private func month(_ node: YAMLNode, _ spec: ParameterSpec) -> Int? {
    guard let number = reading.number(node, what: "month", unit: "months") else { return nil }
    return whole(number, at: node.place, spec)
  }

  private func whole(_ number: Double, at place: Place, _ spec: ParameterSpec) -> Int? {
    guard number.rounded() == number, (0..<480).contains(number) else {
      reading.report(
        "month \(DecimalText.plain(number)) of \(spec.key) is no month of a horizon", at: place,
        help: "write a whole number, 0 for the month in which the horizon begins")
      return nil
    }
    return Int(number)
  }

  private func amount(_ node: YAMLNode, _ spec: ParameterSpec, _ name: String) -> Double? {
    guard let number = reading.number(node, what: name, unit: name) else { return nil }
    guard number >= 0, number.isFinite else {
      reading.report(
        "\(name) of \(spec.key) is \(DecimalText.plain(number))", at: node.place,
        help: "write zero or more")
      return nil
    }
    return number
  }

  /// Months that rise, and what adds up never falls.
  private func check(
    _ rows: [(row: Schedule.Row, place: Place)], _ spec: ParameterSpec, isCumulative: Bool
  ) -> Bool {
    var isSound = true
    var last: [String: Double] = [:]
    var month = -1
    for (row, place) in rows {
      if row.month <= month {
        reading.report(
          "month \(row.month) of \(spec.key) stands behind month \(month)", at: place,
          help: "write the months in order, each once")
        isSound = false
      }
      month = row.month
      for (name, amount) in row.amounts.sorted(by: { $0.key < $1.key }) {
        if isCumulative, let before = last[name], amount < before {
          reading.report(
            "\(spec.key) falls from \(DecimalText.plain(before)) to \(DecimalText.plain(amount)) \(name) "
              + "in month \(row.month)", at: place,
            help:
              "the table says what has come in all: write \(DecimalText.plain(before + amount)) for "
              + "\(DecimalText.plain(amount)) more")
          isSound = false
        }
        last[name] = amount
      }
    }
    return isSound
  }

  /// A CSV file with a column of months and one of amounts.
  private func file(_ spec: ParameterSpec, _ node: YAMLNode, of names: [String])
    -> [(row: Schedule.Row, place: Place)]?
  {
    let help = "write {file: NAME.csv, month: COLUMN, value: COLUMN}"
    guard case .site(let folder) = origin else {
      reading.report("\(spec.key) of a technology is a table", at: node.place, help: help)
      return nil
    }
    for entry in node.entries ?? [] where !["file", "month", "value"].contains(entry.key) {
      reading.report(
        "unknown key '\(entry.key)' of \(spec.key)", at: entry.keyPlace, help: help)
    }
    guard let fileNode = node.entry("file")?.node, let file = text(fileNode, what: "file"),
      let monthColumn = node.entry("month").flatMap({ text($0.node, what: "month") }),
      let valueNode = node.entry("value")?.node, let valueColumn = text(valueNode, what: "value")
    else {
      reading.report("\(spec.key) does not name a file and its columns", at: node.place, help: help)
      return nil
    }
    guard let path = reading.path(file, in: folder, at: fileNode.place),
      let table = MonthTable.open(
        path, named: fileNode.place, months: monthColumn, amounts: valueColumn, reading: reading)
    else { return nil }
    let name =
      names.first {
        valueColumn == $0 || valueColumn.hasPrefix($0 + "_") || valueColumn.hasSuffix("_" + $0)
      }
    guard let name else {
      reading.report(
        "the column '\(valueColumn)' does not say what it counts", at: valueNode.place,
        help:
          "begin its name with \(names.joined(separator: ", or ")), such as \(names[0])_delivered")
      return nil
    }
    let rows = table.rows.compactMap { row -> (row: Schedule.Row, place: Place)? in
      guard let month = whole(row.month, at: row.place, spec) else { return nil }
      guard row.amount >= 0 else {
        reading.report(
          "\(valueColumn) is \(DecimalText.plain(row.amount))", at: row.place,
          help: "write zero or more")
        return nil
      }
      return (Schedule.Row(month: month, amounts: [name: row.amount]), row.place)
    }
    return rows.count == table.rows.count ? rows : nil
  }

  /// `all`, or whole numbers from 1.
  func years(_ spec: ParameterSpec, _ node: YAMLNode) -> ParameterValue? {
    if case .scalar("all", _) = node.value { return .word("all") }
    guard case .sequence(let nodes) = node.value, !nodes.isEmpty else {
      reading.report(
        "\(spec.key) is \(node.description), not all and no list of years", at: node.place,
        help: "write \(spec.key): all, or a list such as [1, 2, 3, 5, 10]")
      return nil
    }
    let years = nodes.compactMap { node -> Double? in
      guard let year = reading.number(node, what: "year", unit: "years") else { return nil }
      guard year.rounded() == year, (1...40).contains(year) else {
        reading.report(
          "year \(DecimalText.plain(year)) of \(spec.key) is no year of a horizon", at: node.place,
          help: "write whole numbers, 1 for its first year")
        return nil
      }
      return year
    }
    return years.count == nodes.count ? .series(years) : nil
  }
}
