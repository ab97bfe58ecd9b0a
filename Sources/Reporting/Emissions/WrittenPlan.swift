import Foundation
public import SiteModel
import Units

/// A plan as it stands in a folder of results: sizes and flows, with what `plan.json` says of itself.
public struct WrittenPlan: Sendable {
  /// Sizes and flows; costs and classes are not read.
  public let plan: SitePlan
  /// t CO2e of each source, as `component.source`.
  public let emissions: [String: Double]
  /// Input files with their digests, as they were when the plan was made.
  public let inputs: [Site.InputFile]
  /// Keys that were set for that run.
  public let overrides: [String]
  /// Name and version of the solver.
  public let solver: String

  /// Why a plan cannot be read.
  public struct Failure: Error, CustomStringConvertible {
    /// What was found, and what to do.
    public let description: String
  }

  /// Keys that were set for the run that a folder holds: the site is read again with them.
  public static func overrides(in folder: String, site: String) throws(Failure) -> [String] {
    try document("\(folder)/plan.json", site)["overrides"] as? [String] ?? []
  }

  /// The first input that is not as it was when the plan was made; nil if nothing changed.
  public func change(since site: Site) -> String? {
    for now in site.inputs {
      guard let then = inputs.first(where: { $0.path == now.path }) else {
        return "data/\(now.path) is new"
      }
      if then.sha256 != now.sha256 { return "data/\(now.path) has changed" }
    }
    return inputs.first { then in !site.inputs.contains { $0.path == then.path } }
      .map { "data/\($0.path) is no longer used" }
  }

  /// Reads `plan.json` and `dispatch.csv` of a site's folder.
  public init(folder: String, site: Site) throws(Failure) {
    let document = try Self.document("\(folder)/plan.json", site.name)
    guard let word = document["status"] as? String, let status = SitePlan.Status(rawValue: word),
      status == .optimal || status == .nearOptimal
    else {
      throw Failure(description: "the plan in \(folder) has no dispatch: its status says why")
    }
    var plan = SitePlan(status: status, horizon: site.horizon)
    let flows = try Self.dispatch("\(folder)/dispatch.csv", site)
    let sizes = document["sizes"] as? [String: [String: Any]] ?? [:]
    plan.components = site.components.map { component in
      var part = SitePlan.ComponentPlan(
        component: component.name, kind: type(of: component).kind)
      let size = sizes[component.name] ?? [:]
      part.power = (size["power_mw"] as? Double).map { Power($0, .megawatts) }
      part.energy = (size["energy_mwh"] as? Double).map { Energy($0, .megawattHours) }
      part.units = size["units"] as? Double
      part.flows = flows[component.name] ?? []
      return part
    }
    self.plan = plan
    emissions = document["emissions_t_co2e"] as? [String: Double] ?? [:]
    inputs = (document["inputs"] as? [[String: String]] ?? []).map {
      Site.InputFile(path: $0["file"] ?? "", sha256: $0["sha256"] ?? "")
    }
    overrides = document["overrides"] as? [String] ?? []
    let solver = document["solver"] as? [String: Any] ?? [:]
    self.solver = "\(solver["name"] as? String ?? "") \(solver["version"] as? String ?? "")"
  }

  private static func document(_ path: String, _ site: String) throws(Failure) -> [String: Any] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(
        description: "\(site) has no plan yet: run make optimise SITE=\(site)")
    }
    guard let object = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] else {
      throw Failure(description: "\(path) is damaged: run make optimise SITE=\(site)")
    }
    return object
  }

  /// Columns by component; a column belongs to the longest name that it begins with.
  private static func dispatch(_ path: String, _ site: Site) throws(Failure)
    -> [String: [SitePlan.Flow]]
  {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(description: "\(path) is missing: run make optimise SITE=\(site.name)")
    }
    let lines = [UInt8](data).split(separator: UInt8(ascii: "\n"))
    let header = lines.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let names = header.split(separator: ",").dropFirst().map(String.init)
    guard lines.count == site.horizon.count + 1 else {
      throw Failure(
        description: "\(path) holds \(lines.count - 1) of the year's \(site.horizon.count) steps: "
          + "the tables need a plan of the whole year")
    }
    var columns = [[Double]](repeating: [], count: names.count)
    for index in columns.indices { columns[index].reserveCapacity(lines.count) }
    for line in lines.dropFirst() {
      let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard cells.count == names.count + 1 else {
        throw Failure(description: "\(path) is damaged: a row has \(cells.count) cells")
      }
      for (index, cell) in cells.dropFirst().enumerated() {
        guard let number = Double(String(decoding: cell, as: UTF8.self)), number.isFinite else {
          throw Failure(description: "\(path) is damaged: a cell of '\(names[index])' is no number")
        }
        columns[index].append(number)
      }
    }
    var flows: [String: [SitePlan.Flow]] = [:]
    for (name, values) in zip(names, columns) {
      let owner = site.components.map(\.name).filter { name.hasPrefix($0 + "_") }
        .max { $0.count < $1.count }
      guard let owner else {
        throw Failure(
          description: "\(path) has a column '\(name)' of no component: the site has changed")
      }
      let key = String(name.dropFirst(owner.count + 1))
      flows[owner, default: []].append(.init(key: key, role: role(of: key), values: values))
    }
    return flows
  }

  /// What a column does at the site bus: the table of keys that plans are written with.
  private static func role(of key: String) -> SitePlan.Flow.Role {
    switch key {
    case "import_mw", "output_mw", "discharge_mw": .supply
    case "export_mw", "charge_mw": .use
    case "stored_mwh": .store
    default: key.hasSuffix("_served_mw") ? .use : .information
    }
  }
}
