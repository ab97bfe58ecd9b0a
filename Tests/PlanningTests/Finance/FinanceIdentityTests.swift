import Accounting
import GLPKSolver
import Planning
import SiteModel
import Solvers
import Solving
import TestSupport
import Testing
import Units

/// The pro forma's costs after tax are worth −(1 − τ) times what the linear program minimised.
struct FinanceIdentityTests {
  /// Everything at once: state tax, a part written off at once, credits that are sold, property tax, land,
  /// revenue and debt, of which the last three must change nothing.
  static let values = ParameterValues([
    "inflation_fraction_per_year": 0.03, "state_tax_fraction": 0.06,
    "bonus_depreciation_fraction": 0.4, "credit_transfer_price_fraction": 0.93,
    "property_tax_fraction_per_year": 0.012, "insurance_fraction_per_year": 0.003,
    "land_usd_per_year": 100_000, "power_price_usd_per_mwh": 140,
    "debt_service_coverage_factor": 1.3, "debt_interest_fraction_per_year": 0.07,
    "debt_term_years": 12,
  ])
  private static let treatments: [String: Finance.Treatment] = [
    "solar": .init(depreciation: .fiveYears, investmentCredits: [0.3]),
    "bess": .init(depreciation: .sevenYears, investmentCredits: [0.3]),
    "gas": .init(depreciation: .fifteenYears), "pipeline": .init(depreciation: .twentyYears),
  ]

  private func plan(_ site: Site, hours: Int = 24) throws -> SitePlan {
    try Planner(strategy: SolverRegistry.standard.usual).plan(site, over: site.first(hours)).plan
  }

  /// 2 MW of load, a grid of 1 MW and engines.
  private func mixed(life: Double = 20, rate: Double = 0.08) -> Site {
    Site.of(
      [
        Make.grid("grid", ["import_limit_mw": 1, "tariff": .tariff(Make.tariff(energy: 100))]),
        Make.pipelineGas("gas", ["unit_mw": 1, "life_years": .number(life)]), Make.firmLoad(2),
      ], rate: rate)
  }

  private func sunny() -> Site {
    let day: [Double] = (0..<24).map { max(0, 1 - Double(abs($0 - 12)) / 6) }
    return Site.of([
      Make.grid("grid", ["tariff": .tariff(Make.tariff(energy: 150, demand: 15))]),
      Make.solar("solar", ["output_kw_per_kwdc": .series(day), "life_years": 30]),
      Make.bess("bess", ["capex_usd_per_kwh": 40, "life_years": 12]), Make.firmLoad(2),
    ])
  }

  @Test("A year that recurs, with replacements", arguments: [1, 7, 20, 33])
  func recurring(years: Int) throws {
    for site in [mixed(life: 9), sunny()] {
      var site = site
      let more: Keys = ["analysis_years": .number(Double(years))]
      site.finance = .of(Self.values.with(more), Self.treatments)
      let plan = try plan(site)
      let project = try #require(ProjectFinance(plan, of: site))
      #expect(!project.flows.purchases.isEmpty)
      #expect(project.relativeDifference < 1e-12)
      #expect(!project.isFault)
      #expect(project.hasRevenue)
      #expect(project.proForma.schedule != nil)
    }
  }

  @Test("Random sites with everything", arguments: [1, 2, 3, 4, 5, 6])
  func random(seed: UInt64) throws {
    var site = RandomSite(seed: seed, hours: 24).site
    site.finance = .of(Self.values, Self.treatments, rate: site.realDiscountRate)
    let plan = try plan(site)
    guard let project = ProjectFinance(plan, of: site) else { return }
    #expect(project.relativeDifference < 1e-11)
  }

  @Test("A credit by energy, spread over the life of what makes it")
  func production() throws {
    for years in [8, 30, 45] {
      var site = sunny()
      let more: Keys = ["analysis_years": .number(Double(years))]
      site.finance = .of(
        Self.values.with(more),
        [
          "solar": .init(
            depreciation: .fiveYears, productionCredit: EnergyPrice(30, .usdPerMegawattHour))
        ])
      let plan = try plan(site)
      #expect((plan.cost("solar", "production_credit") ?? 0) < -1000)
      let project = try #require(ProjectFinance(plan, of: site))
      #expect(project.relativeDifference < 1e-12)
    }
  }

  @Test("Zero tax: capital is what it costs, and the cash of a year is what it was without finance")
  func zeroTax() throws {
    var site = mixed()
    let before = try plan(site)
    site.finance = .of(["inflation_fraction_per_year": 0, "federal_tax_fraction": 0])
    let after = try plan(site)
    #expect(agree(after.objective.in(.usd), before.objective.in(.usd), within: 1e-12))
    let project = try #require(ProjectFinance(after, of: site))
    #expect(project.relativeDifference < 1e-12)
    let cost = before.cash.in(.usd) / before.served.in(.megawattHours)
    #expect(agree(project.levelisedCost?.in(.usdPerMegawattHour), cost, within: 1e-12))
  }

  @Test("A credit makes solar cheaper, and more of it is built")
  func credit() throws {
    var site = sunny()
    site.finance = .of(["inflation_fraction_per_year": 0.025])
    let without = try plan(site)
    site.finance = .of(["inflation_fraction_per_year": 0.025], Self.treatments)
    let with = try plan(site)
    #expect(with.objective < without.objective)
    let (more, less) = (with.component("solar")?.power, without.component("solar")?.power)
    #expect((more ?? .zero) >= (less ?? .zero))
    #expect(with.capital.credit > .zero)
    #expect(without.capital.credit == .zero)
  }

  private func planned(_ site: Site, hours: Int = 24) throws -> HorizonPlan {
    let horizon = try #require(site.planningHorizon)
    var planner = HorizonPlanner(
      planner: Planner(strategy: SolverRegistry.standard.usual), site: site, horizon: horizon,
      over: site.first(hours))
    return try planner.plan().plan
  }

  @Test(
    "A horizon with builds within years, replacements and sales",
    arguments: ["annuity", "straight_line", "none"], ["end_of_year", "mid_year"])
  func horizon(salvage: String, discounting: String) throws {
    let horizon: Keys = [
      "salvage": .word(salvage), "discounting": .word(discounting), "phase_years": 1,
    ]
    let grid = Make.grid(
      "grid",
      [
        "energised_month": 1, "connection_cost_usd": 250_000, "import_limit_mw": 1,
        "tariff": .tariff(Make.tariff(energy: 100)),
      ])
    let first = Make.pipelineGas(
      "gas",
      [
        "unit_mw": 1, "redeployment_value_fraction": 0.5, "life_years": 2,
        "variable_om_usd_per_mwh": 400,
      ])
    let later = Make.pipelineGas(
      "pipeline",
      [
        "unit_mw": 1, "first_delivery_month": 1, "life_years": 2,
        "redeployment_value_fraction": 0.6,
      ])
    var site = Site.of([grid, first, later, Make.firmLoad(2)]).over(3, rate: 0.08, horizon)
    site.finance = .of(Self.values, Self.treatments)
    // January and February: better engines come in the second month, and the first are sold.
    let plan = try planned(site, hours: 1000)
    try #require(plan.status == .optimal)
    let project = try #require(ProjectFinance(plan, of: site))
    #expect(plan.purchases.contains { $0.month % 12 > 0 })
    #expect(plan.sales.contains { $0.month % 12 > 0 })
    #expect(!plan.payments.isEmpty)
    #expect(project.relativeDifference < 1e-12)
  }

  @Test("Rent, what it costs to bring and to fetch, and no capital at all")
  func rented() throws {
    let rented = Make.pipelineGas(
      "pipeline",
      [
        "unit_mw": 1, "capex_usd_per_kw": 0, "rental_usd_per_kw_month": 15,
        "rental_term_months": 5, "mobilisation_usd_per_kw": 20, "demobilisation_usd_per_kw": 10,
      ])
    var site = Site.of([rented, Make.firmLoad(2)]).over(3, rate: 0.08)
    site.finance = .of(Self.values, Self.treatments)
    let plan = try planned(site)
    let project = try #require(ProjectFinance(plan, of: site))
    #expect(plan.purchases.isEmpty)
    #expect(plan.payments.contains { $0.line == "mobilisation" })
    #expect(project.relativeDifference < 1e-12)
  }

  @Test("A horizon of one year that is sold at its end, and modelled years that stand for several")
  func shortAndLong() throws {
    for (years, more) in [
      (1, [:] as Keys), (9, ["modelled_years": .series([1, 3, 6])]),
      (9, ["modelled_years": .series([1, 3, 6]), "salvage": .word("none")]),
    ] {
      var site = mixed(life: 3).over(years, rate: 0.08, more)
      site.finance = .of(Self.values, Self.treatments)
      let project = try #require(ProjectFinance(try planned(site), of: site))
      #expect(project.relativeDifference < 1e-12)
    }
  }

  @Test("Losses that wait cost something that the program does not see: no fault, but a figure")
  func carriedForward() throws {
    var site = mixed()
    site.finance = .of(
      ["inflation_fraction_per_year": 0.025, "tax_appetite": .word("carry_forward")],
      Self.treatments)
    let project = try #require(ProjectFinance(try plan(site), of: site))
    #expect(!project.mustAgree)
    #expect(!project.isFault)
    #expect(project.costWorth < project.programWorth)
  }

  @Test("Without finance there is no pro forma")
  func none() throws {
    #expect(ProjectFinance(try plan(mixed()), of: mixed()) == nil)
  }
}
