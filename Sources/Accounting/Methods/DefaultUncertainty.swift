/// Uncertainties (95 %) where a site states none, by what was measured and by what a factor is.
public enum DefaultUncertainty {
  /// Half of a range in per cent, and where it is from.
  public struct Range: Sendable, Equatable {
    /// Per cent of the value.
    public let percent: Double
    /// Where it is from; `placeholder` where nobody published one.
    public let source: String

    /// A range from a source.
    init(_ percent: Double, _ source: String) {
      self.percent = percent
      self.source = source
    }
  }

  /// Of an amount in the unit of a ledger's line.
  public static func activity(_ label: LedgerLine.Label) -> Range {
    switch label.activityUnit {
    case "MWh": Range(0.5, "ANSI C12.20, accuracy class 0.5")
    case "scf", "MMBtu": Range(5, "40 CFR 98.3(i): greatest calibration error of flow meters")
    case "kg": Range(10, "placeholder: weighing of cylinders")
    default: Range(5, "placeholder")
    }
  }

  /// Of a line's factor.
  public static func factor(_ label: LedgerLine.Label) -> Range {
    if label.category == "flaring" { return Range(25, "placeholder: destruction of lit flares") }
    switch (label.source, label.gas) {
    case ("release", _): return Range(0, "none: the gas itself was weighed")
    case ("embodied", _): return Range(100, "placeholder: order of magnitude")
    case ("grid_contract", _): return Range(0, "none: as certified")
    case ("upstream", _), ("backup_upstream", _): return Range(50, "placeholder")
    case (_, .carbonDioxide) where label.method.hasPrefix("S"):
      return Range(10, "placeholder: publishers of grid factors state none")
    case (_, .carbonDioxide) where label.method == "98.33-C1b":
      return Range(
        4, "IPCC 2006 Guidelines, vol. 2, table 1.4: natural gas 56,100 (54,300 to 58,300) kg/TJ")
    case (_, .carbonDioxide): return Range(1, "placeholder: analysis of the gas")
    case (_, .methane), (_, .nitrousOxide):
      return Range(
        label.gas == .methane ? 100 : 200,
        label.gas == .methane
          ? "IPCC 2006 Guidelines, vol. 2, table 2.12: CH4 50 to 150 %"
          : "IPCC 2006 Guidelines, vol. 2, table 2.2: N2O of natural gas 0.1 (0.03 to 0.3) kg/TJ")
    default: return Range(50, "placeholder")
    }
  }
}
