import Units

/// A component that a simulation of failures knows.
package protocol ReliabilityModel: Component {
  /// What its plan is to the simulation.
  func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts
  /// Statistics of everything of it that can fail.
  var statedFailures: [Failures] { get }
  /// Statistics of what a loss takes that stored energy rides through; nil where it takes nothing.
  func failures(behind ride: UptimePolicy.Ride) -> Failures?
}

extension ReliabilityModel {
  package var statedFailures: [Failures] { [] }
  package func failures(behind ride: UptimePolicy.Ride) -> Failures? { nil }
}

/// Whole gensets that run by plan on one fuel, and may trip one by one or stop together.
package protocol RunningUnits: Component {
  /// The most that may be built; nil without a limit.
  var mostUnits: Double? { get }
  /// Whether an interruption of the fuel takes all of them at once.
  var stopWithFuel: Bool { get }
}
