import Reporting

extension Report {
  /// Answers to further questions, where they stand as tables beside the plan.
  func addAnswers(to contents: inout Contents) {
    if let table = table("frontier.csv") {
      contents.add(
        Page.Section(
          id: "frontier", title: "The frontier", tables: [shown(table, "Plans along it.")]),
        frontier(table).map { [$0] } ?? [])
    }
    if let table = table("sensitivity.csv") {
      contents.add(
        Page.Section(
          id: "sensitivity", title: "Sensitivity", tables: [shown(table, "Values that were tried.")]
        ),
        sensitivity(table).map { [$0] } ?? [])
    }
    if let table = table("alternatives.csv") {
      contents.add(
        Page.Section(
          id: "alternatives", title: "What else would cost nearly the same",
          tables: [shown(table, "Plans within a budget above the least cost.")]))
    }
    if let table = table("explain.csv") {
      contents.add(
        Page.Section(
          id: "explain", title: "Shadow prices and break-even prices",
          tables: [shown(table, "Each found by planning again with one thing changed.")]))
    }
  }

  /// Needs two plans or more.
  private func frontier(_ table: ResultTable) -> Chart? {
    let isOfUptime = table.header.contains("uptime_target_fraction")
    guard let costs = table.column("objective_usd_per_year"),
      let limits = table.column(
        isOfUptime ? "uptime_target_fraction" : "inside_cap_boundary_t_co2e")
    else { return nil }
    let points = zip(limits, costs).compactMap { limit, cost in
      Double(limit).flatMap { limit in Double(cost).map { (limit: limit, cost: $0) } }
    }
    return points.count > 1 ? AnswerCharts.frontier(points, isOfUptime: isOfUptime) : nil
  }

  private func sensitivity(_ table: ResultTable) -> Chart? {
    guard let keys = table.column("key"), let values = table.column("value"),
      let changes = table.column("change_usd_per_year")
    else { return nil }
    let found = keys.indices.compactMap { row in
      Double(changes[row]).map { (key: keys[row], value: values[row], change: $0) }
    }
    return found.isEmpty ? nil : AnswerCharts.sensitivity(found)
  }

  /// A table as it stands in its file, but for columns without a value; long numbers are cut to what a
  /// reader can use.
  private func shown(_ table: ResultTable, _ caption: String) -> Page.Table {
    func cell(_ text: String, _ column: String) -> Page.Cell {
      guard let number = Double(text), number.isFinite else {
        return .text(column == "key" ? text : Self.words(text))
      }
      if column == "relative_gap" { return .right(FigureText.scientific(number)) }
      if number.magnitude < 1e-5 { return .right("0") }
      return .right(
        number == number.rounded() ? FigureText.grouped(number) : FigureText.size(number))
    }
    let columns = table.header.indices.filter { place in
      table.rows.contains { $0.indices.contains(place) && !$0[place].isEmpty }
    }
    let isNumber = columns.map { place in
      table.rows.contains { $0.indices.contains(place) && Double($0[place]) != nil }
    }
    return Page.Table(
      "\(caption) (\(table.name))",
      head: zip(columns, isNumber).map {
        $1 ? .right(Self.heading(table.header[$0])) : .text(Self.heading(table.header[$0]))
      },
      rows: table.rows.map { row in
        columns.map { row.indices.contains($0) ? cell(row[$0], table.header[$0]) : .text("") }
      }, isLong: true)
  }

  /// A column's name with its units as they are written.
  private static func heading(_ name: String) -> String {
    words(name).split(separator: " ").map { units[String($0)] ?? String($0) }
      .joined(separator: " ")
  }

  private static let units = [
    "usd": "USD", "mw": "MW", "mwh": "MWh", "co2e": "CO2e", "kw": "kW", "kwh": "kWh",
    "percent": "%",
  ]
}
