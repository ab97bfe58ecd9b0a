package import SiteModel
import Units

extension Site {
  /// A size that planning chooses.
  package struct PlannedSize: Sendable {
    /// `component.size`.
    package let key: String
    package let component: String
    /// Whether a plan tells it as energy, or as a count.
    package let isEnergy: Bool
    package let isWhole: Bool
    /// Whether it is a count of units, on which other sizes turn; packs are whole and many.
    package let isUnits: Bool
    /// A measure of what is much of it.
    package let scale: Double
    /// What is none of it: a thousandth of a count, a ten-thousandth of the site's load (MW, MWh).
    package let trace: Double

    package init(
      key: String, component: String, isEnergy: Bool = false, isWhole: Bool = false,
      isUnits: Bool = false, scale: Double, trace: Double = 1e-3
    ) {
      self.key = key
      self.component = component
      self.isEnergy = isEnergy
      self.isWhole = isWhole
      self.isUnits = isUnits
      self.scale = scale
      self.trace = trace
    }
  }

  /// Sizes that planning chooses, in the order of the site.
  package func plannedSizes(over horizon: Horizon) -> [PlannedSize] {
    SiteProgram(self, over: horizon).sizes.filter { $0.limit > $0.least }.map { size in
      PlannedSize(
        key: size.key, component: size.component, isEnergy: size.size == "energy",
        isWhole: size.rounding != .continuous, isUnits: size.rounding == .units,
        scale: size.limit.isFinite ? size.limit : 10 * peakLoad.in(.megawatts),
        trace: size.rounding == .continuous ? 1e-4 * peakLoad.in(.megawatts) : 1e-3)
    }
  }
}
