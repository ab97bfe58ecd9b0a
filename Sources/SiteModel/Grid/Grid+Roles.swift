import Units

extension Grid {
  /// The peak import of the plan.
  public static var capacityBasis: CapacityBasis { .peakImport }
  /// Its colours in charts.
  public static var colors: [String] { ["#0072b2", "#004a75"] }
  /// Events that take its power.
  public static var contingencies: [UptimePolicy.Contingency] { [.grid] }
}

extension Grid: ReliabilityModel {
  package func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    let chosen = plan.details.first { $0.key == "contract_capacity_mw" }?.value ?? .infinity
    let steps = importLimit.isConstant ? 1 : horizon.count
    var parts = FailingParts()
    parts.units = [
      FailingParts.Unit(
        name: name, isGrid: true,
        output: (0..<steps).map { min(limit(at: $0).in(.megawatts), chosen) }, failures: failures)
    ]
    return parts
  }
  package var statedFailures: [Failures] { [failures].compactMap { $0 } }
  package func failures(behind ride: UptimePolicy.Ride) -> Failures? {
    ride == .grid || ride == .gridAndUnit ? failures : nil
  }
}

extension Sequence<any Component> {
  /// The connections to the grid, in the order of the site.
  public var grids: [Grid] { compactMap { $0 as? Grid } }
}
