import SiteModel
import Units

/// The groups of checks behind a reconciliation.
struct Comparison {
  let site: Site
  let plan: SitePlan
  let reader: DispatchReader
  let tolerance: Double

  typealias Check = Reconciliation.Check

  /// Every column has one finite number a step.
  var shape: [Check] {
    var sound = 0
    var columns = 0
    for part in plan.components {
      for flow in part.flows {
        columns += 1
        if flow.values.count == plan.horizon.count, flow.values.allSatisfy(\.isFinite) {
          sound += 1
        }
      }
    }
    return [
      Check(
        "dispatch columns with a number for every step", Double(sound), Double(columns), "columns",
        tolerance: 0)
    ]
  }

  /// Each line of each grid connection against the bill.
  var bills: [Check] {
    let bill = Bill(site: site, plan: plan)
    var checks: [Check] = []
    for grid in site.components.grids {
      let planned = plan.costs.filter { $0.component == grid.name }
      var scale = 0.0
      for line in planned { scale += line.amount.in(.usd).magnitude }
      var names = planned.map(\.line)
      for line in bill.lines where line.component == grid.name && !names.contains(line.line) {
        names.append(line.line)
      }
      for name in names {
        var amount = 0.0
        for line in planned where line.line == name { amount += line.amount.in(.usd) }
        checks.append(
          Check(
            "bill of \(grid.name): \(name)", amount,
            bill.yearly(component: grid.name, line: name).in(.usd), "USD", scale: scale,
            tolerance: tolerance))
      }
    }
    return checks
  }

  /// Costs and revenues of a year, without signs.
  var grossCost: Double {
    var sum = 0.0
    for line in plan.costs { sum += line.amount.in(.usd).magnitude }
    return sum
  }

  /// Each source of emissions, and the priced total.
  var emissions: [Check] {
    struct Source: Hashable {
      let component: String
      let name: String
      let scope: Int?
    }
    let account = EmissionsAccount(site: site, plan: plan)
    var order: [Source] = []
    var amounts: [Source: (planned: Double, recomputed: Double)] = [:]
    func add(_ line: SitePlan.EmissionLine, planned: Bool) {
      let source = Source(component: line.component, name: line.source, scope: line.scope)
      if amounts[source] == nil { order.append(source) }
      let tonnes = line.amount.in(.tonnes)
      var amount = amounts[source] ?? (0, 0)
      if planned { amount.planned += tonnes } else { amount.recomputed += tonnes }
      amounts[source] = amount
    }
    for line in plan.emissions { add(line, planned: true) }
    for line in account.lines { add(line, planned: false) }
    return order.map { source in
      let amount = amounts[source] ?? (0, 0)
      let scope = source.scope.map { "scope \($0)" } ?? "outside the inventory"
      return Check(
        "emissions of \(source.component): \(source.name), \(scope)", amount.planned,
        amount.recomputed, "t CO2e", tolerance: tolerance)
    }
  }

  /// Supply equals use at the worst step, and over the year.
  var balance: [Check] {
    let count = plan.horizon.count
    var supply = [Double](repeating: 0, count: count)
    var use = supply
    for part in plan.components {
      for flow in part.flows where flow.values.count == count {
        switch flow.key.role.side {
        case .supply: for step in 0..<count { supply[step] += flow.values[step] }
        case .use: for step in 0..<count { use[step] += flow.values[step] }
        case nil: continue
        }
      }
    }
    let steps = (0..<count).map { step in
      Check(
        "energy balance, worst step \(step)", supply[step] * reader.hoursPerStep,
        use[step] * reader.hoursPerStep, "MWh", tolerance: tolerance)
    }
    return worst(steps) + [
      Check(
        "supply and use of the year", reader.perYear(supply), reader.perYear(use), "MWh",
        tolerance: tolerance)
    ]
  }

  func worst(_ steps: [Check]) -> [Check] {
    var worst: Check?
    for check in steps {
      // An undefined difference is the worst there is.
      if check.relativeDifference.isNaN { return [check] }
      if let known = worst, known.relativeDifference >= check.relativeDifference { continue }
      worst = check
    }
    return worst.map { [$0] } ?? []
  }
}
