public import SiteModel

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
    let document = JSONValue.object([
      ("site", .text(site.name)), ("run_id", .text(runID)), ("tool", .text("sitemix \(version)")),
      ("figures", .text("planned")), ("plan_status", .text(written.plan.status.rawValue)),
      ("solver", .text("\(written.record.solver.name) \(written.record.solver.version)")),
      ("year", .integer(site.calendar.year)),
      ("times", .text("local standard time, ISO 8601; the site states no offset from UTC")),
      ("gwp_set", .text(policy.gwpSet.name)),
      (
        "gwp",
        .object([
          ("CO2", .number(1)), ("CH4", .number(policy.gwpSet.methane)),
          ("N2O", .number(policy.gwpSet.nitrousOxide)),
        ])
      ),
      ("boundary", .text(policy.boundary.rawValue)),
      ("view_of_the_cap", .text(policy.view.rawValue)),
      ("second_life_allocation", .text(policy.secondLifeAllocation.rawValue)),
      (
        "not_counted",
        .texts(
          [
            "embodied carbon of GPUs and buildings", "refrigerants and SF6",
            policy.embodied == nil ? "embodied carbon of equipment (no embodied_factors)" : "",
          ].filter { !$0.isEmpty })
      ),
      (
        "reading",
        .texts([
          "co2e_t = mass_t x gwp; mass_t = activity_qty x factor_value x oxidation_or_eta / 1000",
          "amounts that are published only as CO2e stand in every CO2e column as they are",
          "Scope 2 is told by three methods that are never added to each other",
          "spreadsheets in some languages read a point as a thousands separator: import as text with a decimal point",
        ])
      ),
      ("overrides", .texts(written.record.overrides)), ("notes", .texts(site.notes)),
      ("inputs", files(inputs)), ("outputs", files(outputs)),
    ])
    return OutputFile(name: "manifest.json", bytes: document.document)
  }
}
