import Accounting
import Components
import Foundation
import GLPKSolver
import Planning
import Reliability
import Reporting
import SiteFiles
import SiteModel
import Solving
import Testing
import Units
import ReportPage
import Tabular

/// A component that is declared here alone goes through everything that the tool does.
///
/// 2 MW of firm load, all year; wind gives half of what is built, and 75 % of each hour must be
/// carbon-free, which the grid is not: 1.5 MW of wind in every hour are 3 MW built. At 30,000 USD/kW over
/// 20 years without interest they cost 4.5 M USD a year, and the 0.5 MW that are left 438,000 USD at
/// 100 USD/MWh.
@Suite("a component of a test's own")
struct WholeComponentTests {
  private static let site = """
    description: wind and grid
    year: 2025
    daylight_saving: none
    dollar_year: 2026
    real_discount_rate: 0
    components:
      load:
        type: gpu_load
        facility_load_mw: 2
        classes:
          inference: {kind: firm, share_fraction: 1}
      wind:
        type: wind_turbine
        output_mw_per_mw: 0.5
        capex_usd_per_kw: 30000
      grid:
        type: grid
        tariff: flat
        import_limit_mw: 1
        co2_kg_per_mwh: 400
        outages_per_year: 0
        outage_hours: 1
        outage_spread: exponential
    emissions:
      gwp_set: AR6-100
      hourly_carbon_free_fraction: 0.75
      embodied_factors: made
    """
  private static let tariff = """
    # dollar_year: 2026
    # source: nowhere
    # effective: 2026-01-01
    line,kind,months,days,hours,rate,unit,note
    energy,energy,all,all,all,100,USD/MWh,

    """
  private static let factors = """
    factor_id,quantity,gas,value,unit,basis,geography,valid_from,valid_to,publisher,document,edition,table_row,url,retrieved_on,sha256,licence,evidence
    made.wind,embodied,CO2e,800,kg/kW,published as CO2e,any,2020-01-01,2030-12-31,placeholder,none,2026,tower and rotor,,,,,placeholder

    """

  private func read(catalogue: Catalogue) throws -> Site {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sitemix-component-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, text) in [
      ("sites/windy/site.yaml", Self.site), ("tariffs/flat.csv", Self.tariff),
      ("emission-factors/made.csv", Self.factors),
    ] {
      let url = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    return try DataFolder(path: root.path, catalogue: catalogue).readSite(named: "windy").site
  }

  private var catalogue: Catalogue { Catalogue.standard.adding(WindTurbine.self) }

  private struct Planned {
    let site: Site
    let result: Planner.Result
    var plan: SitePlan { result.plan }
  }

  private func planned() throws -> Planned {
    let site = try read(catalogue: catalogue)
    return Planned(
      site: site,
      result: try Planner(strategy: GLPKSolver.strategy).plan(site, over: week(site)))
  }

  private func week(_ site: Site) -> Horizon {
    Horizon(calendar: site.calendar, stepMinutes: site.stepMinutes, steps: 168)
  }

  private func near(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-6) -> Bool {
    guard let value else { return false }
    return (value - expected).magnitude <= tolerance * max(1, expected.magnitude)
  }

  @Test("the reader knows only the kinds that it was given")
  func reader() throws {
    #expect(throws: Findings.self) { try read(catalogue: .standard) }
    #expect(try read(catalogue: catalogue).components.count == 3)
  }

  @Test("plan, costs and bill")
  func plan() throws {
    let planned = try planned()
    let plan = planned.plan
    #expect(plan.status == .optimal)
    #expect(near(plan.components.first { $0.component == "wind" }?.power?.in(.megawatts), 3))
    #expect(near(plan.objective.in(.usd), 4_500_000 + 438_000))
    let bill = Bill(site: planned.site, plan: plan)
    #expect(near(bill.yearly(component: "grid", line: "energy").in(.usd), 438_000))
  }

  @Test("ledger and carbon-free account: 3,000 kW at 800 kg each, and three quarters of the load")
  func emissions() throws {
    let planned = try planned()
    let ledger = Ledger(site: planned.site, plan: planned.plan)
    let embodied = ledger.lines.filter { $0.label.source == "embodied" }
    #expect(embodied.map(\.label.component) == ["wind"])
    #expect(embodied.first?.activity.count == 1 && near(embodied.first?.activity.first, 3000))
    #expect(near(embodied.first?.factor.first, 800))
    let account = CarbonFreeAccount(site: planned.site, plan: planned.plan)
    #expect(account.own.allSatisfy { near($0, 1.5) })
    #expect(near(account.score.matched / account.score.load, 0.75))
  }

  @Test("its outages are simulated: 1.5 of 2 MW are missing in 1 % of the time")
  func outages() async throws {
    let planned = try planned()
    let verdict = try await UptimeLoop.certify(planned.plan, of: planned.site, years: 4000, seed: 3)
    let firm = try #require(verdict.outcome.classes.first)
    // The control variate knows a single unit exactly.
    #expect(near(firm.shortHours.mean, 87.6, 1e-9))
    // The grid carries 1 MW; the other one is short.
    #expect(near(firm.unservedMWh.mean, 87.6, 0.02))
  }

  /// A MW of load needs 1.5 MW of wind, which cost 2.25 M USD a year, and 0.25 MW of the grid.
  @Test("explained and drawn under its own name and colour")
  func told() throws {
    let planned = try planned()
    let explainer = try Explainer(
      planner: Planner(strategy: GLPKSolver.strategy), site: planned.site,
      horizon: week(planned.site), result: planned.result)
    let explanation = try #require(explainer).explained()
    #expect(!explanation.limits.isEmpty)
    let result = RunResult(
      site: planned.site, plan: planned.plan, certificate: nil,
      program: .init(rows: 0, columns: 0, nonzeros: 0),
      solver: .init(name: "GLPK", version: "5.0", method: "simplex", iterations: 0))
    let files = try Report(result, beside: .init(version: "0")).files
    let page = String(decoding: files.page.bytes, as: UTF8.self)
    #expect(page.contains("wind"))
    let charts = files.charts.map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(charts.contains { $0.contains("#abcdef") })
  }
}
