/// A figure by which sites are ranked.
struct PortfolioFigure: Sendable {
  /// Its column in `portfolio.csv`.
  let column: String
  let title: String
  let unit: String
  /// What is nearer to the middle half than this is no outlier, however alike the sites are.
  var leastReach = 0.0
  var places = 2
  let value: @Sendable (PortfolioReport.Site) -> Double?

  static let cost = PortfolioFigure(
    column: "cost_usd_per_mwh", title: "Cost", unit: "USD per MWh served", value: \.cost)
  static let intensity = PortfolioFigure(
    column: "kg_co2e_per_mwh", title: "Emissions", unit: "kg CO2e per MWh served",
    value: \.intensity)
  static let availability = PortfolioFigure(
    column: "served_fraction", title: "Served", unit: "share of demand", leastReach: 0.001,
    places: 4, value: \.availability)

  /// Sites that have it, the greatest first; in equals by name.
  func ranked(_ sites: [PortfolioReport.Site]) -> [(site: PortfolioReport.Site, value: Double)] {
    sites.compactMap { site in value(site).map { (site, $0) } }
      .sorted { ($1.value, $0.site.name) < ($0.value, $1.site.name) }
  }

  /// What is usual: Tukey's fences, one and a half times the middle half beyond its ends.
  ///
  /// nil for fewer than five sites, of which none can be told apart.
  func usual(_ sites: [PortfolioReport.Site]) -> ClosedRange<Double>? {
    let values = sites.compactMap(value).sorted()
    guard values.count >= 5 else { return nil }
    func quantile(_ share: Double) -> Double {
      let place = share * Double(values.count - 1)
      let below = Int(place)
      let above = min(below + 1, values.count - 1)
      return values[below] + (place - Double(below)) * (values[above] - values[below])
    }
    let (low, high) = (quantile(0.25), quantile(0.75))
    let reach = max(leastReach, 1.5 * (high - low))
    return (low - reach)...(high + reach)
  }
}

extension PortfolioReport {
  /// A site far from the others in a figure.
  struct Outlier: Sendable {
    let site: Site
    let figure: PortfolioFigure
    let value: Double
    let usual: ClosedRange<Double>
  }

  /// Sites beyond what is usual, by figure, the greatest first.
  var outliers: [Outlier] {
    [PortfolioFigure.cost, .intensity, .availability].flatMap { figure -> [Outlier] in
      guard let usual = figure.usual(sites) else { return [] }
      return figure.ranked(sites).filter { !usual.contains($0.value) }.map {
        Outlier(site: $0.site, figure: figure, value: $0.value, usual: usual)
      }
    }
  }
}
