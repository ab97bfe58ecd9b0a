import Accounting
import SiteModel
import Units

extension PlanDocument {
  private var plan: SitePlan { result.plan }

  var sizes: JSONValue {
    .keyed(
      plan.components.map { part in
        var size: [(key: String, value: JSONValue)] = [
          ("power_mw", .number(part.power?.in(.megawatts))),
          ("energy_mwh", .number(part.energy?.in(.megawattHours))), ("units", .number(part.units)),
        ]
        if let unit = part.unitName { size.append(("unit_name", .text(unit))) }
        return (part.component, .object(size))
      })
  }

  var details: JSONValue {
    .keyed(
      plan.components.filter { !$0.details.isEmpty }.map { part in
        (part.component, .keyed(part.details.map { ($0.key, .number($0.value)) }))
      })
  }

  /// Yearly sums of all columns whose key ends so, named without the ending.
  func yearly(suffix: String) -> JSONValue {
    .keyed(
      plan.components.flatMap { part in
        part.flows.filter { $0.key.hasSuffix(suffix) }.map { flow in
          ("\(part.component)_\(flow.key.dropLast(suffix.count))", .number(figures.yearly(flow)))
        }
      })
  }

  var costs: JSONValue {
    .keyed(plan.costs.map { ("\($0.component).\($0.line)", .number($0.amount.in(.usd))) })
  }

  /// Keys of `costs` that the cost per MWh leaves out.
  var nonCash: JSONValue {
    .texts(plan.costs.filter { $0.nature != .cash }.map { "\($0.component).\($0.line)" })
  }

  var natures: JSONValue {
    let natures: [SitePlan.CostLine.Nature] = [.cash, .unserved, .carbonPrice, .nonCash]
    return .object(natures.map { ($0.rawValue, .number(figures.cost($0))) })
  }

  /// The plan's bill beside business as usual.
  var bills: JSONValue {
    let savings = Savings(site: result.site, plan: plan, cash: plan.cash)
    var members = savings.rows.map { (key: $0.key, value: JSONValue.number($0.amount)) }
    members.append(("single_source_component", savings.source.map { .text($0) } ?? .null))
    if let absence = savings.absence { members.append(("statement", .text(absence))) }
    return .object(members)
  }

  var emissions: JSONValue {
    .keyed(plan.emissions.map { ("\($0.component).\($0.source)", .number($0.amount.in(.tonnes))) })
  }

  var emissionTotals: JSONValue {
    let policy = result.site.emissions
    let counted = plan.emissions.filter { policy.view.counts(scope: $0.scope, basis: $0.basis) }
      .reduce(0) { $0 + $1.amount.in(.tonnes) }
    return .object([
      ("scope_1", .number(figures.emissions(scope: 1))),
      ("scope_2", .number(figures.emissions(scope: 2))),
      ("outside_the_inventory", .number(figures.emissions(scope: nil))),
      ("counted", .number(counted)), ("view", .text(policy.view.rawValue)),
      ("gwp_set", .text(policy.gwpSet.name)),
      ("cap", .number(policy.capPerYear?.in(.tonnes))),
      ("cap_kg_per_mwh_served", .number(policy.capPerServedEnergy?.in(.kilogramsPerMegawattHour))),
    ])
  }

  /// Nitrogen oxides beside their cap; null where there is none.
  var nitrogenOxides: JSONValue {
    guard let cap = result.site.emissions.nitrogenOxidesPerYear else { return .null }
    return .object([
      ("t_per_year", .number(plan.nitrogenOxides(of: result.site).in(.tonnes))),
      ("cap_t_per_year", .number(cap.in(.tonnes))),
    ])
  }

  /// Carbon-free power in the hour of its use; null where no share of it is promised.
  var carbonFree: JSONValue {
    guard let required = result.site.emissions.hourlyCarbonFree else { return .null }
    let score = CarbonFreeAccount(site: result.site, plan: plan).score
    return .object([
      ("required", .number(required)), ("score", .number(score.score)),
      ("hourly_match", .number(score.hourlyMatch)), ("volumetric", .number(score.volumetric)),
    ])
  }

  /// A class's figures as members.
  struct ClassFigures {
    let availability: Double
    let unserved: [(key: String, value: JSONValue)]
  }

  /// One member a class, named as the class, with its load where two loads share the name.
  func classes(_ value: (ClassFigures) -> JSONValue) -> JSONValue {
    .keyed(
      plan.classes.map { part in
        let demand = part.demand.in(.megawattHours)
        let unserved = part.unserved.in(.megawattHours)
        let isShared = plan.classes.count { $0.name == part.name } > 1
        let figures = ClassFigures(
          availability: demand > 0 ? 1 - unserved / demand : 1,
          unserved: [
            ("demand_mwh", .number(demand)), ("unserved_mwh", .number(unserved)),
            ("hours_short", .number(part.hoursShort)),
          ])
        return (isShared ? "\(part.component).\(part.name)" : part.name, value(figures))
      })
  }

  var shadowPrices: JSONValue {
    .keyed(
      plan.shadowPrices.map { price in
        (
          price.limit,
          .object([
            ("value", .number(price.value)), ("unit", .text(price.unit)),
            ("binding_steps", .integer(price.bindingSteps)),
          ])
        )
      })
  }

  /// Totals, and the steps that weigh most: an interior point leaves a trace in most of the year.
  var overlaps: JSONValue {
    let listed = plan.overlaps.enumerated()
      .sorted { ($1.element.power, $0.offset) < ($0.element.power, $1.offset) }
      .prefix(24).map(\.element)
    return .object([
      ("hours", .number(figures.overlapHours)), ("energy_mwh", .number(figures.overlapEnergy)),
      (
        "greatest",
        .array(
          listed.map {
            .object([
              ("component", .text($0.component)),
              ("hour_beginning", .text(figures.stamp($0.step))),
              ("power_mw", .number($0.power.in(.megawatts))), ("cause", .text($0.cause)),
            ])
          })
      ),
    ])
  }

  var violations: [JSONValue] {
    plan.violations.map { violation in
      .object([
        ("policy", .text(violation.policy)), ("meaning", .text(violation.meaning)),
        ("greatest", .number(violation.greatest)), ("unit", .text(violation.unit)),
        ("total", .number(violation.total)),
        ("total_unit", .text(Wording.totalUnit(of: violation))),
        ("steps", .integer(violation.steps.count)),
        ("hours_beginning", .texts(violation.steps.map { figures.stamp($0) })),
      ])
    }
  }

  var accounts: JSONValue {
    .object([
      ("passed", .bool(reconciliation.passed)),
      (
        "checks",
        .array(
          reconciliation.checks.map {
            .object([
              ("name", .text($0.name)), ("plan", .number($0.lhs)), ("accounts", .number($0.rhs)),
              ("unit", .text($0.unit)), ("relative_difference", .exact($0.relativeDifference)),
              ("tolerance", .exact($0.tolerance)), ("passed", .bool($0.passed)),
            ])
          })
      ),
    ])
  }
}

extension JSONValue {
  /// An object with one member for each key; a key that returns is numbered.
  static func keyed(_ members: [(String, JSONValue)]) -> JSONValue {
    var seen: [String: Int] = [:]
    return .object(
      members.map { key, value in
        let count = (seen[key] ?? 0) + 1
        seen[key] = count
        return (count == 1 ? key : "\(key)#\(count)", value)
      })
  }
}
