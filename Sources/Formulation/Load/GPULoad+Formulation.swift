package import LinearProgramming
package import SiteModel
package import Units

extension GPULoad: Formulated {
  /// The columns of each class, in the order of the classes.
  package struct Variables: Sendable {
    let classes: [LoadClass.Variables]
    let energised: Capacity<NumberDimension>
  }

  /// The share of the load as it is written that is there: of its modules, where it has any.
  package static let energisedShare = CapacityKey<NumberDimension>("energised_share")

  package func sizing(_ context: FormulationContext) -> [CapacityRule] {
    if let placed = context.sharing?.shares(of: name, having: modules ?? 0) {
      let isChosen = placed.lowerBound < placed.upperBound
      return [
        CapacityRule(
          Self.energisedShare, least: placed.lowerBound,
          limit: isChosen ? .planner(placed.upperBound) : .given(placed.lowerBound))
      ]
    }
    guard let arrivals, context.year != nil else {
      return [CapacityRule(Self.energisedShare, limit: .given(1))]
    }
    return [
      CapacityRule(
        Self.energisedShare, limit: arrivals.isChosen ? .implied(1) : .given(1),
        arrivals: arrivals.share(in:))
    ]
  }

  package func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Variables {
    let energised = capacities[Self.energisedShare]
    return Variables(
      classes: classes.map { $0.declare(energised, of: name, in: &program, context) },
      energised: energised)
  }

  package func constrain(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    for (index, loadClass) in classes.enumerated() {
      loadClass.constrain(v.classes[index], of: name, in: &program, context)
    }
  }

  package func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    var drawn = Expression<PowerDimension>.zero
    for (index, loadClass) in classes.enumerated() {
      drawn.add(loadClass.drawn(v.classes[index], at: step), times: -1)
    }
    return drawn
  }

  package func costs(_ v: Variables, _ context: FormulationContext) -> [CostTerm] {
    waiting(v, context)
      + zip(classes, v.classes).compactMap { loadClass, columns in
        guard let unserved = columns.unserved, let value = loadClass.valueOfLostEnergy else {
          return nil
        }
        return CostTerm(
          line: "unserved_\(loadClass.name)", nature: .unserved,
          amount: context.yearly(EnergyDimension.self) { unserved[$0] }.times(value))
      }
  }

  /// What is lost in the year by modules that are delivered and wait for power.
  private func waiting(_ v: Variables, _ context: FormulationContext) -> [CostTerm] {
    guard let arrivals, arrivals.isChosen, let year = context.year else { return [] }
    let delivered = arrivals.byStep(of: year)
    // Σ (value·L(t) − saved·L̂ ÷ 8,760 h)·Δ·(delivered(t) − energised(t))
    let saved = (1 / 8760) * (arrivals.savedByWaiting * peak)
    let hours = context.weight * context.step.in(.hours)
    var lost = Expression<MoneyDimension>.zero
    var whole = [Money](repeating: .zero, count: context.phases.count)
    for t in context.steps {
      let worth = arrivals.value * demand(at: t).over(context.step)
      let each = context.weight * worth - hours * saved
      let phase = context.phases.index(of: t)
      whole[phase] = whole[phase] + each
      lost.add(Expression(delivered[t] * each))
    }
    for (phase, step) in context.phases.firstSteps.enumerated() {
      lost.add(v.energised[step].each(whole[phase]), times: -1)
    }
    return [CostTerm(line: "waiting", nature: .waiting, amount: lost)]
  }

  package func carbonFree(_ v: Variables, at step: Int) -> CarbonFreeTerm {
    CarbonFreeTerm(load: -1 * power(v, at: step))
  }

  package func reserve(_ v: Variables, at step: Int, _ context: FormulationContext) -> ReserveTerm {
    // Interruptible work can be paused at once and for as long as needed.
    var flexible = Expression<PowerDimension>.zero
    for (index, loadClass) in classes.enumerated() where loadClass.kind == .interruptible {
      flexible.add(loadClass.drawn(v.classes[index], at: step))
    }
    return ReserveTerm(
      bridging: flexible, lasting: flexible, swing: fastSwing > 0 ? fastSwing * flexible : .zero)
  }

  package func loads(_ v: Variables, _ context: FormulationContext) -> [LoadTerm] {
    zip(classes, v.classes).map { loadClass, columns -> LoadTerm in
      let greatest = loadClass.demand.maximum
      return LoadTerm(
        name: loadClass.name, isFirm: loadClass.kind == .firm,
        isCarried: loadClass.kind == .firm || loadClass.target != nil,
        demand: { loadClass.demand(columns, at: $0) },
        unserved: columns.unserved, drawn: { loadClass.drawn(columns, at: $0) },
        cap: loadClass.plannedCap,
        greatest: { v.energised[$0].each(greatest) })
    }
  }

  package func read(_ v: Variables, at point: [Double], _ context: FormulationContext)
    -> SitePlan.ComponentPlan
  {
    var plan = SitePlan.ComponentPlan(of: self)
    plan.power = v.energised.last.value(at: point) * peak
    for (index, loadClass) in classes.enumerated() {
      plan.flows += loadClass.flows(v.classes[index], at: point, context)
    }
    if let water, let pue = powerUsageEffectiveness {
      // L/kWh of IT is m³/MWh of it.
      let cubicMetres = context.steps.reduce(0.0) { sum, t in
        let served = classes.indices.reduce(0.0) {
          $0 + classes[$1].drawn(v.classes[$1], at: t).quantity(at: point).in(.megawatts)
        }
        let computing = served / pue[t].in(.fraction)
        return sum + computing * context.step.in(.hours) * water[t].in(.litresPerKilowattHour)
      }
      let years = Double(context.horizon.count) / Double(context.horizon.stepsPerYear)
      plan.details.append(.init(key: "water_m3_per_year", value: cubicMetres / years))
    }
    return plan
  }
}

extension CapacityRule {
  /// Whether it says how much of a load as it is written is there.
  var isShareOfLoad: Bool { name == GPULoad.energisedShare.name }
}
