import Formulation
public import SiteModel

/// Combined-cycle blocks on pipeline gas, whose starts are hot or cold.
public struct CombinedCycle: PipelineUnits {
  /// The word after `type:` in a site file.
  public static let kind = "combined_cycle"
  /// One sentence for `sitemix describe`.
  public static let summary =
    "Combined-cycle blocks on pipeline gas, with hot and cold starts and a least load."
  /// Its colours in charts.
  public static let colors = ["#882255", "#5e173a"]
  /// Its tax credit, and how it is written off.
  public static let taxClass = TaxClass(depreciation: .twentyYears)
  /// What a plan calls its units.
  public static let unitName = "blocks"
  /// Its row of the factors of embodied carbon.
  public static let embodiedRow = "combined_cycle"
  /// Keys of its units.
  public static var unitKeys: [ParameterSpec] {
    GensetFleet.parameters + ColdStarts.parameters + [
      GensetFleet.rampKey.spec, GensetFleet.waterKey.spec,
    ]
  }

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

extension CombinedCycle: PipelineOperating {}
