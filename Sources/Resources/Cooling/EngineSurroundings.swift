/// What heat, height and rich gas leave of an engine's power, and what heat does to its fuel.
public struct EngineSurroundings: Sendable, Equatable {
  /// °C up to which engines give their full power.
  public var fullPowerTemperature = 0.0
  /// Share of power lost for each further °C.
  public var lossPerDegree = 0.0
  /// Share of fuel added for each further °C.
  public var fuelPerDegree = 0.0
  /// Metres up to which engines give their full power.
  public var fullPowerAltitude = 0.0
  /// Share of power lost for each further 300 m.
  public var lossPer300Metres = 0.0
  /// Share of power lost to the fuel.
  public var fuelLoss = 0.0

  /// Engines that lose nothing.
  public init() {}

  /// Share of the rated power left at a temperature (°C) and a height (m).
  public func output(at temperature: Double, elevation: Double) -> Double {
    let hot = max(0, 1 - lossPerDegree * max(0, temperature - fullPowerTemperature))
    let high = max(0, 1 - lossPer300Metres * max(0, elevation - fullPowerAltitude) / 300)
    return hot * high * (1 - fuelLoss)
  }

  /// Fuel against the rating at a temperature (°C).
  public func heatRateFactor(at temperature: Double) -> Double {
    1 + fuelPerDegree * max(0, temperature - fullPowerTemperature)
  }
}
