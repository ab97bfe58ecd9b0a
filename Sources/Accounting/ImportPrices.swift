public import SiteModel
import Units

/// What one more MWh from a grid costs in each step, in USD, before any charge for demand: energy lines
/// and riders with their first block, and the index.
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
      switch line.charge {
      case .energy(let window, let tiers), .rider(let window, let tiers):
        let price = tiers.tiers.first?.price.in(.usdPerMegawattHour) ?? 0
        for step in sums.indices where meter.contains(window, step) { sums[step] += price }
      case .indexedEnergy(let factor, let adder):
        let fixed = adder.in(.usdPerMegawattHour)
        for step in sums.indices {
          let index = grid.indexPrice.map { 1000 * meter.price($0, at: step) } ?? 0
          sums[step] += factor * index + fixed
        }
      default: continue
      }
    }
    values = sums
  }
}
