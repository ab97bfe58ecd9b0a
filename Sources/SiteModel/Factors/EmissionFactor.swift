/// One row of the factor registry: a published number with where it comes from.
public struct EmissionFactor: Sendable, Equatable {
  /// Unique; what stands before the point names the set that a site may choose.
  public let id: String
  /// What the number measures.
  public let quantity: FactorQuantity
  /// `CO2`, `CH4`, `N2O` or `CO2e`; empty for shares.
  public let gas: String
  /// The number as published.
  public let value: Double
  /// Unit as published, such as `lb/MWh`.
  public let unit: String
  /// First and last year in which it may be used.
  public let validYears: ClosedRange<Int>
  /// Whether it is only a placeholder.
  public let isPlaceholder: Bool
  /// All cells of the row, in the order of `columns`.
  public let cells: [String]

  /// The columns of a registry file.
  public static let columns = [
    "factor_id", "quantity", "gas", "value", "unit", "basis", "geography", "valid_from",
    "valid_to", "publisher", "document", "edition", "table_row", "url", "retrieved_on", "sha256",
    "licence", "evidence",
  ]

  /// A row from checked cells.
  public init(
    id: String, quantity: FactorQuantity, gas: String, value: Double, unit: String,
    validYears: ClosedRange<Int>, isPlaceholder: Bool, cells: [String]
  ) {
    self.id = id
    self.quantity = quantity
    self.gas = gas
    self.value = value
    self.unit = unit
    self.validYears = validYears
    self.isPlaceholder = isPlaceholder
    self.cells = cells
  }

  /// The set that the row belongs to.
  public var set: String { String(id.prefix { $0 != "." }) }

  /// kg for each unit of activity; a share stays as it is.
  public var kilograms: Double { value * quantity.kilograms(of: unit) }
}

/// What a factor measures, and in which units it may be written.
public enum FactorQuantity: String, CaseIterable, Sendable {
  /// Mass for each MWh that a grid delivers or generates.
  case grid = "grid_power"
  /// Mass for each MMBtu (HHV) of fuel burned.
  case combustion
  /// Mass for each MMBtu (HHV) of fuel, before it reaches the site.
  case upstream = "upstream_fuel"
  /// Mass of CO2e for making equipment.
  case embodied
  /// Mass of methane for each MMBtu that an engine burns, or share of the fuel that it oxidises.
  case engine
  /// Mass of methane for each hour of a running engine.
  case crankcase
  /// Share that a flare destroys or burns.
  case flare
  /// Mass of a scf.
  case density
  /// Share of generation lost before the meter.
  case gridLoss = "grid_loss"
  /// Mass of CO2e for each mass of gas.
  case warming = "gwp"

  /// Units that the quantity may be written in.
  public var units: [String] {
    switch self {
    case .grid: ["lb/MWh", "kg/MWh"]
    case .combustion, .upstream: ["kg/MMBtu", "g/MMBtu"]
    case .embodied: ["kg/kW", "kg/kWdc", "kg/kWh", "kg/unit", "kg/module"]
    case .engine: ["kg/MMBtu", "fraction"]
    case .crankcase: ["kg/h"]
    case .flare, .gridLoss: ["fraction"]
    case .density: ["kg/scf"]
    case .warming: ["t/t"]
    }
  }

  /// kg in one mass unit of a published unit: the international pound is 0.45359237 kg.
  func kilograms(of unit: String) -> Double {
    unit.hasPrefix("lb/") ? 0.453_592_37 : unit.hasPrefix("g/") ? 1e-3 : 1
  }

  /// Whether a factor may be below zero: marginal rates and stored carbon are not in the registry.
  public var greatest: Double {
    switch self {
    case .grid: 5000
    case .combustion, .upstream: 1e5
    case .embodied: 1e7
    case .engine, .crankcase: 10
    case .flare, .gridLoss: 1
    case .density: 1
    case .warming: 1e5
    }
  }
}

/// The rows of one set: one gas each, or one kind of equipment each.
public struct FactorSet: Sendable, Equatable {
  /// What a site names.
  public let id: String
  /// Rows in the order of the registry.
  public let factors: [EmissionFactor]

  /// A set of rows under one name.
  public init(id: String, factors: [EmissionFactor]) {
    self.id = id
    self.factors = factors
  }

  /// The row of a gas, or of a kind of equipment: what stands behind the point.
  public func row(_ name: String) -> EmissionFactor? { factors.first { $0.id == "\(id).\(name)" } }
}
