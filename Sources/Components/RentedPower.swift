import Formulation
public import SiteModel

/// Power sets on rent, by the month, that somebody brings and fetches.
public struct RentedPower: PipelineUnits {
  /// The word after `type:` in a site file.
  public static let kind = "rented_power"
  /// One sentence for `sitemix describe`.
  public static let summary =
    "Gensets or turbines on rent by the kW and month, with the gas that they burn."
  /// Its colours in charts.
  public static let colors = ["#cc6677", "#8f434f"]
  /// What a plan calls its units.
  public static let unitName = "sets"
  /// Its row of the factors of embodied carbon.
  public static let embodiedRow = "genset"
  /// Keys of its units.
  public static var unitKeys: [ParameterSpec] { GensetFleet.rentedParameters }

  /// The name that the site gave it.
  public let name: String
  /// What the site wrote for it, and what was filled in.
  public let values: ParameterValues
  /// The units and their gas.
  public let plant: PipelinePlant

  /// A component from checked values.
  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
    plant = PipelinePlant(component: name, values: values)
  }
}

extension RentedPower: PipelineOperating {}
