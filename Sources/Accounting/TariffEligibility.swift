public import SiteModel
import Units

/// Whether what a plan buys is what its tariffs are for.
///
/// Before a plan is known only limits and the load can be asked; a plan may buy less, and less evenly.
public struct TariffEligibility: Sendable {
  /// A condition of a tariff that a plan's imports do not meet.
  public struct Violation: Sendable, Equatable {
    /// What a tariff asks.
    public enum Condition: Sendable, Equatable { case leastPower, greatestPower, leastLoadFactor }

    /// Name of the grid connection.
    public let component: String
    /// Name of the tariff.
    public let tariff: String
    /// What the tariff asks.
    public let condition: Condition
    /// The tariff's limit, in MW or as a fraction.
    public let limit: Double
    /// What the plan has.
    public let actual: Double
  }

  /// Every condition that is not met; none of a connection that buys nothing.
  public let violations: [Violation]

  /// Conditions of all connections: MW of the contract capacity, or without one of the peak import;
  /// the load factor is mean import ÷ peak import.
  public init(site: Site, plan: SitePlan) {
    let reader = DispatchReader(plan)
    var found: [Violation] = []
    for grid in site.components.grids {
      let rules = grid.tariff.rules.eligibility
      let meter = MeterSeries(of: grid, in: reader)
      // A millionth of the load is the solver's trace.
      guard let greatest = meter.imports.max(), greatest > 1e-6 * site.peakLoad.in(.megawatts)
      else { continue }
      let contract = meter.contractCapacity ?? grid.contractCapacity?.in(.megawatts)
      let power = contract ?? greatest
      let factor = meter.imports.reduce(0, +) / Double(meter.imports.count) / greatest
      func check(_ condition: Violation.Condition, _ limit: Double?, _ actual: Double) {
        guard let limit else { return }
        // As near as figures of a plan are known.
        let beyond = condition == .greatestPower ? actual - limit : limit - actual
        guard beyond > 1e-6 * limit else { return }
        found.append(
          Violation(
            component: grid.name, tariff: grid.tariff.name, condition: condition, limit: limit,
            actual: actual))
      }
      check(.leastPower, rules.leastPower?.in(.megawatts), power)
      check(.greatestPower, rules.greatestPower?.in(.megawatts), power)
      check(.leastLoadFactor, rules.leastLoadFactor, factor)
    }
    violations = found
  }
}
