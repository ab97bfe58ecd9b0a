import SiteModel
import Solving
import Units

extension Planner {
  /// The reference where imports cannot carry the load: the cheapest plan that serves the same load in
  /// every step from one source alone, without the site's limits.
  ///
  /// - Returns: nil where business as usual can be had, or where no source carries the load alone.
  func cheapestSingleSource(
    of site: Site, serving plan: SitePlan, _ stages: inout [Stage]
  ) throws(PlanningStop) -> SitePlan.SingleSource? {
    let served = plan.served
    guard !site.canImport(served) else { return nil }
    let load = GPULoad(
      name: "served",
      values: ParameterValues([
        "facility_load_mw": .series(served),
        "classes": .records([
          NamedValues(
            name: "load",
            values: ParameterValues(["kind": .word("firm"), "share_fraction": .number(1)]))
        ]),
      ]))
    var cheapest: SitePlan.SingleSource?
    for source in site.components where source is any FuelBurning || source.isConnection {
      var alone = Site(
        name: site.name, description: "", location: site.location, calendar: site.calendar,
        stepMinutes: site.stepMinutes, dollarYear: site.dollarYear,
        realDiscountRate: site.realDiscountRate, components: [source, load],
        uptime: UptimePolicy(), emissions: EmissionsPolicy())
      alone.finance = site.finance
      let result = try during("\(source.name) alone")
        .plan(alone, over: plan.horizon, comparisons: false)
      stages += result.stages
      guard result.plan.hasDispatch else { continue }
      let cash = result.plan.cash
      if let known = cheapest, known.cash <= cash { continue }
      cheapest = SitePlan.SingleSource(component: source.name, cash: cash)
    }
    return cheapest
  }
}

extension SitePlan {
  /// MW served at each step.
  fileprivate var served: [Double] {
    var served = [Double](repeating: 0, count: horizon.count)
    for component in components where component.isLoad {
      for flow in component.flows where flow.key.role == .served {
        for step in served.indices { served[step] += flow.values[step] }
      }
    }
    return served
  }
}

extension Site {
  /// Whether the grid connections together carry a load, to within the solver's trace.
  fileprivate func canImport(_ load: [Double]) -> Bool {
    let grids = components.grids
    return load.indices.allSatisfy { step in
      let limit = grids.reduce(0) { $0 + $1.importLimit[step].in(.megawatts) }
      return load[step] <= limit + 1e-6 * (load.max() ?? 0)
    }
  }
}
