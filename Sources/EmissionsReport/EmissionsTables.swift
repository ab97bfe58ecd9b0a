public import Accounting
public import SiteModel
import Units
public import Reporting
import Tabular

/// The emissions tables of one plan.
public struct EmissionsTables: Sendable {
  let site: Site
  let plan: SitePlan
  let ledger: Ledger
  let registry: [EmissionFactor]
  let planned: [String: Double]
  let runID: String
  let carbonFree: CarbonFreeAccount
  let months: [Range<Int>]
  let stamp: PlanFigures
  /// The reporting year behind the tables; nil: they are planned.
  let metered: MeteredYear?

  /// Names of all tables that may be written; what a run leaves out is removed.
  public static let owned = [
    "emissions_ledger.csv", "emissions_ledger_hourly.csv", "factor_registry.csv",
    "emissions_summary_annual.csv", "scope2_monthly.csv", "scope2_hourly.csv", "cfe_hourly.csv",
    "cfe_summary.csv", "energy_balance_monthly.csv", "flare_project.csv", "embodied.csv",
    "intensity.csv", "consequential.csv", "nox_monthly.csv", "reconciliation.csv",
    "manifest.json", "emissions.xlsx", EmissionsYears.name, "energy_mwh_by_source.csv",
    "uncertainty.csv", "crosswalk.csv",
  ]

  /// Tables of a written plan with its own emissions; `runID` tells runs of different inputs apart.
  package init(
    site: Site, plan: SitePlan, planned: Keyed<Double>?, registry: [EmissionFactor], runID: String
  ) {
    self.init(
      site: site, plan: plan,
      planned: Dictionary((planned?.members ?? []).map { ($0.key, $0.value) }) { first, _ in first
      },
      registry: registry, runID: runID)
  }

  /// Tables of a plan in memory, with its own emissions by `component.source`.
  public init(
    site: Site, plan: SitePlan, planned: [String: Double], registry: [EmissionFactor],
    runID: String
  ) {
    self.site = site
    self.plan = plan
    self.registry = registry
    self.runID = runID
    self.planned = planned
    metered = nil
    ledger = Ledger(site: site, plan: plan)
    carbonFree = CarbonFreeAccount(site: site, plan: plan)
    months = ledger.periods(.month)
    stamp = PlanFigures(plan: plan, stampYear: site.stampYear)
  }

  /// Tables of a reporting year, from its meters.
  public init(_ metered: MeteredYear, registry: [EmissionFactor], runID: String) {
    site = metered.site
    plan = metered.plan
    self.registry = registry
    self.runID = runID
    planned = [:]
    self.metered = metered
    ledger = Ledger(metered)
    carbonFree = CarbonFreeAccount(site: site, plan: plan)
    months = ledger.periods(.month)
    stamp = PlanFigures(plan: plan, stampYear: site.stampYear)
  }

  /// The auditor's checks.
  public var audit: LedgerAudit {
    metered.map { LedgerAudit($0, ledger: ledger, registry: registry) } ?? plannedAudit
  }

  private var plannedAudit: LedgerAudit {
    LedgerAudit(site: site, plan: plan, ledger: ledger, registry: registry, planned: planned)
  }

  /// The overlay that the plan was made from, or the site as it is; `actual` for a reporting year.
  var scenario: String { metered == nil ? site.scenario ?? "planned" : "actual" }
  var gwp: GWPSet { site.emissions.gwpSet }
  /// The modelled year; a reporting year by the calendar year in which it ends.
  var year: Int {
    metered == nil
      ? site.calendarYear : site.calendar.year(ofMonth: site.calendar.months.last ?? 12)
  }
  /// Share of the site's emissions that the inventory counts.
  var share: Double { metered?.reporting.share ?? 1 }
  var grids: [Grid] { site.components.grids }

  /// All tables that the site has something for; those of hours only if they were asked for.
  public func files(hourly: Bool) -> [OutputFile] {
    var files: [OutputFile] = []
    func add(_ name: String, _ bytes: [UInt8]) {
      files.append(OutputFile(name: name, bytes: bytes))
    }
    add("emissions_ledger.csv", ledgerTable(months))
    if hourly { add("emissions_ledger_hourly.csv", ledgerTable(ledger.periods(.hour))) }
    add("factor_registry.csv", registryTable)
    add("emissions_summary_annual.csv", summaryTable)
    if !grids.isEmpty {
      add("scope2_monthly.csv", scopeTwoTable(months))
      if hourly { add("scope2_hourly.csv", scopeTwoTable(ledger.periods(.hour))) }
    }
    add("energy_mwh_by_source.csv", energyTable)
    add("uncertainty.csv", uncertaintyTable)
    add("crosswalk.csv", crosswalkTable)
    add("cfe_summary.csv", carbonFreeSummary)
    if hourly { add("cfe_hourly.csv", carbonFreeHours) }
    add("energy_balance_monthly.csv", balanceTable)
    if site.components.contains(where: { $0 is any AvoidingFlaring }) {
      add("flare_project.csv", flareTable)
    }
    if site.emissions.embodied != nil { add("embodied.csv", embodiedTable) }
    add("intensity.csv", intensityTable)
    if !ledger.consequential.isEmpty { add("consequential.csv", consequentialTable) }
    add("nox_monthly.csv", nitrogenOxideTable)
    add("reconciliation.csv", reconciliationTable)
    return files
  }

  /// `2025-03-01T00:00` to the beginning of the step after: local standard time.
  func period(_ steps: Range<Int>) -> (start: String, end: String) {
    let end = steps.upperBound
    let first = site.calendar.firstMonth
    let last = "\(site.stampYear + 1)-\(first < 10 ? "0" : "")\(first)-01T00:00"
    return (stamp.stamp(steps.lowerBound), end < plan.horizon.count ? stamp.stamp(end) : last)
  }

  /// When a period begins in UTC, or nothing where the site does not say its offset.
  func beginning(_ steps: Range<Int>) -> CSVText.Cell {
    HourText.utc(steps.lowerBound, in: plan.horizon, of: site.stampYear).map { .text($0) } ?? .empty
  }

  /// t of CO2e under the site's set.
  func equivalent(_ rows: [Ledger.Row]) -> Double {
    rows.reduce(0) { $0 + $1.mass * $1.label.gas.potential(gwp) }
  }

  /// MWh of a column in some steps, as a part of the year.
  func energy(_ key: FlowKey, _ component: String, _ steps: Range<Int>) -> Double {
    let hours = Double(plan.horizon.stepMinutes) / 60 * plan.horizon.weight
    for part in plan.components where part.component == component {
      for flow in part.flows where flow.key == key {
        return steps.reduce(0) { $0 + flow.values[$1] } * hours
      }
    }
    return 0
  }

  private var reconciliationTable: [UInt8] {
    var table = CSVText(header: ["id", "check", "lhs", "rhs", "abs_diff", "tol", "pass"])
    for check in audit.checks {
      table.row([
        .integer(check.id), .text(check.name), .exact(check.lhs), .exact(check.rhs),
        .exact(check.difference), .exact(check.tolerance), .text(check.passed ? "yes" : "no"),
      ])
    }
    return table.bytes
  }
}
