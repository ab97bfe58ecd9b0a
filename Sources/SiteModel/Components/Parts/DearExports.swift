public import Units

/// Steps in which exports are paid more than imports cost: profit without an end, up to the limits.
public struct DearExports: Sendable, Equatable {
  /// How many steps of the year.
  public let count: Int
  /// The first of them.
  public let first: Int
  /// What exports are paid in it.
  public let paid: EnergyPrice
  /// What imports cost in it, in the cheapest block of each line.
  public let charged: EnergyPrice
}

extension Grid {
  /// Where exports are paid more than imports cost in the same step; nil if nowhere.
  public func dearExports(over horizon: Horizon) -> DearExports? {
    guard exportLimit.maximum > .zero else { return nil }
    let months = BilledMonths(horizon, tariff.rules)
    var found: (count: Int, first: Int, paid: EnergyPrice, charged: EnergyPrice)?
    for step in 0..<horizon.count where exportLimit[step] > .zero && limit(at: step) > .zero {
      var paid = exportPrice?[step] ?? .zero
      var charged = EnergyPrice.zero
      for (index, line) in tariff.lines.enumerated() {
        let factor = tariff.taxFactor(on: index)
        switch line.charge {
        case .energy(let window, let tiers), .rider(let window, let tiers):
          let share = months.share(of: window, in: step)
          charged = charged + factor * share * (tiers.tiers.map(\.price).min() ?? .zero)
        case .indexedEnergy(let loss, let adder):
          charged = charged + factor * (loss * (indexPrice?[step] ?? .zero) + adder)
        case .export(let window, let price):
          paid = paid + months.share(of: window, in: step) * price
        case .indexedExport(let factor, let adder):
          paid = paid + factor * (indexPrice?[step] ?? .zero) + adder
        default: continue
        }
      }
      // A ten-thousandth of a dollar a MWh is rounding.
      guard (paid - charged).in(.usdPerMegawattHour) > 1e-4 else { continue }
      if found == nil { found = (0, step, paid, charged) }
      found?.count += 1
    }
    return found.map {
      DearExports(count: $0.count, first: $0.first, paid: $0.paid, charged: $0.charged)
    }
  }
}
