import Reporting

/// What plans cost over scenarios: a line a plan, from its least to its greatest cost, with a mark for each scenario.
struct CostFan {
  /// One plan.
  struct Row {
    let name: String
    let costs: [(scenario: String, cost: Double)]
  }

  let rows: [Row]
  let unit: String

  private static let (left, right) = (22.0, 97.0)
  private static let (top, step) = (8.0, 26.0)
  private static let scales = [("", 1.0), ("thousand ", 1e3), ("million ", 1e6), ("billion ", 1e9)]

  /// Nil where no scenario costs another amount than the others.
  var picture: Page.Picture? {
    let costs = rows.flatMap { $0.costs.map(\.cost) }
    guard let least = costs.min(), let most = costs.max(), most > least else { return nil }
    let size = max(most.magnitude, least.magnitude)
    let scale = Self.scales.last { size >= 2 * $0.1 } ?? Self.scales[0]
    let name = "\(scale.0)\(unit)"
    let title = "Fan of costs"
    let words = "Costs of each plan over the scenarios, in \(name): a mark for each scenario."
    var drawing = Drawing(
      height: Self.top + Self.step * Double(rows.count) + 22, label: "\(title). \(words)")
    func x(_ cost: Double) -> Double {
      Self.left + (Self.right - Self.left) * (cost - least) / (most - least)
    }
    for (place, row) in rows.enumerated() {
      let y = Self.top + Self.step * (Double(place) + 0.5)
      drawing.text(row.name, x: Self.left - 2, y: y + 4, anchor: .end)
      let own = row.costs.map(\.cost)
      guard let low = own.min(), let high = own.max() else { continue }
      drawing.line(x: x(low), y: y, toX: x(high), toY: y, stroke: Drawing.axis, width: 2)
      for cost in row.costs {
        drawing.rectangle(
          x: x(cost.cost) - 0.4, width: 0.8, y: y - 7, height: 14, fill: "#0072b2",
          says:
            "\(row.name) in \(cost.scenario): \(HorizonText.number(cost.cost / scale.1)) \(name)")
      }
    }
    for (cost, anchor) in [(least, Drawing.Anchor.start), (most, .end)] {
      drawing.text(
        "\(HorizonText.number(cost / scale.1))", x: x(cost), y: drawing.height - 5, anchor: anchor)
    }
    return Page.Picture(title: title, description: words, drawing: drawing.svg)
  }
}
