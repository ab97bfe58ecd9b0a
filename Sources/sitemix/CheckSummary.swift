import Accounting
import Reporting
import SiteModel
import Units

/// What was read of a site, in a few lines: a slip of a unit is seen before solving.
enum CheckSummary {
  /// One line for each load, connection, field of solar panels and wind farm.
  static func lines(_ site: Site) -> [String] {
    let horizon = site.horizon
    let loads = site.components.loads.map { line($0, horizon) }
    let grids = site.components.grids.map { line($0, horizon) }
    return loads + grids + site.components.compactMap(output)
  }

  private static func line(_ load: GPULoad, _ horizon: Horizon) -> String {
    let megawatts = load.facilityLoad(over: horizon).map { $0.in(.megawatts) }
    let mean = megawatts.reduce(0, +) / Double(max(1, megawatts.count))
    let gigawattHours = mean * Double(horizon.stepsPerYear * horizon.stepMinutes) / 60 / 1000
    return "  \(load.name): peak \(figure(megawatts.max() ?? 0)) MW, mean \(figure(mean)) MW, "
      + "\(figure(gigawattHours)) GWh a year"
  }

  private static func line(_ grid: Grid, _ horizon: Horizon) -> String {
    let prices = ImportPrices(grid, over: horizon, siteStepMinutes: horizon.stepMinutes).values
    let limits =
      horizon.count > 0 ? (0..<horizon.count).map { grid.importLimit[$0].in(.megawatts) } : []
    let limit = range(limits)
    return
      "  \(grid.name): import up to \(limit) MW; energy \(range(prices)) USD/MWh by \(grid.tariff.name)"
  }

  private static func output(_ source: any Component) -> String? {
    for (key, unit) in [("output_kw_per_kwdc", "kW/kWdc"), ("capacity_factor_fraction", "MW/MW")] {
      switch source.values.value(of: key) {
      case .number(let output): return "  \(source.name): output \(figure(output)) \(unit)"
      case .series(let output):
        let mean = output.reduce(0, +) / Double(max(1, output.count))
        return "  \(source.name): mean output \(figure(mean)) \(unit), greatest "
          + figure(output.max() ?? 0)
      default: continue
      }
    }
    return nil
  }

  private static func range(_ values: [Double]) -> String {
    let (least, most) = (values.min() ?? 0, values.max() ?? 0)
    return least == most ? figure(least) : "\(figure(least)) to \(figure(most))"
  }

  private static func figure(_ value: Double) -> String {
    let places =
      value.magnitude >= 100 ? 0 : value.magnitude >= 10 ? 1 : value.magnitude >= 1 ? 2 : 3
    return FigureText.grouped(value, places: places)
  }
}
