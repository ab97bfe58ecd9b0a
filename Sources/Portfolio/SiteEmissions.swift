import Foundation
public import Reporting
import SiteFiles
public import SiteModel
public import EmissionsReport
import Tabular

/// The emissions tables of a written plan, into the folder of its results.
public struct SiteEmissions: Sendable {
  let registry: [EmissionFactor]
  let version: String

  /// Tables with the factors of a registry.
  public init(registry: [EmissionFactor], version: String) {
    self.registry = registry
    self.version = version
  }

  /// Why there are no tables, in words.
  public struct Absence: Error, CustomStringConvertible {
    /// What stands against them.
    public let description: String
  }

  /// A written plan of a site as it is now.
  public static func plan(of site: Site, in folder: String) throws(Absence) -> WrittenPlan {
    let record: PlanDocument
    do throws(PlanDocument.Failure) {
      record = try PlanDocument.read(folder: folder, site: site.name).plan
    } catch {
      throw Absence(description: error.description)
    }
    do throws(Findings) {
      return WrittenPlan(
        record: record, dispatch: try DispatchFile.read("\(folder)/dispatch.csv", of: site).plan)
    } catch {
      throw Absence(description: error.text)
    }
  }

  /// Makes the tables and replaces those that stand below the folder.
  public func write(
    _ written: WrittenPlan, of site: Site, in folder: String, hourly: Bool
  ) throws(Absence) -> EmissionsTables {
    let horizon = written.plan.horizon
    guard horizon.count == horizon.stepsPerYear else {
      throw Absence(
        description: "the plan has \(horizon.count) of the year's \(horizon.stepsPerYear) steps, "
          + "and the tables are of a year")
    }
    let run = Run(
      site: site, plan: written.plan, planned: written.record.emissions,
      frame: written.record.frame, dispatch: "dispatch.csv")
    let (tables, files) = try tables(of: run, in: folder, hourly: hourly)
    try Self.clear(folder, yearsBut: [])
    try Self.write(files, to: folder, named: Self.folder)
    return tables
  }

  /// Name of the folder of tables within that of results.
  static let folder = "emissions"

  /// A year that tables are made of.
  struct Run {
    let site: Site
    let plan: SitePlan
    /// What the plan says of its own emissions.
    let planned: Keyed<Double>?
    let frame: PlanFrame
    /// Name of the file of its hours.
    let dispatch: String
  }

  /// The tables of a year, and its files.
  func tables(of run: Run, in folder: String, hourly: Bool) throws(Absence)
    -> (tables: EmissionsTables, files: [OutputFile])
  {
    guard let dispatch = FileManager.default.contents(atPath: "\(folder)/\(run.dispatch)") else {
      throw Absence(description: "'\(folder)/\(run.dispatch)' cannot be read")
    }
    let digest = Digest.sha256(of: [UInt8](dispatch))
    let inputs = run.site.inputs + [Site.InputFile(path: run.dispatch, sha256: digest)]
    let identity =
      inputs.map { $0.path + $0.sha256 } + registry.map { "\($0.cells)" } + run.frame.overrides
    let runID = String(Digest.sha256(of: Array(identity.joined().utf8)).prefix(12))
    let tables = EmissionsTables(
      site: run.site, plan: run.plan, planned: run.planned, registry: registry, runID: runID)
    var files = tables.files(hourly: hourly).map { $0.marked(scenario: run.site.scenario) }
    let outputs = files.map { Site.InputFile(path: $0.name, sha256: Digest.sha256(of: $0.bytes)) }
    let manifest = EmissionsManifest(
      version: version, runID: runID, inputs: inputs, outputs: outputs, site: run.site,
      plan: run.plan, of: run.frame)
    files.append(manifest.file)
    return (tables, files)
  }

  /// Replaces the tables that stand in a folder.
  static func write(
    _ files: [OutputFile], to path: String, named name: String,
    owned: [String] = EmissionsTables.owned
  ) throws(Absence) {
    do throws(OutputFailure) {
      try OutputFolder(path: path).write(files, site: name, owned: owned)
    } catch {
      throw Absence(description: error.description)
    }
  }

  /// Takes away tables of years that a plan no longer has; what others put beside them stays.
  static func clear(_ folder: String, yearsBut kept: [String]) throws(Absence) {
    let path = "\(folder)/\(Self.folder)"
    let manager = FileManager.default
    for name in (try? manager.contentsOfDirectory(atPath: path)) ?? []
    where !kept.contains(name) && Int(name) != nil
      && manager.fileExists(atPath: "\(path)/\(name)/manifest.json")
    {
      try write([], to: path, named: name)
      if (try? manager.contentsOfDirectory(atPath: "\(path)/\(name)"))?.isEmpty == true {
        try? manager.removeItem(atPath: "\(path)/\(name)")
      }
    }
  }
}
