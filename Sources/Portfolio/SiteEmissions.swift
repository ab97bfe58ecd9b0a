import Foundation
public import Reporting
import SiteFiles
public import SiteModel
public import EmissionsReport
import Tabular

/// The emissions tables of a written plan, into the folder of its results.
public struct SiteEmissions: Sendable {
  private let registry: [EmissionFactor]
  private let version: String

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
    guard let dispatch = FileManager.default.contents(atPath: "\(folder)/dispatch.csv") else {
      throw Absence(description: "'\(folder)/dispatch.csv' cannot be read")
    }
    let digest = Digest.sha256(of: [UInt8](dispatch))
    let inputs = site.inputs + [Site.InputFile(path: "dispatch.csv", sha256: digest)]
    let identity =
      inputs.map { $0.path + $0.sha256 } + registry.map { "\($0.cells)" }
      + written.record.overrides
    let runID = String(Digest.sha256(of: Array(identity.joined().utf8)).prefix(12))
    let tables = EmissionsTables(site: site, written: written, registry: registry, runID: runID)
    var files = tables.files(hourly: hourly).map { $0.marked(scenario: site.scenario) }
    let outputs = files.map { Site.InputFile(path: $0.name, sha256: Digest.sha256(of: $0.bytes)) }
    let manifest = EmissionsManifest(
      version: version, runID: runID, inputs: inputs, outputs: outputs, site: site,
      written: written)
    files.append(manifest.file)
    do throws(OutputFailure) {
      try OutputFolder(path: folder).write(files, site: "emissions", owned: EmissionsTables.owned)
    } catch {
      throw Absence(description: error.description)
    }
    return tables
  }
}
