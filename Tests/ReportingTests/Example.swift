import Reporting
import SiteModel
import Units

/// A result whose figures can be checked by hand: 2 MW all year, 1.5 from the grid, 0.5 from solar.
enum Example {
  static let calendar = Calendar(year: 2023, daylightSaving: .unitedStates)
  static let horizon = Horizon(calendar: calendar)

  static func flat(_ megawatts: Double) -> [Double] {
    [Double](repeating: megawatts, count: horizon.count)
  }

  static let site = Site(
    name: "sample", description: "two megawatts, made by hand", location: nil, calendar: calendar,
    stepMinutes: 60, dollarYear: 2024, realDiscountRate: 0.08,
    components: [
      Grid(
        name: "grid",
        values: ParameterValues([
          "tariff": .tariff(
            Tariff(
              name: "flat",
              lines: [
                .init(
                  name: "energy",
                  charge: .energy(.init(), .init(EnergyPrice(60, .usdPerMegawattHour)))),
                .init(
                  name: "demand",
                  charge: .demand(.init(PowerPrice(10, .usdPerKilowattMonth)))),
              ])), "import_limit_mw": .number(1.5), "co2_kg_per_mwh": .number(400),
        ]))
    ], uptime: UptimePolicy(), emissions: EmissionsPolicy(),
    defaults: [
      .init(component: "grid", key: "export_limit_mw", value: "0", origin: "built in")
    ], inputs: [.init(path: "sites/sample/site.yaml", sha256: "00ff")],
    notes: ["prices are placeholders"])

  static var plan: SitePlan {
    var plan = SitePlan(status: .optimal, horizon: horizon)
    plan.components = [grid, solar, bess, load]
    plan.costs = [
      cost("grid", "energy", 788_400), cost("grid", "demand", 180_000),
      cost("solar", "capital", 350_000), cost("bess", "capital", 50_000),
      cost("bess", "wear", 12, .nonCash), cost("load", "unserved_training", 17_520, .unserved),
    ]
    plan.emissions = [
      .init(component: "grid", source: "grid", scope: 2, amount: Carbon(5256, .tonnes)),
      .init(component: "pad", source: "flare", scope: nil, amount: Carbon(123.45, .tonnes)),
    ]
    plan.classes = [
      .init(
        component: "load", name: "inference", demand: Energy(8760, .megawattHours),
        unserved: .zero, served: Energy(8760, .megawattHours), hoursShort: 0),
      .init(
        component: "load", name: "training", demand: Energy(8935.2, .megawattHours),
        unserved: Energy(175.2, .megawattHours), served: Energy(8760, .megawattHours),
        hoursShort: 88),
    ]
    plan.shadowPrices = [
      .init(
        limit: "grid.import_limit", value: -41_234.5, unit: "USD/year per MW", bindingSteps: 8760)
    ]
    plan.notes = ["Not modelled: network losses within the site.", "prices are placeholders"]
    return plan
  }

  static var result: RunResult {
    var result = RunResult(
      site: site, plan: plan,
      certificate: .init(
        objective: 1_385_932, lowerBound: 1_385_931.9, primalResidual: 1.2e-10,
        dualResidual: 3.4e-9, relativeGap: 5.6e-8, passed: true),
      program: .init(rows: 113_882, columns: 105_138, nonzeros: 400_000),
      solver: .init(name: "GLPK", version: "5.0", method: "interior point", iterations: 62))
    result.plan.optimality = .init(
      cost: Money(1_385_932, .usd), lowerBound: Money(1_384_268.9, .usd), mipGap: 0.0012)
    let attempt = RunResult.AttemptRecord(
      subject: "whole", method: "interior point", blockLength: 6, scaling: "geometric",
      verdict: "optimal",
      iterations: 62, primalResidual: 1.2e-10, relativeGap: 5.6e-8, seconds: 5)
    result.stages = [
      .init(name: "relaxed program", seconds: 5.04, attempts: [attempt]),
      .init(name: "whole units", seconds: 2.11, attempts: [attempt]),
    ]
    result.answeredBy = attempt
    result.versions = [.init(part: "sitemix", version: "0.1.0")]
    result.peakMemoryMegabytes = 225
    result.overrides = ["components.grid.import_limit_mw=1.5"]
    result.warnings = ["a first warning", "a second warning"]
    return result
  }

  static var infeasible: RunResult {
    var result = self.result
    result.plan = SitePlan(status: .infeasible, horizon: horizon)
    result.plan.violations = [
      .init(
        policy: "power balance", meaning: "load that no supply can carry", unit: "MW",
        greatest: 0.5, total: 1.25, steps: [18, 19, 4338]),
      .init(
        policy: "emissions cap", meaning: "emissions above the cap", unit: "t CO2e/year",
        greatest: 250, total: 250, steps: []),
    ]
    result.certificate = nil
    return result
  }

  private static var grid: SitePlan.ComponentPlan {
    var part = SitePlan.ComponentPlan(
      component: "grid", kind: "grid", basis: .peakImport)
    part.power = Power(1.5, .megawatts)
    part.flows = [.init(.gridImport, flat(1.5))]
    return part
  }

  private static var solar: SitePlan.ComponentPlan {
    var part = SitePlan.ComponentPlan(
      component: "solar", kind: "solar", basis: .directCurrent)
    part.isCarbonFree = true
    part.power = Power(4, .megawatts)
    part.capital = .init(Money(4_000_000, .usd))
    part.flows = [
      .init(.output, flat(0.5)), .init(.curtailed, flat(0)),
    ]
    part.details = [.init(key: "mid_life_output_fraction", value: 0.93)]
    return part
  }

  private static var bess: SitePlan.ComponentPlan {
    var part = SitePlan.ComponentPlan(component: "bess", kind: "bess")
    part.power = Power(1, .megawatts)
    part.energy = Energy(4, .megawattHours)
    part.capital = .init(Money(500_000, .usd), creditFraction: 0.3)
    part.flows = [
      .init(.charge, flat(0)), .init(.discharge, flat(0)), .init(.stored, flat(1.0 / 3)),
    ]
    return part
  }

  private static var load: SitePlan.ComponentPlan {
    var part = SitePlan.ComponentPlan(
      component: "load", kind: "gpu_load", basis: .peakLoad)
    part.power = Power(2.02, .megawatts)
    part.flows = [
      .init(.served("inference"), flat(1)), .init(.unserved("inference"), flat(0)),
      .init(.served("training"), flat(1)), .init(.unserved("training"), flat(0.02)),
    ]
    return part
  }

  private static func cost(
    _ component: String, _ line: String, _ usd: Double, _ nature: SitePlan.CostLine.Nature = .cash
  ) -> SitePlan.CostLine {
    .init(component: component, line: line, nature: nature, amount: Money(usd, .usd))
  }
}
