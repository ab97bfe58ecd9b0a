import Accounting
import Components
import SiteModel
import Testing
import Units

@Suite("The plan beside the accounts")
struct ReconciliationTests {
  /// A grid, a battery without losses on standby and a flat load over one day of four steps.
  private let site = Sites.site(
    [
      Sites.grid([Sites.energy(0.1), Sites.demand(10)]), Self.battery,
      GPULoad(
        name: "load",
        values: ParameterValues([
          "facility_load_mw": .number(2),
          "classes": .records([
            NamedValues(
              name: "inference",
              values: ParameterValues(["kind": .word("firm"), "share_fraction": .number(1)]))
          ]),
        ])),
    ], emissions: ["price_usd_per_t": .number(50)])

  private static let battery = BESS(
    name: "bess",
    values: ParameterValues([
      "charge_efficiency_fraction": .number(0.8), "discharge_efficiency_fraction": .number(0.5),
      "self_discharge_fraction_per_day": .number(0), "min_soc_fraction": .number(0),
      "max_soc_fraction": .number(1), "capex_usd_per_kw": .number(100),
      "capex_usd_per_kwh": .number(100), "fixed_om_fraction_of_capex_per_year": .number(0.01),
      "life_years": .number(15), "ageing": .word("augmented_by_om"),
    ]))

  /// Charge 5 MWh in the second step, which gives 2 MWh in the fourth.
  private var plan: SitePlan {
    let horizon = Horizon(calendar: Sites.calendar(), steps: 4)
    var plan = SitePlan(status: .optimal, horizon: horizon)
    plan.components = [
      Sites.part("grid", ["import_mw": [2, 5.5, 2, 0]]),
      Sites.part(
        "bess",
        [
          "charge_mw": [0, 3.5, 0, 0], "discharge_mw": [0, 0, 0, 1.4],
          "stored_mwh": [0, 2.8, 2.8, 0],
        ]),
      Sites.part(
        "load", ["inference_served_mw": [2, 2, 2, 1.4], "inference_unserved_mw": [0, 0, 0, 0.6]]),
    ]
    let weight = 8760.0 / 4
    plan.costs = [
      cost("grid", "energy", weight * 9.5 * 100),
      cost("grid", "demand", 5500 * 10 * 12),
      cost("site", "co2_price", weight * 9.5 * 0.4 * 50, .carbonPrice),
    ]
    plan.emissions = [
      .init(
        component: "grid", source: "grid", scope: 2, amount: Carbon(weight * 9.5 * 0.4, .tonnes))
    ]
    plan.classes = [
      .init(
        component: "load", name: "inference", demand: Energy(8 * weight, .megawattHours),
        unserved: Energy(0.6 * weight, .megawattHours),
        served: Energy(7.4 * weight, .megawattHours), hoursShort: weight)
    ]
    return plan
  }

  private func cost(
    _ component: String, _ line: String, _ usd: Double, _ nature: SitePlan.CostLine.Nature = .cash
  ) -> SitePlan.CostLine {
    .init(component: component, line: line, nature: nature, amount: Money(usd, .usd))
  }

  private func failures(_ plan: SitePlan, objective: Money? = nil) -> [String] {
    Reconciliation(site: site, plan: plan, objective: objective ?? plan.objective)
      .failures.map(\.name)
  }

  @Test func aSoundPlanAgrees() {
    let reconciliation = Reconciliation(site: site, plan: plan, objective: plan.objective)
    #expect(reconciliation.passed, "\(reconciliation.text)")
    #expect(reconciliation.checks.count == 13)
    #expect(reconciliation.text == "accounts: 13 checks agree with the plan")
  }

  @Test(arguments: ["energy", "demand"])
  func aTamperedBillIsFound(line: String) {
    var plan = plan
    for index in plan.costs.indices where plan.costs[index].line == line {
      plan.costs[index].amount = 1.00001 * plan.costs[index].amount
    }
    #expect(failures(plan) == ["bill of grid: \(line)"])
  }

  /// Billed quantities are set to what the imports make them, however good the plan is.
  @Test func aNearOptimalPlanIsBilledAsExactly() {
    var plan = plan
    plan.status = .nearOptimal
    #expect(failures(plan).isEmpty)
    plan.costs[1].amount = 1.00001 * plan.costs[1].amount
    #expect(failures(plan) == ["bill of grid: demand"])
  }

  @Test func aLineThatNobodyBilledIsFound() {
    var plan = plan
    plan.costs.append(cost("grid", "invented", 100))
    #expect(failures(plan) == ["bill of grid: invented"])
  }

  @Test func aMissingLineIsFound() {
    var plan = plan
    plan.costs.removeFirst()
    #expect(failures(plan) == ["bill of grid: energy"])
  }

  @Test func tamperedEmissionsAreFound() {
    var plan = plan
    plan.emissions[0].amount = 0.9999 * plan.emissions[0].amount
    #expect(failures(plan) == ["emissions of grid: grid, scope 2"])
  }

  @Test func aSourceInAnotherScopeIsFoundTwice() {
    var plan = plan
    plan.emissions[0].scope = 1
    #expect(
      failures(plan) == ["emissions of grid: grid, scope 1", "emissions of grid: grid, scope 2"])
  }

  @Test func powerFromNowhereIsFound() {
    var plan = plan
    plan.components[2].flows[0].values[2] += 1e-4
    #expect(
      failures(plan).prefix(2) == ["energy balance, worst step 2", "supply and use of the year"])
  }

  @Test func aStoreThatGainsEnergyIsFound() {
    var plan = plan
    plan.components[1].flows[2].values[2] += 0.001
    // The next step starts from the tampered level; both are off, the first by as much.
    #expect(failures(plan).first?.hasPrefix("state of charge of bess") == true)
  }

  @Test func aStoreThatDoesNotReturnToItsBeginningIsFound() {
    var plan = plan
    plan.components[1].flows[2].values[3] = 0.5
    #expect(failures(plan).contains { $0.hasPrefix("state of charge of bess, worst step") })
  }

  @Test func aStoreWithoutColumnsIsFound() {
    var plan = plan
    plan.components[1].flows.removeLast()
    #expect(failures(plan) == ["state of charge of bess: columns"])
  }

  @Test func classesAreHeldAgainstTheirColumns() {
    var plan = plan
    plan.classes[0].unserved = .zero
    #expect(failures(plan) == ["unserved energy of load: inference"])
    plan = self.plan
    plan.classes[0].demand = 1.01 * plan.classes[0].demand
    #expect(failures(plan) == ["energy of load: inference"])
  }

  @Test func thePriceOfEmissionsIsHeldAgainstTheAccount() {
    var plan = plan
    plan.costs[2].amount = .zero
    #expect(failures(plan) == ["price of emissions"])
  }

  @Test func costLinesMustSumToTheObjective() {
    #expect(
      failures(plan, objective: 1.0001 * plan.objective) == ["objective and cost lines"])
  }

  @Test func aColumnThatIsNotANumberIsFound() {
    var plan = plan
    plan.components[0].flows[0].values[1] = .nan
    #expect(failures(plan).first == "dispatch columns with a number for every step")
    #expect(!Reconciliation(site: site, plan: plan).passed)
  }

  @Test func aColumnOfTheWrongLengthIsFound() {
    var plan = plan
    plan.components[2].flows[0].values.removeLast()
    #expect(failures(plan).first == "dispatch columns with a number for every step")
  }

  @Test func thereIsNothingToCheckWithoutAPlan() {
    let plan = SitePlan(status: .infeasible, horizon: plan.horizon)
    #expect(Reconciliation(site: site, plan: plan).checks.isEmpty)
  }

  @Test func aFailureSaysWhatBothSidesSay() {
    var plan = plan
    plan.classes[0].unserved = .zero
    let text = Reconciliation(site: site, plan: plan).text
    #expect(text.hasPrefix("accounts: 1 of 12 checks disagree with the plan\n"))
    #expect(
      text.contains("unserved energy of load: inference: the plan says 0.0 MWh, the accounts 1314"))
  }
}
