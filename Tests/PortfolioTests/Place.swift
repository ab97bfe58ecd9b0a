import Foundation
import Portfolio
import Reporting
import SiteFiles

/// A folder of results that goes away with the test, beside the data that is shipped.
final class Place {
  let path: String
  let folder: PortfolioFolder

  init() throws {
    path = NSTemporaryDirectory() + "sitemix-portfolio-" + UUID().uuidString
    folder = PortfolioFolder(path: path)
    try folder.prepare()
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  static var data: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "data").path
  }

  static func options(data: String = data, chartScript: String = "") -> PortfolioPlan.Options {
    PortfolioPlan.Options(
      version: "1", data: data, sites: nil, horizonHours: 24, secondsPerSite: 60,
      megabytesPerSite: 1024, chartScript: chartScript)
  }

  /// Writes a small plan.json such as `sitemix optimise` leaves.
  func write(
    plan status: String, of name: String, cost: Double = 50, served: Double = 100,
    sizes: Keyed<PlanDocument.Size> = .init(), inputs: [PlanDocument.File] = []
  ) throws {
    var plan = PlanDocument()
    (plan.frame.site, plan.frame.status) = (name, status)
    (plan.frame.statement, plan.frame.inputs) = ("\(status): a statement", inputs)
    (plan.horizon.steps, plan.horizon.weight) = (24, 365)
    (plan.costPerServed, plan.cash, plan.served) = (cost, cost * served, served)
    plan.sizes = sizes
    var totals = PlanDocument.EmissionTotals()
    (totals.scope1, totals.scope2) = (1, 2)
    plan.emissionTotals = totals
    plan.unserved = Keyed([("a", Self.unserved(0, of: 60)), ("b", Self.unserved(10, of: 40))])
    try FileManager.default.createDirectory(
      atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    try plan.text.write(toFile: "\(path)/\(name)/plan.json", atomically: true, encoding: .utf8)
  }

  /// Writes a small plan.json over three years, of which two are modelled: the second stands for two.
  ///
  /// 100, 400 and 400 MWh served for 9, 12 and 12 thousand USD with 10, 20 and 20 t, and 20 MWh of the first
  /// refused; 2 gensets in the first year, then 1.
  func writeYears(_ status: String, of name: String) throws {
    func year(
      _ year: Int, _ count: Int, served: Double, cash: Double, tonnes: Double, units: Double
    ) -> HorizonDocument.Year {
      var own = HorizonDocument.Year()
      (own.year, own.count, own.served, own.cash) = (year, count, served, cash)
      own.unserved = year == 2027 ? 20 : 0
      (own.emissionTotals.scope1, own.emissionTotals.gwpSet) = (tonnes, "AR6-100")
      own.sizes = Keyed([("gensets", Self.size(2.4 * units, units: units, "gensets"))])
      return own
    }
    var plan = HorizonDocument()
    (plan.frame.site, plan.frame.status) = (name, status)
    plan.costPerServed = 33
    plan.years = [
      year(2027, 1, served: 100, cash: 9000, tonnes: 10, units: 2),
      year(2028, 2, served: 400, cash: 12_000, tonnes: 20, units: 1),
    ]
    try FileManager.default.createDirectory(
      atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    try plan.text.write(toFile: "\(path)/\(name)/plan.json", atomically: true, encoding: .utf8)
  }

  private static func unserved(_ unserved: Double, of demand: Double) -> PlanDocument.Unserved {
    var part = PlanDocument.Unserved()
    (part.demand, part.unserved) = (demand, unserved)
    return part
  }

  static func size(
    _ capacity: Double?, _ energy: Double? = nil, units: Double? = nil, _ unitName: String? = nil
  ) -> PlanDocument.Size {
    var size = PlanDocument.Size()
    (size.capacity, size.energy) = (capacity, energy)
    (size.units, size.unitName) = (units, unitName)
    return size
  }
}
