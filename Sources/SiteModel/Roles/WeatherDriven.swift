/// A series of a component that follows from the site's weather or its wells where nobody writes it.
package enum WeatherSeries: Sendable {
  /// Output of a field of solar modules, for each kWdc.
  case solarOutput(key: String)
  /// Output of wind turbines, for each MW.
  case windOutput(key: String)
  /// PUE and water of cooling, where `needs` is written.
  case cooling(effectiveness: String, water: String, method: String, needs: String)
  /// What heat, height and rich gas take from gensets; `burnsFieldGas` where the site has an analysis.
  case gensetDerating(burnsFieldGas: Bool)
  /// Gas of wells, unless it is written by volume or by heat.
  case gasOfWells(volume: String, heat: String)
}

/// How heat leaves a load.
package enum CoolingMethod: String, CaseIterable, Sendable {
  case dryLiquid = "dry_liquid"
  case adiabatic, air
}

/// A component some of whose series follow from the weather or from wells.
package protocol WeatherDriven: Component {
  /// What follows, in the order in which it is filled in.
  static var weatherSeries: [WeatherSeries] { get }
}
