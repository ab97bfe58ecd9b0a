public import SiteModel
import Units

/// What one more MWh from a grid costs in each step, in USD, before any charge for demand: energy lines
/// and riders with their first block, and the index, with the taxes on them.
public struct ImportPrices: Sendable {
  /// USD/MWh, one a step.
  public let values: [Double]

  /// The prices of a connection of a site whose series have steps of `siteStepMinutes`.
  public init(_ grid: Grid, over horizon: Horizon, siteStepMinutes: Int) {
    let none = [Double](repeating: 0, count: horizon.count)
    let meter = GridMeter(
      grid, MeterSeries(horizon: horizon, imports: none), calendar: BillingCalendar(horizon),
      siteStepMinutes: siteStepMinutes)
    var sums = none
    for line in grid.tariff.lines {
      let tax = 1 + Self.taxes(on: line, of: grid.tariff)
      switch line.charge {
      case .energy(let window, let tiers), .rider(let window, let tiers):
        let price = tax * (tiers.tiers.first?.price.in(.usdPerMegawattHour) ?? 0)
        for step in sums.indices { sums[step] += price * meter.share(of: window, step) }
      case .indexedEnergy(let factor, let adder):
        let fixed = adder.in(.usdPerMegawattHour)
        for step in sums.indices {
          let index = grid.indexPrice.map { 1000 * meter.price($0, at: step) } ?? 0
          sums[step] += tax * (factor * index + fixed)
        }
      default: continue
      }
    }
    values = sums
  }

  /// Shares that taxes add to a line of energy.
  private static func taxes(on line: Tariff.Line, of tariff: Tariff) -> Double {
    var sum = 0.0
    for other in tariff.lines {
      guard case .tax(let share, of: let names) = other.charge else { continue }
      if names.isEmpty || names.contains(line.name) { sum += share }
    }
    return sum
  }
}
