import Fleet
import Foundation
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
    sizes: String = "", inputs: String = ""
  ) throws {
    let text = """
      {"status": "\(status)", "statement": "\(status): a statement", "overrides": [],
       "horizon": {"steps": 24, "years_per_step_sum": 365}, "inputs": [\(inputs)],
       "cost_per_mwh_served_usd": \(cost), "cash_usd_per_year": \(cost * served),
       "served_mwh": \(served), "sizes": {\(sizes)},
       "emissions_totals_t_co2e": {"scope_1": 1, "scope_2": 2},
       "unserved": {"a": {"demand_mwh": 60, "unserved_mwh": 0, "hours_short": 0},
                    "b": {"demand_mwh": 40, "unserved_mwh": 10, "hours_short": 5}}}
      """
    try FileManager.default.createDirectory(
      atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    try text.write(toFile: "\(path)/\(name)/plan.json", atomically: true, encoding: .utf8)
  }
}
