import Fleet
import Foundation
import Reporting
import SiteFiles

/// A folder of results that goes away with the test, beside the data that is shipped.
final class Place {
  let path: String
  let folder: FleetFolder

  init() throws {
    path = NSTemporaryDirectory() + "sitemix-fleet-" + UUID().uuidString
    folder = FleetFolder(path: path)
    try folder.prepare()
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  static var data: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "data").path
  }

  static func options(data: String = data, chartScript: String = "") -> FleetPlan.Options {
    FleetPlan.Options(
      version: "1", data: data, sites: nil, horizonHours: 24, secondsPerSite: 60,
      megabytesPerSite: 1024, chartScript: chartScript)
  }

  /// Writes a small plan.json such as `sitemix optimise` leaves.
  func write(
    plan status: String, of name: String, cost: Double = 50, served: Double = 100,
    sizes: Keyed<PlanDocument.Size> = .init(), inputs: [PlanDocument.File] = []
  ) throws {
    var plan = PlanDocument()
    (plan.site, plan.status, plan.statement) = (name, status, "\(status): a statement")
    (plan.horizon.steps, plan.horizon.weight, plan.inputs) = (24, 365, inputs)
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
