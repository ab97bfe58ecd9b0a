package import SiteModel
package import Solving
import Units

extension RegretTable {
  /// Plans each scenario of a horizon alone, and runs every plan in every scenario: what it builds before it is known
  /// which has come is held, what comes later is chosen anew.
  ///
  /// - Parameter all: the plan for all scenarios, as it is in each; empty where none was made.
  /// - Throws: `PlanningStop` when the monitor asks to stop.
  package init(
    ofYears sites: [Site], _ together: ScenariosTogether, _ horizon: PlanningHorizon,
    over steps: Horizon?, planner: Planner, all: [HorizonPlan] = []
  ) throws(PlanningStop) {
    let names = together.members.map(\.name)
    func own(_ place: Int, _ purpose: String) -> HorizonPlanner {
      HorizonPlanner(
        planner: planner.during(purpose), site: sites[place], horizon: horizon, over: steps)
    }
    var alone: [HorizonPlan] = []
    for place in names.indices {
      var planner = own(place, names[place])
      alone.append(try planner.plan().plan)
    }
    var rows: [[Cell]] = []
    for plan in names.indices {
      var cells: [Cell] = []
      for run in names.indices {
        if plan == run {
          cells.append(Cell(alone[run], names[plan], in: names[run]))
        } else if alone[plan].optimality == nil {
          cells.append(Cell(plan: names[plan], scenario: names[run], status: .stopped))
        } else {
          var other = own(run, "\(names[plan]) in \(names[run])")
          let held = try other.plan(
            holding: (alone[plan].builds, together.knownFromMonth ?? .max))
          cells.append(Cell(held.plan, names[plan], in: names[run]))
        }
      }
      rows.append(cells)
    }
    if all.count == names.count {
      rows.append(zip(all, names).map { Cell($0, Self.togetherName, in: $1) })
    }
    self.init(
      together, plans: names + (all.count == names.count ? [Self.togetherName] : []), cells: rows)
  }
}

extension RegretTable.Cell {
  /// What a plan over years costs and serves in all of them.
  fileprivate init(_ plan: HorizonPlan, _ name: String, in scenario: String) {
    self.init(plan: name, scenario: scenario, status: plan.status)
    guard plan.optimality != nil || plan.years.contains(where: { $0.plan.hasDispatch }) else {
      return
    }
    cost = plan.presentValue
    for year in plan.years {
      let count = Double(year.count)
      hoursShort += count * (year.plan.classes.map(\.hoursShort).max() ?? 0)
      for own in year.plan.classes {
        served = served + count * own.served
        unserved = unserved + count * own.unserved
      }
    }
    unservedValue = plan.costs.filter { $0.nature == .unserved }.reduce(.zero) { $0 + $1.amount }
  }
}
