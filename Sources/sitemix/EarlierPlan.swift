import Foundation
import Reporting
import SiteFiles
import SiteModel
import Units

/// The plan of the last optimise, read back from its files.
struct EarlierPlan {
  let plan: SitePlan
  /// Inputs that are not as they were.
  let changed: [String]

  /// The plan in a folder of results; exit status 64 where there is none, 2 where it cannot be read.
  init(of site: Site, in out: String, for purpose: String) throws {
    let folder = OutputFolder(path: out).folder(of: site.name)
    guard FileManager.default.fileExists(atPath: "\(folder)/dispatch.csv") else {
      Terminal.complain(
        "there is no plan of '\(site.name)' in '\(out)'\n"
          + "help: run make optimise SITE=\(site.name) first\(purpose)")
      throw ExitStatus.usage
    }
    var plan: SitePlan
    do throws(Findings) {
      plan = try DispatchFile.read("\(folder)/dispatch.csv", of: site)
    } catch {
      Terminal.complain(error.text)
      throw ExitStatus.findings
    }
    let document = try PlanFile.read("\(folder)/plan.json")
    for index in plan.components.indices {
      let name = plan.components[index].component
      let details = document.details?[name] ?? [:]
      plan.components[index].details = details.sorted { $0.key < $1.key }.compactMap { detail in
        detail.value.map { .init(key: detail.key, value: $0) }
      }
      guard let size = document.sizes?[name] else { continue }
      plan.components[index].power = size.power_mw.map { Power($0, .megawatts) }
      plan.components[index].energy = size.energy_mwh.map { Energy($0, .megawattHours) }
      plan.components[index].units = size.units
    }
    self.plan = plan
    changed = document.changed(since: site)
  }
}

/// What is read back of `plan.json`.
private struct PlanFile: Decodable {
  struct Input: Decodable {
    let file: String
    let sha256: String
  }

  struct Size: Decodable {
    let power_mw: Double?
    let energy_mwh: Double?
    let units: Double?
  }

  let sizes: [String: Size]?
  let details: [String: [String: Double?]]?
  let inputs: [Input]

  static func read(_ path: String) throws -> PlanFile {
    do {
      return try JSONDecoder().decode(
        PlanFile.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      Terminal.complain("'\(path)' is not a plan of this version: run optimise again")
      throw ExitStatus.findings
    }
  }

  func changed(since site: Site) -> [String] {
    site.inputs.filter { now in
      !inputs.contains { $0.file == now.path && $0.sha256 == now.sha256 }
    }.map(\.path)
  }
}
