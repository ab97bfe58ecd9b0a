import Reporting
import SiteModel
import TestSupport
import Units

/// Two years that can be checked by hand, at no interest.
///
/// 4 MW of modules come in January 2027 and 8 MW in all from January 2028. Three gensets of 1 MW are
/// delivered in April 2027 and two of them sold in January 2028, when the grid has been energised with 6 MW;
/// a battery is bought in July 2027 and another in January 2028. Each modelled hour has all of a month's load.
enum HorizonExample {
  static let calendar = Calendar(year: 2023, daylightSaving: .none)
  /// One hour, which stands for all of the year.
  static let steps = Horizon(calendar: calendar, steps: 1)

  static let horizon = PlanningHorizon(
    values: ParameterValues([
      "years": 2, "start_month": "2027-01", "phase_years": 2, "salvage": "none",
    ]), rate: 0)

  static var site: Site {
    Site(
      name: "bridge", description: "two years, made by hand", location: nil, calendar: calendar,
      stepMinutes: 60, dollarYear: 2026, realDiscountRate: 0, planningHorizon: horizon,
      components: [
        Make.grid("grid", ["import_limit_mw": 6, "energised_month": 12]),
        Make.pipelineGas(
          "gensets",
          [
            "unit_mw": 1, "first_delivery_month": 3,
            "deliveries": .schedule(Schedule([.init(month: 3, amounts: ["units": 3])])),
          ]),
        Make.bess("battery"),
        Make.checked(
          GPULoad.self, "modules",
          ParameterValues([
            "facility_load_mw": 8, "facility_kw_per_gpu": 2,
            "fast_swing_mw_per_mw_training": 0,
            "classes": .classes(("all", ["kind": "firm", "share_fraction": 1])),
            "module_deliveries": .schedule(
              Schedule([
                .init(month: 0, amounts: ["fraction": 0.5]),
                .init(month: 12, amounts: ["fraction": 1]),
              ])), "modules_energised": "chosen", "value_of_served_mwh_usd": 282,
            "value_basis": "lease",
          ])),
      ], uptime: UptimePolicy(), emissions: EmissionsPolicy(),
      inputs: [.init(path: "sites/bridge/site.yaml", sha256: "00ff")],
      notes: ["prices are placeholders"])
  }

  static var plan: HorizonPlan {
    var plan = HorizonPlan(status: .nearOptimal, horizon: horizon)
    plan.builds = [
      build("gensets", "units", "units", 3, 3, 3_900_000),
      build("battery", "energy", "MWh", 6, 4, 880_000, creditFraction: 0.3),
      build("battery", "energy", "MWh", 12, 2.5, 500_000, creditFraction: 0.3),
    ]
    plan.builds[1].lastMonth = 18
    plan.sales = [
      .init(
        component: "gensets", capacity: "units", unit: "units", builtMonth: 3, month: 12, amount: 2,
        revenue: Money(1_500_000, .usd))
    ]
    plan.capacities =
      [(0, 0.0), (3, 3), (6, 3), (12, 1), (18, 1)].map {
        standing("gensets", "units", "units", $0, $1)
      }
      + [(0, 0.0), (3, 0), (6, 4), (12, 6.5), (18, 2.5)].map {
        standing("battery", "energy", "MWh", $0, $1)
      }
    plan.load = (0..<24).map { month in
      .init(
        month: month, delivered: month < 12 ? 4 : 8, energised: month < 3 ? 0 : month < 12 ? 3 : 7)
    }
    plan.costs = [
      cost("grid", "energy", 3_000_000), cost("gensets", "gas", 700_000),
      cost("gensets", "capital", 3_900_000), cost("gensets", "resale", -1_500_000),
      cost("battery", "capital", 966_000), cost("modules", "waiting", 4_000_000, .waiting),
      cost("battery", "wear", 34, .nonCash),
    ]
    plan.years = [
      .init(position: 0, count: 1, worth: 1, plan: year(demand: 3, served: 3, imported: 0)),
      .init(position: 1, count: 1, worth: 1, plan: year(demand: 7, served: 6.5, imported: 6)),
    ]
    plan.optimality = .init(
      cost: Money(11_066_034, .usd), lowerBound: Money(11_000_000, .usd), mipGap: 0.006)
    plan.years[1].plan.optimality = .init(
      cost: Money(1, .usd), lowerBound: Money(0.999, .usd), mipGap: 0.001)
    plan.notes = ["Prices are real.", "prices are placeholders"]
    return plan
  }

  static var result: HorizonResult {
    var result = HorizonResult(
      site: site, plan: plan,
      certificate: .init(
        objective: 11_066_034, lowerBound: 11_066_000, primalResidual: 1.2e-10,
        dualResidual: 3.4e-9,
        relativeGap: 5.6e-8, passed: true),
      program: .init(rows: 2000, columns: 1000, nonzeros: 9000),
      solver: .init(name: "Sitemix", version: "0.1", method: "interior point", iterations: 40))
    result.stages = [.init(name: "joined program", seconds: 12.5)]
    result.warnings = ["a first warning"]
    result.overrides = ["horizon.years=2"]
    result.answers = answers
    return result
  }

  static var answers: HorizonAnswers {
    var answers = HorizonAnswers()
    answers.dates = [
      .init(
        whatMoved: "components.grid.energised_month", month: 12, earlier: Money(21_391, .usd),
        later: Money(21_255, .usd)),
      .init(
        whatMoved: "components.gensets.first_delivery_month", month: 3,
        earlier: Money(617_000, .usd), later: nil),
    ]
    answers.rents = [
      .init(
        component: "gensets", rent: PowerPrice(28, .usdPerKilowattMonth),
        breakEven: PowerPrice(1068.7, .usdPerKilowattMonth))
    ]
    answers.gridAlone = .init(
      presentValue: Money(14_066_034, .usd), firstPower: 12,
      bridged: Energy(26_280, .megawattHours),
      bridgeCost: Money(2_628_000, .usd), discountedBridged: Energy(26_280, .megawattHours))
    return answers
  }

  static var infeasible: HorizonResult {
    var result = self.result
    result.plan = HorizonPlan(status: .infeasible, horizon: horizon)
    result.plan.violations = [
      .init(
        policy: "power balance", meaning: "load that no supply can carry", unit: "MW",
        greatest: 0.5, total: 1.25, steps: [0])
    ]
    (result.certificate, result.answers) = (nil, nil)
    return result
  }

  private static func year(demand: Double, served: Double, imported: Double) -> SitePlan {
    var plan = SitePlan(status: .optimal, horizon: steps)
    var grid = SitePlan.ComponentPlan(component: "grid", kind: "grid", basis: .peakImport)
    grid.flows = [.init(.gridImport, [imported])]
    var gensets = SitePlan.ComponentPlan(component: "gensets", kind: "pipeline_gas")
    gensets.flows = [.init(.output, [served - imported])]
    var battery = SitePlan.ComponentPlan(component: "battery", kind: "bess")
    battery.flows = [.init(.charge, [0]), .init(.discharge, [0]), .init(.stored, [1])]
    var modules = SitePlan.ComponentPlan(component: "modules", kind: "gpu_load", basis: .peakLoad)
    modules.flows = [.init(.served("all"), [served]), .init(.unserved("all"), [demand - served])]
    plan.components = [grid, gensets, battery, modules]
    plan.costs = [
      cost("grid", "energy", imported * 500_000), cost("gensets", "gas", 350_000),
      cost("gensets", "capital", 200_000), cost("modules", "waiting", 2_000_000, .waiting),
    ]
    plan.emissions = [
      .init(
        component: "gensets", source: "combustion_co2", scope: 1, amount: Carbon(1000, .tonnes)),
      .init(component: "grid", source: "grid", scope: 2, amount: Carbon(imported * 3504, .tonnes)),
    ]
    plan.classes = [
      .init(
        component: "modules", name: "all", demand: Energy(8760 * demand, .megawattHours),
        unserved: Energy(8760 * (demand - served), .megawattHours),
        served: Energy(8760 * served, .megawattHours), hoursShort: 0)
    ]
    return plan
  }

  private static func build(
    _ component: String, _ capacity: String, _ unit: String, _ month: Int, _ amount: Double,
    _ usd: Double, creditFraction: Double = 0
  ) -> HorizonPlan.Build {
    .init(
      component: component, capacity: capacity, unit: unit, month: month, amount: amount,
      kind: .built,
      lastMonth: nil, capital: .init(Money(usd, .usd), creditFraction: creditFraction))
  }

  private static func standing(
    _ component: String, _ capacity: String, _ unit: String, _ month: Int, _ amount: Double
  ) -> HorizonPlan.Standing {
    .init(
      component: component, capacity: capacity, unit: unit, month: month, built: amount,
      inUse: 0.9 * amount)
  }

  private static func cost(
    _ component: String, _ line: String, _ usd: Double, _ nature: SitePlan.CostLine.Nature = .cash
  ) -> SitePlan.CostLine {
    .init(component: component, line: line, nature: nature, amount: Money(usd, .usd))
  }
}
