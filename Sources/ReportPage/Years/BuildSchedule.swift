import Reporting
import SiteModel

/// What stands at a site from month to month, and below it the load that waits for it.
struct BuildSchedule {
  let document: HorizonDocument
  let site: Site
  let palette: Palette

  private static let bar = 26.0
  private static let rowHeight = 62.0
  private static let loadBar = 90.0
  static let waiting = (name: "waiting for power", color: "#cda3b7")

  /// What a row shows: amounts from months on.
  private struct Row {
    let name: String
    let unit: String
    let color: String
    let amounts: [(month: Int, amount: Double)]
  }

  var picture: Page.Picture {
    let axis = TimeAxis(document.horizon)
    let rows = rows
    let top = 18.0
    let loadTop = top + Double(rows.count) * Self.rowHeight
    var drawing = Drawing(
      height: loadTop + Self.loadBar + 44, label: "Build schedule. \(description(axis))")
    axis.draw(on: &drawing, top: top, bottom: drawing.height)
    for (place, row) in rows.enumerated() {
      draw(row, at: top + Double(place) * Self.rowHeight, axis, on: &drawing)
    }
    drawLoad(at: loadTop, axis, on: &drawing)
    return Page.Picture(
      title: "Build schedule", description: description(axis), drawing: drawing.svg,
      legend: [
        .init(name: "load energised", color: palette.color(of: loadName)),
        .init(name: Self.waiting.name, color: Self.waiting.color),
      ])
  }

  private func description(_ axis: TimeAxis) -> String {
    "One row for each component: what stands from month to month, with its amount where it changes. "
      + "Below, MW of load delivered and energised; what waits for power is shaded." + axis.note
  }

  private var loadName: String { site.components.loads.first?.name ?? "" }

  private var rows: [Row] {
    let connections = site.components.grids.map { grid in
      Row(
        name: "\(Report.words(grid.name)), import limit", unit: "MW",
        color: palette.color(of: grid.name),
        amounts: Self.changes(
          (0..<12 * document.horizon.years).map { ($0, grid.greatestImport(in: $0)) }))
    }
    let capacities = document.capacities ?? []
    let keys = HorizonText.unique(capacities.map { "\($0.component)\n\($0.capacity)" })
    return connections
      + keys.compactMap { key in
        let own = capacities.filter { "\($0.component)\n\($0.capacity)" == key }
        guard let first = own.first, own.contains(where: { $0.built > 1e-6 }) else { return nil }
        return Row(
          name: Report.words(HorizonText.name(first.component, first.capacity, in: document)),
          unit: first.unit, color: palette.color(of: first.component),
          amounts: Self.changes(own.map { ($0.month, $0.built) }))
      }
  }

  /// Without what is as it was before.
  private static func changes(_ amounts: [(Int, Double)]) -> [(month: Int, amount: Double)] {
    var changes: [(month: Int, amount: Double)] = []
    for (month, amount) in amounts {
      let last = changes.last?.amount ?? 0
      if (amount - last).magnitude > 1e-6 * max(1, amount) { changes.append((month, amount)) }
    }
    return changes
  }

  private func draw(_ row: Row, at top: Double, _ axis: TimeAxis, on drawing: inout Drawing) {
    let bottom = top + Self.rowHeight - 4
    drawing.text("\(row.name), \(row.unit)", x: 0.3, y: top + 13, isBold: true)
    drawing.line(x: 0, y: bottom, toX: 100, toY: bottom, stroke: Drawing.axis)
    guard let most = row.amounts.map(\.amount).max(), most > 0 else { return }
    var spacing = LabelSpacing(narrow: 10, wide: 4)
    for (place, change) in row.amounts.enumerated() {
      let next = place + 1 < row.amounts.count ? row.amounts[place + 1].month : axis.months
      let x = axis.place(change.month)
      let height = change.amount > 1e-6 ? max(2, Self.bar * change.amount / most) : 0
      let said = HorizonText.amount(change.amount, row.unit)
      drawing.rectangle(
        x: x, width: axis.place(next) - x, y: bottom - height, height: height, fill: row.color,
        says: "\(row.name): \(said) from \(date(change.month))")
      guard let isWide = spacing.take(x) else { continue }
      let isAtEnd = x > 94
      drawing.text(
        HorizonText.number(change.amount), x: isAtEnd ? 99.7 : x + 0.3, y: bottom - height - 3,
        anchor: isAtEnd ? .end : .start, isWide: isWide)
    }
  }

  private func drawLoad(at top: Double, _ axis: TimeAxis, on drawing: inout Drawing) {
    let bottom = top + 34 + Self.loadBar
    let load = document.load ?? []
    drawing.text("load, MW delivered and energised", x: 0.3, y: top + 13, isBold: true)
    let most = load.map { max($0.delivered, $0.energised) }.max() ?? 0
    guard most > 0 else { return }
    var spacing = LabelSpacing(narrow: 10, wide: 4)
    let delivered = Self.changes(load.map { ($0.month, $0.delivered) })
    let energised = Self.changes(load.map { ($0.month, $0.energised) })
    let dates = Set((delivered + energised).map(\.month)).sorted()
    for (place, month) in dates.enumerated() {
      guard let now = load.last(where: { $0.month <= month }) else { continue }
      let next = place + 1 < dates.count ? dates[place + 1] : axis.months
      let (x, width) = (axis.place(month), axis.place(next) - axis.place(month))
      let on = Self.loadBar * now.energised / most
      let off = Self.loadBar * now.waiting / most
      let said =
        "\(HorizonText.number(now.energised)) of \(HorizonText.number(now.delivered)) MW energised"
      drawing.rectangle(
        x: x, width: width, y: bottom - on, height: on, fill: palette.color(of: loadName),
        says: "\(said) from \(now.date)")
      drawing.rectangle(
        x: x, width: width, y: bottom - on - off, height: off, fill: Self.waiting.color,
        says: "\(HorizonText.number(now.waiting)) MW wait for power from \(now.date)")
      guard let isWide = spacing.take(x) else { continue }
      let text =
        now.waiting > 1e-6
        ? "\(HorizonText.number(now.energised)) of \(HorizonText.number(now.delivered))"
        : HorizonText.number(now.energised)
      // Two numbers are covered by what follows soon, where there is little room.
      drawing.text(
        text, x: x + 0.3, y: bottom - on - off - 3,
        isWide: isWide || width < 1.9 * Double(text.count))
    }
    drawing.line(x: 0, y: bottom, toX: 100, toY: bottom, stroke: Drawing.axis)
  }

  private func date(_ month: Int) -> String {
    document.load?.first { $0.month == month }?.date ?? ""
  }
}
