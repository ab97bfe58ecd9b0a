import LinearProgramming
import SiteModel
package import Units

/// What the program counts each dimension in: the canonical units.
extension PowerDimension: Measured {
  package static var unitSymbol: String { Unit<PowerDimension>.megawatts.symbol }
}
extension EnergyDimension: Measured {
  package static var unitSymbol: String { Unit<EnergyDimension>.megawattHours.symbol }
}
extension MoneyDimension: Measured {
  package static var unitSymbol: String { Unit<MoneyDimension>.kiloUSD.symbol }
}
extension CarbonDimension: Measured {
  package static var unitSymbol: String { Unit<CarbonDimension>.tonnes.symbol }
}
extension NitrogenOxidesDimension: Measured {
  package static var unitSymbol: String { Unit<NitrogenOxidesDimension>.tonnes.symbol }
}
extension HeatDimension: Measured {
  package static var unitSymbol: String { "MMBtu" }
}
extension HeatFlowDimension: Measured {
  package static var unitSymbol: String { Unit<HeatFlowDimension>.mmbtuPerHour.symbol }
}
extension GasFlowDimension: Measured {
  package static var unitSymbol: String { "Mcf/h" }
}
extension TimeDimension: Measured {
  package static var unitSymbol: String { Unit<TimeDimension>.hours.symbol }
}
extension NumberDimension: Measured {
  package static var unitSymbol: String { "count" }
}
