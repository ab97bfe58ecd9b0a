/// Money per energy (kUSD/MWh).
public typealias EnergyPrice = Quantity<Per<MoneyDimension, EnergyDimension>>
/// Money per power (kUSD/MW): capital, or a yearly or monthly charge.
public typealias PowerPrice = Quantity<Per<MoneyDimension, PowerDimension>>
/// Money per heat in fuel (kUSD/MMBtu).
public typealias HeatPrice = Quantity<Per<MoneyDimension, HeatDimension>>
/// Money per mass of greenhouse gas (kUSD/t).
public typealias CarbonPrice = Quantity<Per<MoneyDimension, CarbonDimension>>
/// Money for each thing bought (kUSD).
public typealias UnitPrice = Quantity<Per<MoneyDimension, NumberDimension>>
/// Mass of greenhouse gas per energy (t/MWh).
public typealias EnergyIntensity = Quantity<Per<CarbonDimension, EnergyDimension>>
/// Mass of nitrogen oxides per energy (t/MWh).
public typealias NitrogenOxidesIntensity = Quantity<Per<NitrogenOxidesDimension, EnergyDimension>>
/// Mass of greenhouse gas per heat in fuel (t/MMBtu).
public typealias HeatIntensity = Quantity<Per<CarbonDimension, HeatDimension>>
/// Fuel flow per power (MMBtu/MWh).
public typealias HeatRate = Quantity<Per<HeatFlowDimension, PowerDimension>>

/// Money per energy capacity (kUSD/MWh) uses the same dimension as an energy price.
public typealias EnergyCapacityPrice = EnergyPrice

extension Unit where D == Per<MoneyDimension, EnergyDimension> {
  /// USD/MWh.
  public static var usdPerMegawattHour: Self {
    Self("USD/MWh", "usd_per_mwh", 1e-3, family: .energyPrice)
  }
  /// USD/kWh.
  public static var usdPerKilowattHour: Self { Self("USD/kWh", "usd_per_kwh", 1) }
  /// USD/MWh, of a key that names the MWh itself.
  public static var usdPerServedMegawattHour: Self { Self("USD/MWh", "mwh_usd", 1e-3) }
}

extension Unit where D == Per<MoneyDimension, PowerDimension> {
  /// USD/kW.
  public static var usdPerKilowatt: Self { Self("USD/kW", "usd_per_kw", 1) }
  /// USD/MW.
  public static var usdPerMegawatt: Self { Self("USD/MW", "usd_per_mw", 1e-3) }
  /// USD/kW for each year.
  public static var usdPerKilowattYear: Self { Self("USD/kW-year", "usd_per_kw_year", 1) }
  /// USD/kW for each month.
  public static var usdPerKilowattMonth: Self { Self("USD/kW-month", "usd_per_kw_month", 1) }
}

extension Unit where D == Per<MoneyDimension, HeatDimension> {
  /// USD/MMBtu.
  public static var usdPerMMBtu: Self { Self("USD/MMBtu", "usd_per_mmbtu", 1e-3) }
}

extension Unit where D == Per<MoneyDimension, CarbonDimension> {
  /// USD/t.
  public static var usdPerTonne: Self { Self("USD/t", "usd_per_t", 1e-3) }
}

extension Unit where D == Per<CarbonDimension, EnergyDimension> {
  /// kg/MWh.
  public static var kilogramsPerMegawattHour: Self {
    Self("kg/MWh", "kg_per_mwh", 1e-3, family: .energyIntensity)
  }
  /// g/kWh.
  public static var gramsPerKilowattHour: Self { Self("g/kWh", "g_per_kwh", 1e-3) }
}

extension Unit where D == Per<NitrogenOxidesDimension, EnergyDimension> {
  /// kg/MWh.
  public static var kilogramsPerMegawattHour: Self { Self("kg/MWh", "kg_per_mwh", 1e-3) }
  /// g/kWh.
  public static var gramsPerKilowattHour: Self { Self("g/kWh", "g_per_kwh", 1e-3) }
}

extension Unit where D == Per<CarbonDimension, HeatDimension> {
  /// kg/MMBtu.
  public static var kilogramsPerMMBtu: Self { Self("kg/MMBtu", "kg_per_mmbtu", 1e-3) }
}

extension Unit where D == Per<HeatFlowDimension, PowerDimension> {
  /// MMBtu/MWh.
  public static var mmbtuPerMegawattHour: Self { Self("MMBtu/MWh", "mmbtu_per_mwh", 1) }
  /// MMBtu/h for each MW of running capacity: the no-load term of a fuel curve.
  public static var mmbtuPerHourPerMegawatt: Self {
    Self("MMBtu/h per MW", "mmbtu_per_h_per_mw", 1)
  }
  /// Btu/kWh.
  public static var btuPerKilowattHour: Self { Self("Btu/kWh", "btu_per_kwh", 1e-3) }
}

extension Unit where D == Per<HeatDimension, PowerDimension> {
  /// MMBtu/MW: fuel of one start.
  public static var mmbtuPerMegawatt: Self { Self("MMBtu/MW", "mmbtu_per_mw", 1) }
}

extension Unit where D == Per<MoneyDimension, NumberDimension> {
  /// USD for each thing.
  public static var usdEach: Self { Self("USD each", "usd_each", 1e-3) }
}
