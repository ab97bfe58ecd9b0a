import LinearProgramming
package import SiteModel
import Units

extension SiteProgram {
  /// The plan at a point with row multipliers (change of the objective per unit of a row's bound).
  package func plan(at point: [Double], multipliers: [Double], status: SitePlan.Status) -> SitePlan
  {
    var plan = block.plan(at: point, capital, status: status)
    plan.costs += SharedUse.lines(shared, at: point)
    plan.shared = SharedUse.amounts(shared, at: point)
    plan.shadowPrices = shadowPrices(at: point, multipliers: multipliers)
    plan.overlaps = overlaps(plan, multipliers: multipliers)
    plan.notes = notes
    return plan
  }

  /// Steps in which a store charges and discharges at once, or a connection imports and exports at once,
  /// by more than a watt per MW of load.
  private func overlaps(_ plan: SitePlan, multipliers: [Double]) -> [SitePlan.Overlap] {
    let balanceFamily = program.families.firstIndex { $0.name == "power_balance" }
    let balanceRows = program.rows.indices.filter { program.rows[$0].family == balanceFamily }
    let threshold = 1e-6 * block.context.peakLoad.in(.megawatts)
    return plan.components.flatMap { component -> [SitePlan.Overlap] in
      func flow(_ role: FlowKey.Role) -> [Double]? {
        component.flows.first { $0.key.role == role }?.values
      }
      guard let into = flow(.charge) ?? flow(.gridImport),
        let out = flow(.discharge) ?? flow(.gridExport)
      else { return [] }
      let isGrid = component.isConnection
      return into.indices.compactMap { t in
        let least = min(into[t], out[t])
        guard least > threshold else { return nil }
        if isGrid {
          return SitePlan.Overlap(
            component: component.component, step: t, power: Power(least, .megawatts),
            cause: "imports cost no more than exports are paid, as below a minimum bill")
        }
        // Σ power into the bus = 0 with the load on the right: a MW more of it costs y.
        let worth =
          multipliers[balanceRows[t]] / (block.context.weight * block.context.step.in(.hours))
        return SitePlan.Overlap(
          component: component.component, step: t, power: Power(least, .megawatts),
          cause: worth <= 1e-4
            ? "power has no value in this step, so losing it costs nothing"
            : "left by the solver's tolerance")
      }
    }
  }

  /// Limits that hold at the least violation, by the multipliers of the relaxed program.
  package func bindingLimits(multipliers: [Double]) -> [SitePlan.BindingLimit] {
    // Nothing but violations costs anything there.
    let paid = zip(program.reducedCosts(multipliers: multipliers), program.columns)
      .map { $0 - $1.cost }
    return limitPrices(reducedCosts: paid, multipliers: multipliers)
      .map { SitePlan.BindingLimit(limit: $0.limit, steps: $0.bindingSteps) }
  }

  /// What moving each limit by a unit is worth.
  package func shadowPrices(at point: [Double], multipliers: [Double]) -> [SitePlan.ShadowPrice] {
    var prices = limitPrices(
      reducedCosts: program.reducedCosts(multipliers: multipliers), multipliers: multipliers)
    for (family, policy) in program.families.enumerated() {
      guard let relaxation = policy.relaxation, policy.name != "power_balance" else { continue }
      let values = program.rows.indices.filter { program.rows[$0].family == family }
        .map { multipliers[$0] }
      append(policy.component + "." + policy.name, unit: relaxation.unit, values, to: &prices)
    }
    return prices
  }

  /// Prices of the components' own limits.
  private func limitPrices(reducedCosts: [Double], multipliers: [Double]) -> [SitePlan.ShadowPrice]
  {
    let fixed = columnsFixedByPlanning
    var prices: [SitePlan.ShadowPrice] = []
    for limit in block.operations.flatMap(\.limits) {
      // Only what holds a limit down carries a multiplier of the limit's sign.
      let columns = limit.columns.flatMap(\.terms).filter { !fixed.contains($0.column) }
        .map { min(0, reducedCosts[Int($0.column)]) }
      let rows = program.rows.indices.filter { row in
        limit.families.contains { program.families[program.rows[row].family].name == $0 }
          && program.families[program.rows[row].family].component == limit.component
      }.map { min(0, multipliers[$0]) }
      append(limit.component + "." + limit.name, unit: limit.unit, columns + rows, to: &prices)
    }
    return prices
  }

  /// Sizes that planning holds below the planner's limit: their reduced cost says nothing about it.
  private var columnsFixedByPlanning: Set<Int32> {
    Set(
      sizes.filter { (limits[$0.key]?.upperBound ?? .infinity) < $0.limit }
        .flatMap { $0.column.terms.map(\.column) })
  }

  private func append(
    _ limit: String, unit: String, _ values: [Double], to prices: inout [SitePlan.ShadowPrice]
  ) {
    // kUSD a year to USD a year; below a tenth of a cent nothing binds.
    let usd = values.map { $0 * 1000 }
    let sum = usd.reduce(0, +)
    guard sum.magnitude > 1e-3 else { return }
    prices.append(
      SitePlan.ShadowPrice(
        limit: limit, value: sum, unit: "USD/year per \(unit)",
        bindingSteps: usd.count { $0.magnitude > 1e-3 }))
  }

  /// What the program leaves out, said in every plan.
  private var notes: [String] {
    [
      "The program foresees the whole year: prices, weather and gas are known in advance.",
      "Forced outages of gensets lower their hourly output by MTTF/(MTTF+MTTR), as an energy expectation; "
        + "reserve and certificate count them as events.",
      "Not modelled: reactive power, transients, network losses within the site, taxes other than "
        + "the stated credits, phases of construction.",
    ] + redundancyNotes + site.notes
  }

  /// An n+1 of engines reads like more than it is.
  private var redundancyNotes: [String] {
    let rule = site.uptime.redundancy
    let fuelled = site.components.filter { component in
      (component as? any RunningUnits)?.stopWithFuel ?? false
    }.map(\.name)
    guard rule.spareUnits != nil, !fuelled.isEmpty else { return [] }
    return [
      "redundancy: \(rule.rawValue) counts units, not their gas: an interruption takes all of "
        + "\(fuelled.joined(separator: ", ")) at once; redundancy: 2n counts sources."
    ]
  }
}

extension SiteProgram {
  /// What the least-violated plan breaks, by policy, from the elastic program's violations.
  package func violations(
    _ broken: [(row: Int, amount: Double)], above threshold: Double
  ) -> [SitePlan.PolicyViolation] {
    program.violations(broken, above: threshold, stepsOf: block.context.step)
  }
}

extension LinearProgram {
  /// What is broken of each policy, from the elastic program's violations.
  func violations(
    _ broken: [(row: Int, amount: Double)], above threshold: Double, stepsOf length: TimeSpan
  ) -> [SitePlan.PolicyViolation] {
    families.enumerated().compactMap { family, policy in
      guard let relaxation = policy.relaxation else { return nil }
      let own = broken.filter { rows[$0.row].family == family && $0.amount > threshold }
      guard !own.isEmpty else { return nil }
      let steps = own.compactMap { rows[$0.row].step }
      let hours = steps.isEmpty ? 1 : length.in(.hours)
      return SitePlan.PolicyViolation(
        policy: policy.name.replacingUnderscores, meaning: relaxation.meaning,
        unit: relaxation.unit, greatest: own.map(\.amount).max() ?? 0,
        total: own.reduce(0) { $0 + $1.amount } * hours, steps: steps.sorted())
    }
  }
}
