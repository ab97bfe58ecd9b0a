import Accounting
import SiteModel
import Units

/// Small sites and plans whose figures can be checked by hand.
enum Sites {
  static func calendar(_ year: Int = 2023, saving: Calendar.DaylightSaving = .none) -> Calendar {
    Calendar(year: year, daylightSaving: saving)
  }

  static func site(
    _ components: [any Component], calendar: Calendar = Sites.calendar(), stepMinutes: Int = 60,
    emissions: [String: ParameterValue] = [:]
  ) -> Site {
    Site(
      name: "test", description: "a site for tests", location: nil, calendar: calendar,
      stepMinutes: stepMinutes, dollarYear: 2024, realDiscountRate: 0.08, components: components,
      uptime: UptimePolicy(), emissions: EmissionsPolicy(values: ParameterValues(emissions)))
  }

  static func grid(
    _ lines: [Tariff.Line], _ more: [String: ParameterValue] = [:], name: String = "grid",
    rules: TariffRules = .init()
  ) -> Grid {
    let known: [String: ParameterValue] = [
      "tariff": .tariff(Tariff(name: "test", lines: lines, rules: rules)),
      "import_limit_mw": .number(100),
      "co2_kg_per_mwh": .number(400),
    ]
    return Grid(name: name, values: ParameterValues(known.merging(more) { $1 }))
  }

  static func line(_ name: String, _ charge: Tariff.Charge) -> Tariff.Line {
    Tariff.Line(name: name, charge: charge)
  }

  static func energy(_ usdPerKilowattHour: Double, _ window: TariffWindow = .init()) -> Tariff.Line
  {
    line("energy", .energy(window, .init(EnergyPrice(usdPerKilowattHour, .usdPerKilowattHour))))
  }

  static func demand(
    _ usdPerKilowatt: Double, _ window: TariffWindow = .init(), name: String = "demand"
  ) -> Tariff.Line {
    line(name, .demand(.init(PowerPrice(usdPerKilowatt, .usdPerKilowattMonth), window: window)))
  }

  /// A plan with one component and its columns.
  static func plan(_ horizon: Horizon, _ component: String, _ columns: [String: [Double]])
    -> SitePlan
  {
    var plan = SitePlan(status: .optimal, horizon: horizon)
    plan.components = [part(component, columns)]
    return plan
  }

  static func part(_ component: String, _ columns: [String: [Double]]) -> SitePlan.ComponentPlan {
    var part = SitePlan.ComponentPlan(component: component, kind: component)
    part.flows = columns.sorted { $0.key < $1.key }.map { key, values in
      SitePlan.Flow(FlowKey(header: key) ?? FlowKey(key, .megawatts, .part), values)
    }
    return part
  }

  /// The same power at every step.
  static func flat(_ megawatts: Double, _ horizon: Horizon) -> [Double] {
    [Double](repeating: megawatts, count: horizon.count)
  }

  /// The bill of one grid connection with these imports in kW.
  static func bill(
    _ lines: [Tariff.Line], _ keys: [String: ParameterValue] = [:], rules: TariffRules = .init(),
    kilowatts: [Double], _ horizon: Horizon
  ) -> Bill {
    Bill(
      site: site(
        [grid(lines, keys, rules: rules)], calendar: horizon.calendar,
        stepMinutes: horizon.stepMinutes),
      plan: plan(horizon, "grid", ["import_mw": kilowatts.map { $0 / 1000 }]))
  }
}

extension Bill {
  /// USD a year of a line of the connection named grid.
  func usd(_ line: String) -> Double { yearly(component: "grid", line: line).in(.usd) }
}
