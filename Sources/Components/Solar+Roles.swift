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
    guard let built = plan.power?.in(.megawatts), built > 0 else { return FailingParts() }
    var parts = FailingParts()
    parts.units = [
      FailingParts.Unit(
        name: name,
        output: (0..<horizon.count).map { profile[$0].in(.fraction) * plan.leftAtEnd * built })
    ]
    return parts
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
