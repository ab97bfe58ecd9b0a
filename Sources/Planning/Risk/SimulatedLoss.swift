import Reliability
import SiteModel
import Units

/// Value of what outages leave unserved, year by year: two of them on the same random numbers are
/// compared year by year.
struct SimulatedLoss: Sendable {
  /// USD of each simulated year.
  let years: [Double]
  /// MWh of a year by class, in the order in which classes are shed.
  let unserved: [(load: ValuedLoad, megawattHours: Double)]

  /// Simulates a plan, whose load is what it serves and what it withholds because it expects outages.
  ///
  /// What is short while nothing fails, as on planned outage, is no outage and is taken off.
  static func of(_ plan: SitePlan, in site: Site, _ loads: [ValuedLoad]) async throws -> Self {
    let seed = UInt64(site.uptime.seed)
    let calm = try Simulation(
      Plant(plan, of: site, withheld: loads, fails: false), start: .allUp, controlVariate: false,
      splitting: false)
    let still = try await calm.run(years: 1, seed: seed)
    let failing = try Simulation(
      Plant(plan, of: site, withheld: loads), controlVariate: false, splitting: false)
    let outcome = try await failing.run(years: site.uptime.loopYears, seed: seed)
    var years = [Double](repeating: 0, count: outcome.years)
    var unserved: [(ValuedLoad, Double)] = []
    for (index, result) in outcome.classes.enumerated() {
      guard let load = loads.first(where: { $0.isCalled(result.name) }) else { continue }
      let planned = still.unservedByYear(ofClass: index).first ?? 0
      let value = load.value.in(.usdPerMegawattHour)
      let energies = outcome.unservedByYear(ofClass: index).map { $0 - planned }
      for (year, energy) in energies.enumerated() { years[year] += value * energy }
      unserved.append((load, energies.reduce(0, +) / Double(max(1, energies.count))))
    }
    return SimulatedLoss(years: years, unserved: unserved)
  }

  /// Mean of a year and its standard error, in USD.
  var estimate: (mean: Double, error: Double) { Self.estimate(years) }

  /// What this loss is more than another of the same random years.
  func saving(by other: Self) -> (mean: Double, error: Double) {
    Self.estimate(zip(years, other.years).map { $0 - $1 })
  }

  private static func estimate(_ values: [Double]) -> (mean: Double, error: Double) {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    return (mean, Estimate.standardError(values))
  }
}

extension ValuedLoad {
  /// Names of classes carry their component where several have classes.
  fileprivate func isCalled(_ text: String) -> Bool {
    text == name || text == "\(component).\(name)"
  }
}
