import EmissionsReport
import Reporting
import SiteModel
import TestSupport
import Testing
import Units

/// Energy of a plan by source, as CDP and ESRS E1 ask.
@Suite("energy by source")
struct EnergyBySourceTests {
  /// A field that gives 3 MWh in one hour and 1 in another is renewable only with its certificates.
  @Test(arguments: [("kept", "renewable"), ("sold", "uncertified")])
  func solar(certificates: String, source: String) throws {
    let site = Site.of(
      [
        Make.solar("solar", ["certificates": .word(certificates)]), Make.grid(), Make.firmLoad(10),
      ], emissions: ["residual_mix_co2_kg_per_mwh": 400])
    var plan = SitePlan(status: .optimal, horizon: site.horizon)
    var solar = SitePlan.ComponentPlan(component: "solar", kind: "solar", basis: .directCurrent)
    solar.flows = [
      .init(.output, [3, 1] + [Double](repeating: 0, count: site.horizon.count - 2))
    ]
    plan.components = [solar]
    let tables = EmissionsTables(
      site: site, plan: plan, planned: [:], registry: [], runID: "run")
    let file = try #require(
      tables.files(hourly: false).first { $0.name == "energy_mwh_by_source.csv" })
    let rows = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).suffix(5) }
      .filter { $0.contains("generated") }.map { $0.joined(separator: ",") }
    #expect(rows == ["part,generated,\(source),solar,4", "sum,generated,\(source),,4"])
  }
}
