/// A named unit of one dimension: its symbol, the suffix it has in keys and headers, and its size.
public struct Unit<D: Dimension>: Hashable, Sendable {
  /// What people read, such as `USD/MWh`.
  public let symbol: String
  /// What stands at the end of a key or a column, such as `usd_per_mwh`.
  public let suffix: String
  /// Canonical units in one of this unit.
  package let scale: Double
  private let kin: UnitFamily

  /// Suffixes and sizes of all units of the dimension that a CSV header may use.
  package var family: [Sibling] {
    let members = kin.members
    return members.isEmpty
      ? [Sibling(suffix: suffix, scale: scale)]
      : members.map { Sibling(suffix: $0.0, scale: $0.1) }
  }

  /// Another unit of the same dimension.
  package struct Sibling: Hashable, Sendable {
    package let suffix: String
    package let scale: Double
  }

  package init(_ symbol: String, _ suffix: String, _ scale: Double, family: UnitFamily = .alone) {
    self.symbol = symbol
    self.suffix = suffix
    self.scale = scale
    kin = family
  }
}

/// Units of one dimension among which a CSV header may choose.
///
/// A name, and no list: units are made millions of times while a year is written, and must not allocate.
package enum UnitFamily: Hashable, Sendable {
  case alone, power, energy, heatFlow, gasFlow, energyPrice, energyIntensity, yield

  fileprivate var members: [(String, Double)] {
    switch self {
    case .alone: []
    case .power: [("mw", 1), ("kw", 1e-3)]
    case .energy: [("mwh", 1), ("kwh", 1e-3)]
    case .heatFlow: [("mmbtu_per_h", 1), ("mmbtu_per_day", 1.0 / 24)]
    case .gasFlow: [("mcf_per_h", 1), ("mcf_per_day", 1.0 / 24)]
    case .energyPrice: [("usd_per_mwh", 1e-3), ("usd_per_kwh", 1)]
    case .energyIntensity:
      [
        ("kg_per_mwh", 1e-3), ("g_per_kwh", 1e-3), ("t_per_mwh", 1),
        ("lb_per_mwh", 0.453_592_37e-3),
      ]
    case .yield: [("kw_per_kwdc", 1), ("mw_per_mwdc", 1)]
    }
  }
}

extension Unit where D == PowerDimension {
  /// MW.
  public static var megawatts: Self { Self("MW", "mw", 1, family: .power) }
  /// kW.
  public static var kilowatts: Self { Self("kW", "kw", 1e-3, family: .power) }
}

extension Unit where D == EnergyDimension {
  /// MWh.
  public static var megawattHours: Self { Self("MWh", "mwh", 1, family: .energy) }
  /// kWh.
  public static var kilowattHours: Self { Self("kWh", "kwh", 1e-3, family: .energy) }
}

extension Unit where D == TimeDimension {
  /// Hours.
  public static var hours: Self { Self("h", "hours", 1) }
  /// Minutes.
  public static var minutes: Self { Self("min", "minutes", 1.0 / 60) }
}

extension Unit where D == YearsDimension {
  /// Years.
  public static var years: Self { Self("years", "years", 1) }
}

extension Unit where D == MoneyDimension {
  /// USD.
  public static var usd: Self { Self("USD", "usd", 1e-3) }
  /// Thousand USD.
  public static var kiloUSD: Self { Self("kUSD", "kusd", 1) }
  /// USD in a year.
  public static var usdPerYear: Self { Self("USD/year", "usd_per_year", 1e-3) }
}

extension Unit where D == CarbonDimension {
  /// Tonnes.
  public static var tonnes: Self { Self("t", "t", 1) }
}

extension Unit where D == NitrogenOxidesDimension {
  /// Tonnes.
  public static var tonnes: Self { Self("t", "t", 1) }
}

extension Unit where D == HeatFlowDimension {
  /// MMBtu per hour.
  public static var mmbtuPerHour: Self {
    Self("MMBtu/h", "mmbtu_per_h", 1, family: .heatFlow)
  }
}

extension Unit where D == GasFlowDimension {
  /// Thousand standard cubic feet per hour (60 °F, 14.7 psia).
  public static var mcfPerHour: Self { Self("Mcf/h", "mcf_per_h", 1, family: .gasFlow) }
  /// Thousand standard cubic feet per day.
  public static var mcfPerDay: Self { Self("Mcf/day", "mcf_per_day", 1.0 / 24, family: .gasFlow) }
}

extension Unit where D == HeatDimension {
  /// MMBtu.
  public static var mmbtu: Self { Self("MMBtu", "mmbtu", 1) }
  /// MMBtu in a year.
  public static var mmbtuPerYear: Self { Self("MMBtu/year", "mmbtu_per_year", 1) }
}

extension Unit where D == NumberDimension {
  /// A share between 0 and 1, or a factor.
  public static var fraction: Self { Self("fraction", "fraction", 1) }
  /// A share of what was there before, each year.
  public static var fractionPerYear: Self { Self("fraction/year", "fraction_per_year", 1) }
  /// A share of what was there before, each month.
  public static var fractionPerMonth: Self { Self("fraction/month", "fraction_per_month", 1) }
  /// A share of all, each hour.
  public static var fractionPerHour: Self { Self("fraction/h", "fraction_per_hour", 1) }
  /// A share for each °C; no equation of the program uses temperatures.
  public static var fractionPerCelsius: Self { Self("fraction/°C", "fraction_per_c", 1) }
  /// A share for each 300 m of height.
  public static var fractionPer300Metres: Self { Self("fraction/300 m", "fraction_per_300_m", 1) }
  /// A share for each point of the methane number.
  public static var fractionPerPoint: Self { Self("fraction/point", "fraction_per_point", 1) }
  /// Temperature.
  public static var celsius: Self { Self("°C", "c", 1) }
  /// Height.
  public static var metres: Self { Self("m", "m", 1) }
  /// Speed of the wind.
  public static var metresPerSecond: Self { Self("m/s", "m_per_s", 1) }
  /// Density of the air.
  public static var kilogramsPerCubicMetre: Self { Self("kg/m³", "kg_per_m3", 1) }
  /// An angle.
  public static var degrees: Self { Self("degrees", "degrees", 1) }
  /// An exponent.
  public static var exponent: Self { Self("exponent", "exponent", 1) }
  /// A point of a scale.
  public static var number: Self { Self("number", "number", 1) }
  /// Water for each unit of energy.
  public static var litresPerKilowattHour: Self { Self("L/kWh", "l_per_kwh", 1) }
  /// What something is multiplied by, or divided by.
  public static var factor: Self { Self("factor", "factor", 1) }
  /// A chance between 0 and 1.
  public static var probability: Self { Self("probability", "probability", 1) }
  /// Voltage of a connection; no equation uses it.
  public static var kilovolts: Self { Self("kV", "kv", 1) }
  /// kg of one gas in an hour; a number, because it is counted for each engine.
  public static var kilogramsPerHour: Self { Self("kg/h", "kg_per_hour", 1) }
  /// Tonnes of CO2e for each tonne of a gas.
  public static var tonnesPerTonne: Self { Self("t/t", "t_per_t", 1) }
  /// Higher heating value of a standard cubic foot (60 °F, 14.7 psia); a number, for gas is bought by heat.
  public static var btuPerCubicFoot: Self { Self("Btu/scf", "btu_per_scf", 1) }
  /// Mass of a kg-mole.
  public static var kilogramsPerKilomole: Self { Self("kg/kmol", "kg_per_kmol", 1) }
  /// Times in 8,760 hours.
  public static var perYear: Self { Self("1/year", "per_year", 1) }
  /// A whole number of things.
  public static var count: Self { Self("count", "count", 1) }
  /// Power for each unit of power.
  public static var megawattPerMegawatt: Self {
    Self("MW/MW", "mw_per_mw_training", 1)
  }
  /// Output for each unit of nameplate.
  public static var kilowattPerKilowatt: Self {
    Self("kW/kWdc", "kw_per_kwdc", 1, family: .yield)
  }
}
