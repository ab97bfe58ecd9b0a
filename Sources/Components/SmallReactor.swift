import Formulation
public import SiteModel
import Units

/// Small modular reactors: units that always run above a least load, and stop to be refuelled.
public struct SmallReactor: BaseLoadUnits {
  /// The word after `type:` in a site file.
  public static let kind = "small_reactor"
  /// One sentence for `sitemix describe`.
  public static let summary =
    "Small reactors in whole units, which always run above a least load and stop to be refuelled."
  /// Its colours in charts.
  public static let colors = ["#117733", "#0b5024"]
  /// Its tax credit, and how it is written off.
  public static let taxClass = TaxClass(technology: "nuclear", depreciation: .fiveYears)
  /// What a plan calls its units.
  public static let unitName = "reactors"
  /// Its row of the factors of embodied carbon.
  public static let embodiedRow = "reactor"

  /// The name that the site gave it.
  public let name: String
  /// What the site wrote for it, and what was filled in.
  public let values: ParameterValues
  /// The units and their fuel.
  public let plant: BaseLoadPlant

  static let heatRateKey = Parameter<Per<HeatFlowDimension, PowerDimension>>(
    "heat_rate_mmbtu_per_mwh", .mmbtuPerMegawattHour, 5...20, "heat of the core for each MWh")
  static let priceKey = Parameter<Per<MoneyDimension, HeatDimension>>(
    "price_usd_per_mmbtu", .usdPerMMBtu, 0...20,
    "fuel for each MMBtu of heat, its disposal included")
  static let minimumLoadKey = Parameter<NumberDimension>(
    "minimum_load_fraction", .fraction, 0...1, .default(0.5),
    "least load of a unit, which always runs")

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    [GensetFleet.unitKey.spec, heatRateKey.spec, priceKey.spec, minimumLoadKey.spec]
      + BaseLoadPlant.parameters + [GensetFleet.rampKey.spec] + BuildKeys.parameters
      + [BuildKeys.fuelEscalation.spec]
  }

  /// Keys that say something only where a site has a horizon.
  public static var horizonKeys: [String] { BuildKeys.horizonKeys }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    BaseLoadPlant.problems(in: values)
  }

  /// Prices of what it burns.
  public static var fuelPrices: [ParameterSpec] { [priceKey.spec] }

  /// A component from checked values.
  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
    plant = BaseLoadPlant(
      fleet: GensetFleet(
        component: name, values: values, slope: values[Self.heatRateKey], noLoad: .zero,
        minimumLoad: values[Self.minimumLoadKey].in(.fraction), isMustRun: true),
      fuelPrice: values[Self.priceKey])
  }
}

extension SmallReactor: BaseLoadOperating {}

extension SmallReactor: NuclearGenerating {}
