package import SiteModel
import Units

/// Sums over a plan that several outputs print.
package struct PlanFigures {
  let plan: SitePlan
  private let stampYear: Int?

  /// Figures of a plan, whose stamps carry a year of its horizon where it has one.
  package init(plan: SitePlan, stampYear: Int? = nil) {
    (self.plan, self.stampYear) = (plan, stampYear)
  }

  private var hoursPerStep: Double { Double(plan.horizon.stepMinutes) / 60 }

  /// A rate column as a sum over the year.
  package func yearly(_ flow: SitePlan.Flow) -> Double {
    var sum = 0.0
    for value in flow.values { sum += value }
    return sum * hoursPerStep * plan.horizon.weight
  }

  /// Yearly MWh of the component's columns on one side of the bus.
  package func yearly(_ part: SitePlan.ComponentPlan, _ side: FlowKey.Side) -> Double? {
    let flows = part.flows.filter { $0.key.role.side == side }
    guard !flows.isEmpty else { return nil }
    return flows.reduce(0) { $0 + yearly($1) }
  }

  /// Yearly MWh of all components that supply and do not store.
  package var supplied: Double {
    plan.components.filter { !$0.stores }
      .reduce(0) { $0 + (yearly($1, .supply) ?? 0) }
  }

  /// USD for each MWh served; nil when nothing is served.
  var costPerServed: Double? {
    let served = plan.served.in(.megawattHours)
    return served > 0 ? plan.cash.in(.usd) / served : nil
  }

  /// USD a year of one nature.
  func cost(_ nature: SitePlan.CostLine.Nature) -> Double {
    plan.costs.filter { $0.nature == nature }.reduce(0) { $0 + $1.amount.in(.usd) }
  }

  /// Tonnes a year of one scope, location-based; nil: outside the inventory.
  func emissions(scope: Int?) -> Double {
    plan.emissions.filter {
      $0.scope == scope && ($0.basis == .direct || $0.basis == .location)
    }.reduce(0) { $0 + $1.amount.in(.tonnes) }
  }

  /// Tonnes a year inside the boundary of the cap.
  func emissions(inside boundary: EmissionsPolicy.View) -> Double {
    plan.emissions.filter { boundary.counts(scope: $0.scope, basis: $0.basis) }
      .reduce(0) { $0 + $1.amount.in(.tonnes) }
  }

  /// Modelled hours in which a store charges and discharges, or a connection imports and exports, at once.
  var overlapHours: Double { hours(of: plan.overlaps) }

  /// Yearly MWh that goes in and out at once.
  var overlapEnergy: Double { energy(of: plan.overlaps) }

  func hours(of overlaps: [SitePlan.Overlap]) -> Double {
    Double(Set(overlaps.map(\.step)).count) * hoursPerStep
  }

  func energy(of overlaps: [SitePlan.Overlap]) -> Double {
    overlaps.reduce(0) { $0 + $1.power.in(.megawatts) } * hoursPerStep * plan.horizon.weight
  }

  /// Steps in which a connection imports and exports at once, and those of stores.
  var overlapsByKind: (connections: [SitePlan.Overlap], stores: [SitePlan.Overlap]) {
    let grids = Set(plan.components.filter { $0.isConnection }.map(\.component))
    return (
      plan.overlaps.filter { grids.contains($0.component) },
      plan.overlaps.filter { !grids.contains($0.component) }
    )
  }

  /// `2023-07-01T18:00`, the local standard time at which a step begins.
  package func stamp(_ step: Int) -> String {
    HourText.stamp(step, in: plan.horizon, of: stampYear)
  }
}
