import Units

extension Site {
  /// Statistics of what a loss that stored energy rides through is.
  package func failures(behind ride: UptimePolicy.Ride) -> [Failures] {
    components.compactMap { ($0 as? any ReliabilityModel)?.failures(behind: ride) }
  }

  /// Whole units of each running fleet that a plan has at least, as limits of a further plan.
  package func leastCounts(of plan: SitePlan) -> [String: ClosedRange<Double>] {
    var limits: [String: ClosedRange<Double>] = [:]
    for component in components {
      guard let fleet = component as? any RunningUnits,
        let built = plan.components.first(where: { $0.component == component.name })?.units
      else { continue }
      let least = (built + 1e-6).rounded(.down)
      if least >= 1 {
        limits["\(component.name).units"] = least...max(least, fleet.mostUnits ?? 1000)
      }
    }
    return limits
  }

  /// The fewest units of a fleet whose loss leaves a plan's firm load short of firm power; 1 where one
  /// is enough, or where no number is.
  package func leastUnitsShort(in plan: SitePlan) -> Double {
    var (firm, units) = (0.0, 0.0)
    var greatest = 0.0
    for (_, parts) in failingParts(of: plan) {
      for unit in parts.units {
        let power = unit.output.min() ?? 0
        firm += power
        if !unit.isGrid, unit.standby == nil, unit.failures != nil {
          units += 1
          greatest = max(greatest, power)
        }
      }
      for load in parts.classes where load.kind == .firm || load.target != nil {
        firm -= load.served.max() ?? 0
      }
    }
    guard greatest > 0, firm > 0 else { return 1 }
    let count = (firm / greatest + 1e-9).rounded(.down) + 1
    return count <= units ? count : 1
  }
}
