import Reporting
/// One bar a year, stacked by source.
struct YearBars {
  /// Amounts of one source, one a year.
  struct Band {
    let name: String
    let color: String
    let amounts: [Double]
  }

  let title: String
  let what: String
  /// Names of the years.
  let years: [String]
  let bands: [Band]
  /// The unit of the amounts, and larger ones with how much of it they are, in rising order.
  let units: [(name: String, size: Double)]

  private static let (left, right) = (10.0, 99.5)
  private static let (top, plot) = (22.0, 170.0)

  /// Nil where nothing is to be shown.
  var picture: Page.Picture? {
    let shown = bands.filter { $0.amounts.contains { $0.magnitude > 1e-9 } }
    let ups = years.indices.map { year in shown.reduce(0) { $0 + max(0, $1.amounts[year]) } }
    let downs = years.indices.map { year in shown.reduce(0) { $0 + min(0, $1.amounts[year]) } }
    guard let high = ups.max(), let low = downs.min(), high - low > 0,
      let unit = units.last(where: { max(high, -low) >= 2 * $0.size }) ?? units.first
    else { return nil }
    let scale = Scale(low: low / unit.size, high: high / unit.size)
    let description = "\(what), in \(unit.name)."
    var drawing = Drawing(height: Self.top + Self.plot + 22, label: "\(title). \(description)")
    for tick in scale.ticks {
      let y = place(tick, scale)
      drawing.line(
        x: Self.left, y: y, toX: Self.right, toY: y, stroke: tick == 0 ? Drawing.axis : Drawing.grid
      )
      drawing.text(scale.name(tick), x: Self.left - 0.8, y: y + 4, anchor: .end)
    }
    var spacing = LabelSpacing(narrow: 15, wide: 5)
    for (place, year) in years.enumerated() {
      draw(place, shown, unit, scale, on: &drawing)
      let x = middle(place)
      guard let isWide = spacing.take(x) else { continue }
      drawing.text(year, x: x, y: drawing.height - 5, anchor: .middle, isWide: isWide)
      drawing.text(
        HorizonText.number((ups[place] + downs[place]) / unit.size), x: x,
        y: self.place(ups[place] / unit.size, scale) - 4, anchor: .middle, isWide: isWide)
    }
    return Page.Picture(
      title: title, description: description, drawing: drawing.svg,
      legend: shown.map { .init(name: $0.name, color: $0.color) })
  }

  private var slot: Double { (Self.right - Self.left) / Double(max(1, years.count)) }

  private func middle(_ year: Int) -> Double { Self.left + slot * (Double(year) + 0.5) }

  private func place(_ amount: Double, _ scale: Scale) -> Double {
    Self.top + Self.plot * (scale.high - amount) / (scale.high - scale.low)
  }

  private func draw(
    _ year: Int, _ bands: [Band], _ unit: (name: String, size: Double), _ scale: Scale,
    on drawing: inout Drawing
  ) {
    let width = min(0.72 * slot, 14)
    var (up, down) = (0.0, 0.0)
    for band in bands {
      let amount = band.amounts[year] / unit.size
      let start = amount < 0 ? down : up
      let (upper, lower) = (max(start, start + amount), min(start, start + amount))
      if amount < 0 { down += amount } else { up += amount }
      drawing.rectangle(
        x: middle(year) - width / 2, width: width, y: place(upper, scale),
        height: place(lower, scale) - place(upper, scale), fill: band.color,
        says: "\(years[year]), \(band.name): \(HorizonText.number(amount)) \(unit.name)")
    }
  }

  /// Round figures from below the least to above the greatest.
  private struct Scale {
    let low: Double
    let high: Double
    let step: Double

    init(low least: Double, high greatest: Double) {
      let rough = (greatest - least) / 4
      var step = 1.0
      while step * 10 <= rough { step *= 10 }
      while step > rough { step /= 10 }
      step *= [5, 2].first { step * $0 <= rough } ?? 1
      self.step = step
      low = step * (least / step).rounded(.down)
      high = step * (greatest / step).rounded(.up)
    }

    var ticks: [Double] {
      (0...Int(((high - low) / step).rounded())).map { low + Double($0) * step }
        .map { $0.magnitude < step / 1000 ? 0 : $0 }
    }

    func name(_ tick: Double) -> String {
      FigureText.grouped(tick, places: step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3)
    }
  }
}
