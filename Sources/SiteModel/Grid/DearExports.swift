public import Units

/// Steps in which exports are paid more than imports cost. A meter nets within the step, so that a plan
/// does one or the other in each of them.
public struct DearExports: Sendable, Equatable {
  /// The steps, in order of time; at least one.
  public let steps: [Int]
  /// What exports are paid in the first of them.
  public let paid: EnergyPrice
  /// What imports cost in that step, in the cheapest block of each line.
  public let charged: EnergyPrice
}

extension Grid {
  /// Where exports are paid more than imports cost in the same step; nil if nowhere.
  public func dearExports(over horizon: Horizon) -> DearExports? {
    guard exportLimit.maximum > .zero else { return nil }
    let months = BilledMonths(horizon, tariff.rules)
    var steps: [Int] = []
    var prices: (paid: EnergyPrice, charged: EnergyPrice)?
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
      if prices == nil { prices = (paid, charged) }
      steps.append(step)
    }
    return prices.map { DearExports(steps: steps, paid: $0.paid, charged: $0.charged) }
  }
}
