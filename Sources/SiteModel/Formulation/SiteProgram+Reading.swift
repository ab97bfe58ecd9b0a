import LinearProgramming
import Units

extension SiteProgram {
  /// The plan at a point with row multipliers (change of the objective per unit of a row's bound).
  package func plan(at point: [Double], multipliers: [Double], status: SitePlan.Status) -> SitePlan
  {
    var plan = SitePlan(status: status, horizon: setting.horizon)
    plan.components = placed.map { $0.read(at: point, setting) }
    plan.costs = costs(at: point)
    plan.emissions = placed.flatMap { component in
      component.emissions(setting).map {
        SitePlan.EmissionLine(
          component: component.name, source: $0.source, scope: $0.scope,
          basis: $0.basis, amount: $0.amount.quantity(at: point))
      }
    }
    plan.emissions += site.emissions.marketLines(placed, at: point, setting)
    plan.classes = classes(at: point)
    plan.greatestBalanceResidual = plan.balanceResidual
    plan.shadowPrices = shadowPrices(at: point, multipliers: multipliers)
    plan.overlaps = overlaps(plan, multipliers: multipliers)
    plan.notes = notes
    return plan
  }

  private func costs(at point: [Double]) -> [SitePlan.CostLine] {
    var lines = placed.flatMap { component in
      component.costs(setting).map {
        SitePlan.CostLine(
          component: component.name, line: $0.line, nature: $0.nature,
          amount: $0.amount.quantity(at: point))
      }
    }
    if site.emissions.price > .zero {
      lines.append(
        SitePlan.CostLine(
          component: "site", line: "co2_price", nature: .carbonPrice,
          amount: site.emissions.charge(placed, claims, setting).quantity(at: point)))
    }
    return lines
  }

  private func classes(at point: [Double]) -> [SitePlan.ClassPlan] {
    let hours = setting.step.in(.hours) * setting.weight
    return placed.flatMap { component in
      component.loads(setting).map { load in
        let demand = setting.steps.reduce(0.0) { $0 + load.demand[$1].in(.megawatts) }
        let unserved = load.unserved?.values(at: point, in: .megawatts) ?? []
        // A ten-thousandth of the site's load is the solver's residue, not an outage.
        let short = unserved.count { $0 > Self.trace * setting.peakLoad.in(.megawatts) }
        let drawn = setting.steps.reduce(0.0) {
          $0 + load.drawn($1).quantity(at: point).in(.megawatts)
        }
        return SitePlan.ClassPlan(
          component: component.name, name: load.name,
          demand: Energy(demand * hours, .megawattHours),
          unserved: Energy(unserved.reduce(0, +) * hours, .megawattHours),
          served: Energy(drawn * hours, .megawattHours),
          hoursShort: Double(short) * hours)
      }
    }
  }

  /// What is shorter than this share of the peak load is the solver's residue.
  private static let trace = 1e-4

  /// Steps in which a store charges and discharges at once, or a connection imports and exports at once,
  /// by more than a watt per MW of load.
  private func overlaps(_ plan: SitePlan, multipliers: [Double]) -> [SitePlan.Overlap] {
    let balanceFamily = program.families.firstIndex { $0.name == "power_balance" }
    let balanceRows = program.rows.indices.filter { program.rows[$0].family == balanceFamily }
    let threshold = 1e-6 * setting.peakLoad.in(.megawatts)
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
        let worth = multipliers[balanceRows[t]] / (setting.weight * setting.step.in(.hours))
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
    for limit in placed.flatMap({ $0.limits() }) {
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
      sizes.filter { (setting.sizeLimits[$0.key]?.upperBound ?? .infinity) < $0.limit }
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

extension SitePlan {
  /// Greatest |supply − use| over the steps, from the flows that are printed.
  var balanceResidual: Power {
    var sums = [Double](repeating: 0, count: horizon.count)
    for flow in components.flatMap(\.flows) {
      guard let side = flow.key.role.side else { continue }
      let sign = side == .supply ? 1.0 : -1.0
      for t in sums.indices { sums[t] += sign * flow.values[t] }
    }
    return Power(sums.reduce(0) { max($0, $1.magnitude) }, .megawatts)
  }
}

extension SiteProgram {
  /// What the least-violated plan breaks, by policy, from the elastic program's violations.
  package func violations(
    _ broken: [(row: Int, amount: Double)], above threshold: Double
  ) -> [SitePlan.PolicyViolation] {
    program.families.enumerated().compactMap { family, policy in
      guard let relaxation = policy.relaxation else { return nil }
      let own = broken.filter {
        program.rows[$0.row].family == family && $0.amount > threshold
      }
      guard !own.isEmpty else { return nil }
      let steps = own.compactMap { program.rows[$0.row].step }
      let hours = steps.isEmpty ? 1 : setting.step.in(.hours)
      return SitePlan.PolicyViolation(
        policy: policy.name.replacingUnderscores, meaning: relaxation.meaning,
        unit: relaxation.unit, greatest: own.map(\.amount).max() ?? 0,
        total: own.reduce(0) { $0 + $1.amount } * hours, steps: steps.sorted())
    }
  }
}
