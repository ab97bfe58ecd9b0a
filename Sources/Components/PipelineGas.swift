import Formulation
public import SiteModel

/// Gensets on pipeline gas, bought at a price up to a delivery limit.
public struct PipelineGas: PipelineUnits {
  /// The word after `type:` in a site file.
  public static let kind = "pipeline_gas"
  /// One sentence for `sitemix describe`.
  public static let summary =
    "Gensets on pipeline gas, bought at a price up to a delivery limit."
  /// Its colours in charts.
  public static let colors = ["#cc79a7", "#96496f"]
  /// What a plan calls its units.
  public static let unitName = "gensets"
  /// Its row of the factors of embodied carbon.
  public static let embodiedRow = "genset"
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

extension PipelineGas: PipelineOperating {}
