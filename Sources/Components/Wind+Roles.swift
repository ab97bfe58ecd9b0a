import Formulation
public import SiteModel

extension Wind {
  /// Its colours in charts.
  public static var colors: [String] { ["#88ccee", "#4f8fb0"] }
  /// Its tax credit, and how it is written off.
  public static var taxClass: TaxClass { TaxClass(technology: "wind", depreciation: .fiveYears) }
}

extension Wind: ReliabilityModel {
  package func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    farm.parts(of: plan, over: horizon)
  }
}

extension Wind: CarbonFreeGenerating {
  /// Whether somebody else has the certificates of its power.
  public var sellsCertificates: Bool { farm.sellsCertificates }
}

extension Wind: EmbodyingCarbon {
  /// What its making carries; that of somebody else's is the seller's.
  public func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount] {
    purchase == nil ? [EmbodiedAmount("wind", plan.kilowatts)] : []
  }
}

extension Wind: WeatherDriven {
  package static var weatherSeries: [WeatherSeries] { [.windOutput(key: profileKey.key)] }
}

extension Wind: Discounting {
  package func discounted(at rate: Double) -> Wind {
    // Only the price of an agreement is a mean over years.
    purchase == nil ? self : Wind(name: name, values: StackKeys.values(values, at: rate))
  }

  /// The component in a year of a horizon: bought at the price of that year.
  public func inYear(_ year: PlannedYear) -> any Component {
    Wind(name: name, values: PowerPurchase.values(values, in: year))
  }
}
