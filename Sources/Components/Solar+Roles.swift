import Formulation
public import SiteModel
import Units

extension Solar {
  /// Modules, before inverters.
  public static var capacityBasis: CapacityBasis { .directCurrent }
  /// How it is taxed.
  public static var taxClass: TaxClass { TaxClass(technology: "solar", depreciation: .fiveYears) }
  /// Its colours in charts.
  public static var colors: [String] { ["#e69f00", "#a87400"] }
}

extension Solar: ReliabilityModel {
  package func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    field.parts(of: plan, over: horizon)
  }
}

extension Solar: SolarGenerating {
  /// Whether somebody else has the certificates of its power.
  public var sellsCertificates: Bool { field.sellsCertificates }
}

extension Solar: EmbodyingCarbon {
  /// What its making carries; that of somebody else's is the seller's.
  public func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount] {
    purchase == nil ? [EmbodiedAmount("solar", plan.kilowatts)] : []
  }
}

extension Solar: WeatherDriven {
  package static var weatherSeries: [WeatherSeries] { [.solarOutput(key: profileKey.key)] }
}

extension Solar: Discounting {
  package func discounted(at rate: Double) -> Solar {
    // Only the price of an agreement is a mean over years.
    purchase == nil ? self : Solar(name: name, values: StackKeys.values(values, at: rate))
  }

  /// The component in a year of a horizon: bought at the price of that year.
  public func inYear(_ year: PlannedYear) -> any Component {
    Solar(name: name, values: PowerPurchase.values(values, in: year))
  }
}
