import Accounting
public import Reporting
public import SiteModel

/// `manifest.json`: what the emissions tables were made from, and what they are.
///
/// Written and read by this one type.
public struct EmissionsManifest: JSONRecord {
  /// Changes when a key changes its name or its meaning.
  package static let version = 1

  package var schemaVersion = EmissionsManifest.version
  package var site = ""
  package var runID = ""
  package var tool = ""
  package var figures = "planned"
  package var scenario = ""
  package var planStatus = ""
  package var solver = ""
  package var year = 0
  package var factorYear: Int?
  package var times = ""
  package var gwpSet = ""
  package var warming = Keyed<Double>()
  package var boundary = ""
  package var capBoundary = ""
  package var secondLifeAllocation = ""
  package var notCounted: [String] = []
  package var reading: [String] = []
  package var overrides: [String] = []
  package var notes: [String] = []
  package var inputs: [File] = []
  package var outputs: [File] = []

  package init() {}

  package static let fields: [Field<EmissionsManifest>] = [
    .init("schema_version", \.schemaVersion, "version of this form", isNew: true),
    .init("site", \.site, "name of the site"),
    .init("run_id", \.runID, "tells runs of different inputs apart"),
    .init("tool", \.tool, "what wrote the tables, with its version"),
    .init("figures", \.figures, "planned or metered"),
    .init("scenario", \.scenario, "the site's overlay, or planned"),
    .init("plan_status", \.planStatus, "how good the plan is"),
    .init("solver", \.solver, "what solved the plan, with its version"),
    .init("year", \.year, "modelled year"),
    .init(
      ifAny: "factor_year", \.factorYear,
      "year whose emission factors a year of a horizon has: that of the site's data"),
    .init("times", \.times, "clock of the stamps"),
    .init("gwp_set", \.gwpSet, "set of global warming potentials"),
    .init("gwp", \.warming, "t CO2e per t of each gas"),
    .init("boundary", \.boundary, "organisational boundary"),
    .init("cap_boundary", \.capBoundary, "what a cap of the site counts"),
    .init("second_life_allocation", \.secondLifeAllocation, "whose carbon a used pack's making is"),
    .init("not_counted", \.notCounted, "what the inventory leaves out"),
    .init("reading", \.reading, "how the tables are to be read"),
    .init("overrides", \.overrides, "keys that were set for the plan"),
    .init("notes", \.notes, "notes of the site"),
    .init("inputs", \.inputs, "files that were read"),
    .init("outputs", \.outputs, "tables that were written"),
  ]

  /// A file by its digest.
  package struct File: JSONRecord {
    package var file = ""
    package var sha256 = ""

    package init() {}

    init(_ file: Site.InputFile) {
      self.file = file.path
      sha256 = file.sha256
    }

    package static let fields: [Field<File>] = [
      .init("file", \.file, "path"), .init("sha256", \.sha256, "SHA-256 of its bytes"),
    ]
  }

  /// What a version of the tool made the tables of a site and its plan from, and what came out.
  public init(
    version: String, runID: String, inputs: [Site.InputFile], outputs: [Site.InputFile],
    site: Site, plan: SitePlan, of record: PlanFrame
  ) {
    let boundary = InventoryBoundary(site: site, plan: plan, ledger: Ledger(site: site, plan: plan))
    let policy = site.emissions
    self.site = site.name
    self.runID = runID
    tool = "sitemix \(version)"
    scenario = site.scenario ?? "planned"
    planStatus = plan.status.rawValue
    solver = "\(record.solver.name) \(record.solver.version)"
    year = site.calendarYear
    factorYear = site.year == nil ? nil : site.calendar.year
    times = boundary.times
    gwpSet = policy.gwpSet.name
    warming = Keyed([
      ("CO2", 1), ("CH4", policy.gwpSet.methane), ("N2O", policy.gwpSet.nitrousOxide),
    ])
    self.boundary = policy.boundary.rawValue
    capBoundary = policy.view.rawValue
    secondLifeAllocation = policy.secondLifeAllocation.rawValue
    notCounted = boundary.notCounted
    reading = boundary.reading
    overrides = record.overrides
    notes = site.notes
    self.inputs = inputs.map { File($0) }
    self.outputs = outputs.map { File($0) }
  }

  /// What the tables of a reporting year were made from, beside the plan of its site.
  public init(
    version: String, runID: String, inputs: [Site.InputFile], outputs: [Site.InputFile],
    metered: MeteredYear, beside record: PlanFrame
  ) {
    self.init(
      version: version, runID: runID, inputs: inputs, outputs: outputs, site: metered.site,
      plan: metered.plan, of: record)
    let words = InventoryBoundary(
      site: metered.site, plan: metered.plan, ledger: Ledger(metered), metered: metered)
    let calendar = metered.site.calendar
    figures = "metered"
    scenario = "actual"
    planStatus = record.status
    year = calendar.year(ofMonth: calendar.months.last ?? 12)
    boundary = metered.reporting.approach.rawValue
    notCounted = words.notCounted
    reading = words.reading
    notes = metered.notes + notes
  }

  /// The manifest as a file.
  public var file: OutputFile { OutputFile(name: "manifest.json", bytes: bytes) }

  /// The JSON Schema, as it is shipped.
  public static var schemaFile: (name: String, text: String) {
    DocumentSchemas.file(
      "manifest.schema.json", "manifest.json of Sitemix's emissions tables", schema)
  }
}
