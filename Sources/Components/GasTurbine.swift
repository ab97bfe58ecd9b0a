import Formulation
public import SiteModel

/// Simple-cycle gas turbines on pipeline gas.
public struct GasTurbine: PipelineUnits {
  /// The word after `type:` in a site file.
  public static let kind = "gas_turbine"
  /// One sentence for `sitemix describe`.
  public static let summary =
    "Simple-cycle gas turbines on pipeline gas, derated for heat and height."
  /// Its colours in charts.
  public static let colors = ["#aa4499", "#7a2f6d"]
  /// What a plan calls its units.
  public static let unitName = "turbines"
  /// Its row of the factors of embodied carbon.
  public static let embodiedRow = "gas_turbine"
  /// Keys of its units.
  public static var unitKeys: [ParameterSpec] { GensetFleet.parameters }

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

extension GasTurbine: PipelineOperating {}
