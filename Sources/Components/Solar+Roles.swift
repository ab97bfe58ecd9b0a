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

extension Solar: CarbonFreeGenerating {}

extension Solar: EmbodyingCarbon {
  /// What its making carries.
  public func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount] {
    [EmbodiedAmount("solar", plan.kilowatts)]
  }
}

extension Solar: WeatherDriven {
  package static var weatherSeries: [WeatherSeries] { [.solarOutput(key: profileKey.key)] }
}
