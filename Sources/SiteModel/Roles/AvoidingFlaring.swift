public import Units

/// What would become of the gas without the project.
public enum FlaringBaseline: String, CaseIterable, Sendable {
  /// It would be flared, by the equations of the site's flare.
  case flare
  /// In the style of AM0009: as if all of it were methane burned whole.
  case displacement = "am0009_style"
  /// It would have to be captured by law: nothing is avoided.
  case captured
}

/// A component that burns gas which would be flared: an account beside the inventory follows it.
public protocol AvoidingFlaring: FuelBurning {
  /// Gas that can be taken at each step; what is not taken is flared.
  var offered: StepSeries<HeatFlowDimension> { get }
  /// What would become of it without the site.
  var baseline: FlaringBaseline { get }
  /// CO2e caused elsewhere for each MMBtu taken.
  var leakage: HeatIntensity { get }
}
