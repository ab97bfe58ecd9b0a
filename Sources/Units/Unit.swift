/// A named unit of one dimension: its symbol, the suffix it has in keys and headers, and its size.
public struct Unit<D: Dimension>: Hashable, Sendable {
  /// What people read, such as `USD/MWh`.
  public let symbol: String
  /// What stands at the end of a key or a column, such as `usd_per_mwh`; empty for pure numbers.
  public let suffix: String
  /// Canonical units in one of this unit.
  package let scale: Double

  package init(_ symbol: String, _ suffix: String, _ scale: Double) {
    self.symbol = symbol
    self.suffix = suffix
    self.scale = scale
  }
}

extension Unit where D == PowerDimension {
  /// MW.
  public static var megawatts: Self { Self("MW", "mw", 1) }
  /// kW.
  public static var kilowatts: Self { Self("kW", "kw", 1e-3) }
}

extension Unit where D == EnergyDimension {
  /// MWh.
  public static var megawattHours: Self { Self("MWh", "mwh", 1) }
  /// kWh.
  public static var kilowattHours: Self { Self("kWh", "kwh", 1e-3) }
}

extension Unit where D == TimeDimension {
  /// Hours.
  public static var hours: Self { Self("h", "hours", 1) }
  /// Minutes.
  public static var minutes: Self { Self("min", "minutes", 1.0 / 60) }
}

extension Unit where D == MoneyDimension {
  /// USD.
  public static var usd: Self { Self("USD", "usd", 1e-3) }
  /// Thousand USD.
  public static var kiloUSD: Self { Self("kUSD", "kusd", 1) }
}

extension Unit where D == CarbonDimension {
  /// Tonnes.
  public static var tonnes: Self { Self("t", "t", 1) }
}

extension Unit where D == HeatFlowDimension {
  /// MMBtu per hour.
  public static var mmbtuPerHour: Self { Self("MMBtu/h", "mmbtu_per_h", 1) }
}

extension Unit where D == HeatDimension {
  /// MMBtu.
  public static var mmbtu: Self { Self("MMBtu", "mmbtu", 1) }
}

extension Unit where D == NumberDimension {
  /// A share between 0 and 1, or a factor.
  public static var fraction: Self { Self("fraction", "fraction", 1) }
  /// A whole number of things.
  public static var count: Self { Self("count", "count", 1) }
}
