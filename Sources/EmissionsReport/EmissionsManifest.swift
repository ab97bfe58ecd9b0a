import Accounting
public import SiteModel
import Tabular
public import Reporting

/// `manifest.json`: what the emissions tables were made from, and what they are.
public struct EmissionsManifest: Sendable {
  /// Version of the tool.
  public let version: String
  /// Tells runs of different inputs apart.
  public let runID: String
  /// Files that were read, with digests.
  public let inputs: [Site.InputFile]
  /// Tables that were written, with digests.
  public let outputs: [Site.InputFile]

  /// What went in and what came out.
  public init(
    version: String, runID: String, inputs: [Site.InputFile], outputs: [Site.InputFile]
  ) {
    self.version = version
    self.runID = runID
    self.inputs = inputs
    self.outputs = outputs
  }

  /// The file for a site and the plan that its tables tell of.
  public func file(site: Site, written: WrittenPlan) -> OutputFile {
    func files(_ files: [Site.InputFile]) -> JSONValue {
      .array(files.map { .object([("file", .text($0.path)), ("sha256", .text($0.sha256))]) })
    }
    let policy = site.emissions
    let boundary = InventoryBoundary(
      site: site, plan: written.plan, ledger: Ledger(site: site, plan: written.plan))
    let document = JSONValue.object([
      ("site", .text(site.name)), ("run_id", .text(runID)), ("tool", .text("sitemix \(version)")),
      ("figures", .text("planned")), ("scenario", .text(site.scenario ?? "planned")),
      ("plan_status", .text(written.plan.status.rawValue)),
      ("solver", .text("\(written.record.solver.name) \(written.record.solver.version)")),
      ("year", .integer(site.calendar.year)),
      ("times", .text(boundary.times)),
      ("gwp_set", .text(policy.gwpSet.name)),
      (
        "gwp",
        .object([
          ("CO2", .number(1)), ("CH4", .number(policy.gwpSet.methane)),
          ("N2O", .number(policy.gwpSet.nitrousOxide)),
        ])
      ),
      ("boundary", .text(policy.boundary.rawValue)),
      ("cap_boundary", .text(policy.view.rawValue)),
      ("second_life_allocation", .text(policy.secondLifeAllocation.rawValue)),
      ("not_counted", .texts(boundary.notCounted)), ("reading", .texts(boundary.reading)),
      ("overrides", .texts(written.record.overrides)), ("notes", .texts(site.notes)),
      ("inputs", files(inputs)), ("outputs", files(outputs)),
    ])
    return OutputFile(name: "manifest.json", bytes: document.document)
  }
}
