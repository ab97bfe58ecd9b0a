public import SiteModel

/// A gas of the ledger.
public enum LedgerGas: String, CaseIterable, Sendable {
  case carbonDioxide = "CO2"
  case methane = "CH4"
  case nitrousOxide = "N2O"
  case sulfurHexafluoride = "SF6"
  case tetrafluoroethane = "HFC-134a"
  case difluoromethane = "HFC-32"
  case pentafluoroethane = "HFC-125"
  /// Published as CO2e alone, so that no potential can be applied to it again.
  case equivalent = "CO2e"

  /// t CO2e for each t of the gas.
  public func potential(_ set: GWPSet) -> Double {
    switch self {
    case .carbonDioxide, .equivalent: 1
    case .methane: set.methane
    case .nitrousOxide: set.nitrousOxide
    case .sulfurHexafluoride, .tetrafluoroethane, .difluoromethane, .pentafluoroethane:
      // Whoever reads releases asks for a published set.
      set.fluorinated(rawValue) ?? .nan
    }
  }
}

/// One source of one gas: activity × factor × multiplier at each step of the plan.
///
/// A row of the ledger is such a line over one period; every table is a sum of rows.
public struct LedgerLine: Sendable {
  /// What is the same in every period.
  public let label: Label
  /// Activity in each step; a single number where the line belongs to the year as a whole.
  public let activity: [Double]
  /// kg for each unit of activity: one number, or one a step.
  public let factor: [Double]

  /// Who emits, by which method, and on what evidence.
  public struct Label: Sendable, Equatable {
    /// Name of the component at its site.
    public var component: String
    /// Kind of the component.
    public var kind: String
    /// As in the plan's emission lines: `combustion_co2`, `methane_slip`, `grid`.
    public var source: String
    /// GHG Protocol scope; nil outside the inventory.
    public var scope: Int?
    /// What was counted.
    public var basis: SitePlan.EmissionLine.Basis = .direct
    /// GHG Protocol category.
    public var category: String
    /// ISO 14064-1 category, 1 to 6.
    public var isoCategory: Int
    /// Code of the equation.
    public var method: String
    /// Unit of the activity.
    public var activityUnit: String
    /// Row of the registry, or a name of the site's own.
    public var factorID: String
    /// The gas.
    public var gas: LedgerGas
    /// Share oxidised or escaped that the activity is multiplied by; 1 where there is none.
    public var multiplier = 1.0
    /// Where the factor comes from: `registry`, `default`, `user` or `contract`.
    public var evidence: String
    /// Whether the line belongs to the year as a whole.
    public var isYearly = false
  }

  /// Steps in which its factor holds; nil: all.
  public let steps: Range<Int>?

  /// A line over the steps of a plan, or over some of them.
  init(_ label: Label, activity: [Double], factor: [Double], steps: Range<Int>? = nil) {
    self.label = label
    self.activity = activity
    self.factor = factor
    self.steps = steps
  }

  /// A row: activity and factor of some steps, and the mass that follows from what is written.
  func row(_ steps: Range<Int>, times weight: Double) -> (
    activity: Double, factor: Double, mass: Double
  ) {
    var sum = 0.0
    var weighted = 0.0
    if factor.count == 1 {
      for step in steps { sum += activity[step] }
      weighted = sum * factor[0]
    } else {
      for step in steps {
        sum += activity[step]
        weighted += activity[step] * factor[step]
      }
    }
    sum *= weight
    weighted *= weight
    let mean = factor.count == 1 ? factor[0] : sum != 0 ? weighted / sum : 0
    return (sum, mean, sum * mean * 1e-3 * label.multiplier)
  }
}
