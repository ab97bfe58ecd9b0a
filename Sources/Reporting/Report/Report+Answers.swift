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
          id: "explain", title: "What limits and sizes are worth",
          tables: [shown(table, "Each found by planning again with one thing changed.")]))
    }
  }

  /// Needs two plans or more.
  private func frontier(_ table: ResultTable) -> Chart? {
    let isOfUptime = table.header.contains("uptime_target_fraction")
    guard let costs = table.column("objective_usd_per_year"),
      let limits = table.column(isOfUptime ? "uptime_target_fraction" : "counted_t_co2e")
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

  /// A table as it stands in its file; long numbers are cut to what a reader can use.
  private func shown(_ table: ResultTable, _ caption: String) -> Page.Table {
    func cell(_ text: String) -> Page.Cell {
      guard let number = Double(text), number.isFinite else { return .text(text) }
      if number != 0, number.magnitude < 1e-3 { return .right(FigureText.scientific(number)) }
      return .right(
        number == number.rounded() ? FigureText.grouped(number) : FigureText.size(number))
    }
    return Page.Table(
      "\(caption) (\(table.name))", head: table.header.map { .text(Self.words($0)) },
      rows: table.rows.map { $0.map(cell) }, isLong: true)
  }
}
