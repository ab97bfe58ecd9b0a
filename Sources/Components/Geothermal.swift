import Formulation
public import SiteModel
import Units

/// Geothermal plants: what is not used is curtailed, heat of the air lowers output, and so do falling reservoirs.
public struct Geothermal: BaseLoadUnits {
  /// The word after `type:` in a site file.
  public static let kind = "geothermal"
  /// One sentence for `sitemix describe`.
  public static let summary =
    "Geothermal plants in whole units, derated for heat and for the decline of their reservoir."
  /// Its colours in charts.
  public static let colors = ["#999933", "#6a6a22"]
  /// Its tax credit, and how it is written off.
  public static let taxClass = TaxClass(technology: "geothermal", depreciation: .fiveYears)
  /// What a plan calls its units.
  public static let unitName = "plants"
  /// Its row of the factors of embodied carbon.
  public static let embodiedRow = "geothermal"

  /// The name that the site gave it.
  public let name: String
  /// What the site wrote for it, and what was filled in.
  public let values: ParameterValues
  /// The units, which need no fuel.
  public let plant: BaseLoadPlant

  static let declineKey = Parameter<NumberDimension>(
    "reservoir_decline_fraction_per_year", .fractionPerYear, 0...0.2, .default(0),
    "loss of output that make-up wells do not restore, compounding")

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    [GensetFleet.unitKey.spec] + BaseLoadPlant.parameters + [declineKey.spec] + BuildKeys.parameters
  }

  /// Keys that say something only where a site has a horizon.
  public static var horizonKeys: [String] { BuildKeys.horizonKeys }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    BaseLoadPlant.problems(in: values)
  }

  /// A component from checked values.
  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
    plant = BaseLoadPlant(
      fleet: GensetFleet(
        component: name, values: values, slope: .zero, noLoad: .zero, minimumLoad: 0,
        isMustRun: true, decline: values[Self.declineKey].in(.fractionPerYear)), fuelPrice: nil)
  }
}

extension Geothermal: BaseLoadOperating {}
