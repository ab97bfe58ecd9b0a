import Formulation
public import SiteModel

/// Fuel cells on pipeline gas, whose stacks wear and are replaced.
public struct FuelCell: PipelineUnits {
  /// The word after `type:` in a site file.
  public static let kind = "fuel_cell"
  /// One sentence for `sitemix describe`.
  public static let summary =
    "Fuel cells on pipeline gas: fuel rises with the age of their stacks, which are replaced."
  /// Its colours in charts.
  public static let colors = ["#ddcc77", "#a39548"]
  /// Its tax credit, and how it is written off.
  public static let taxClass = TaxClass(technology: "fuel_cell", depreciation: .fiveYears)
  /// What a plan calls its units.
  public static let unitName = "blocks"
  /// Its row of the factors of embodied carbon.
  public static let embodiedRow = "fuel_cell"
  /// Keys of its units.
  public static var unitKeys: [ParameterSpec] {
    GensetFleet.parameters + StackKeys.parameters + [GensetFleet.rampKey.spec]
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

extension FuelCell: PipelineOperating, Discounting {}
