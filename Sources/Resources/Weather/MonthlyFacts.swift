/// What is published about the climate of a place in one month, and a price beside it.
public struct MonthlyFacts: Sendable, Equatable {
  /// Mean daily global horizontal irradiation, kWh/m².
  public var irradiation: Double
  /// Mean dry-bulb temperature, °C.
  public var temperature: Double
  /// Mean difference of a day's highest and lowest hour, °C.
  public var swing = MonthlyFacts.usualSwing
  /// Standard deviation of daily mean temperatures, °C.
  public var dayDeviation = MonthlyFacts.usualDayDeviation
  /// Standard deviation of the daily clearness index (irradiation over that outside the air); nil: as
  /// usual at that mean.
  public var clearnessDeviation: Double?
  /// Mean price, USD/MWh; nil where the site buys at a tariff.
  public var price: Double?

  /// Daily range of temperature inland at middle latitudes, °C; general knowledge.
  public static let usualSwing = 12.0
  /// Spread of daily mean temperatures, °C; general knowledge.
  public static let usualDayDeviation = 4.0

  /// Facts of one month; the rest is as usual.
  public init(irradiation: Double, temperature: Double) {
    self.irradiation = irradiation
    self.temperature = temperature
  }
}
