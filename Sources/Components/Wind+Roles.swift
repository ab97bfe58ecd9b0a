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

extension Wind: CarbonFreeGenerating {}

extension Wind: EmbodyingCarbon {
  /// What its making carries.
  public func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount] {
    [EmbodiedAmount("wind", plan.kilowatts)]
  }
}

extension Wind: WeatherDriven {
  package static var weatherSeries: [WeatherSeries] { [.windOutput(key: profileKey.key)] }
}
