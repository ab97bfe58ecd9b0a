import Units

/// Months in which modules that are delivered wait for power, with what they wait for.
package struct WaitingMonths: Sendable, Equatable {
  /// Months of the horizon, one after the other.
  package var months: Range<Int>
  /// Greatest MW that waits in them.
  package var greatest: Double
  /// What cannot be had in them, in words; empty where nothing is missing that could be had.
  package var reasons: [String]

  /// The stretches of a plan in which something waits for the same reasons, in order of time.
  package static func all(of plan: HorizonPlan, at site: Site) -> [WaitingMonths] {
    var stretches: [WaitingMonths] = []
    for load in plan.load {
      let waiting = load.delivered - load.energised
      // What is less than a ten-thousandth of the load is a solver's trace.
      guard waiting > max(1e-6, 1e-4 * load.delivered) else { continue }
      let reasons = reasons(in: load.month, of: plan, at: site)
      if let last = stretches.last, last.months.upperBound == load.month, last.reasons == reasons {
        stretches[stretches.count - 1].months = last.months.lowerBound..<load.month + 1
        stretches[stretches.count - 1].greatest = max(last.greatest, waiting)
      } else {
        stretches.append(
          WaitingMonths(months: load.month..<load.month + 1, greatest: waiting, reasons: reasons))
      }
    }
    return stretches
  }

  private static func reasons(in month: Int, of plan: HorizonPlan, at site: Site) -> [String] {
    site.components.grids.compactMap { $0.shortfall(in: month, plan.date(of:)) }
      + site.components.supply.flatMap { component -> [String] in
        guard !component.isConnection else { return [] }
        let delivery = Delivery(component.values)
        if month < delivery.firstMonth {
          return [
            "\(component.name): none can be delivered before \(plan.date(of: delivery.firstMonth))"
          ]
        }
        return plan.boundDeliveries(of: component.name, by: delivery, in: month)
      }
  }
}

extension HorizonPlan {
  /// Amounts of a component of which all that can have been delivered by a month is built.
  fileprivate func boundDeliveries(of component: String, by delivery: Delivery, in month: Int)
    -> [String]
  {
    // Who sells what could serve is not kept from serving by deliveries.
    if sales.contains(where: { $0.component == component && $0.month <= month }) { return [] }
    var seen: Set<String> = []
    return builds.filter { $0.component == component && seen.insert($0.capacity).inserted }
      .compactMap { first in
        let names = first.unit == "MW" ? ["mw", "mwdc"] : [first.unit.lowercased()]
        guard let most = delivery.most(of: names, by: month) else { return nil }
        let built = builds.filter {
          $0.component == component && $0.capacity == first.capacity && $0.kind != .existing
            && $0.month <= month
        }.reduce(0) { $0 + $1.amount }
        // A whole number of units may be all that a delivery of a fraction allows.
        let isWhole = first.unit == "units" || first.unit == "packs"
        guard built >= (isWhole ? most.rounded(.down) : most) * (1 - 1e-6) else { return nil }
        return most > 0
          ? "\(component): all \(most.figure) \(first.unit) delivered by then stand"
          : "\(component): none is delivered yet"
      }
  }
}

extension Double {
  /// Three decimals at most, and none of a whole number.
  var figure: String {
    let rounded = rounded(toPlaces: 3)
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
