import Accounting
import GLPKSolver
import Planning
import SiteModel
import TestSupport
import Testing
import Units

/// Power whose certificates somebody else has.
@Suite("certificates that are sold")
struct SoldCertificateTests {
  /// 10 MW, of which 16 MWdc at 0.25 give 4 MW at no cost; the residual mix carries 400 kg/MWh.
  private func site(_ choice: String, _ emissions: KeyValuePairs<String, ParameterValue>) -> Site {
    let solar = Make.solar(
      "solar",
      [
        "existing_mwdc": 16, "min_mwdc": 16, "land_limit_mwdc": 16,
        "degradation_fraction_per_year": 0, "certificates": .word(choice),
      ])
    return Site.of(
      [solar, Make.grid("grid", ["co2_kg_per_mwh": 300]), Make.firmLoad(10)],
      emissions: emissions)
  }

  private func plan(_ site: Site) throws -> SitePlan {
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(2)).plan
    let accounts = Reconciliation(site: site, plan: plan)
    #expect(accounts.passed, "\(accounts.text)")
    return plan
  }

  /// By contract 6 MW of imports and the 4 MW carry the residual mix, by location the imports alone.
  @Test(arguments: [("kept", 6.0), ("sold", 10)])
  func theirPowerCarriesTheResidualMix(choice: String, carrying: Double) throws {
    let site = site(
      choice, ["cap_boundary": "scope1+2-market", "residual_mix_co2_kg_per_mwh": 400])
    let plan = try plan(site)
    func tonnes(_ basis: SitePlan.EmissionLine.Basis) -> Double {
      plan.emissions.filter { $0.basis == basis }.reduce(0) { $0 + $1.amount.in(.tonnes) }
    }
    #expect(agree(tonnes(.market), carrying * 8760 * 0.4))
    #expect(agree(tonnes(.location), 6 * 8760 * 0.3))
    let ledger = Ledger(site: site, plan: plan)
    let audit = LedgerAudit(site: site, plan: plan, ledger: ledger, registry: [], planned: [:])
    #expect(audit.checks.filter { !$0.passed }.isEmpty)
    let sold = ledger.lines.filter { $0.label.source == "sold_certificates" }
    #expect(sold.isEmpty == (choice == "kept"))
  }

  /// Nothing of it is carbon-free in its hour.
  @Test(arguments: [("kept", 0.4), ("sold", 0)])
  func itIsNotCarbonFree(choice: String, score: Double) throws {
    let site = site(choice, ["residual_mix_co2_kg_per_mwh": 400])
    let account = CarbonFreeAccount(site: site, plan: try plan(site))
    #expect(agree(account.score.hourlyMatch, score))
  }

  @Test func theResidualMixMustBeKnown() {
    let components = site("sold", [:]).components
    #expect(EmissionsPolicy.problems(in: ParameterValues([:]), beside: components).count == 1)
    let kept = site("kept", [:]).components
    #expect(EmissionsPolicy.problems(in: ParameterValues([:]), beside: kept).isEmpty)
  }
}
