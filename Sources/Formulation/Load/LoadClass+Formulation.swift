import LinearProgramming
import SiteModel
import Units

extension LoadClass {
  struct Variables: Sendable {
    let energised: Capacity<NumberDimension>
    let unserved: Series<PowerDimension>?
    /// Work done, and work waiting at the end of a step; only for deferrable classes.
    let done: Series<PowerDimension>?
    let waiting: Series<EnergyDimension>?
  }

  /// - Parameter energised: share of the load as it is written that is there.
  func declare(
    _ energised: Capacity<NumberDimension>, of load: String, in program: inout LinearProgram,
    _ context: FormulationContext
  ) -> Variables {
    let count = context.horizon.count
    // What is given is a bound; where it is chosen, rows say the same.
    func bounds(_ greatest: Double) -> LinearProgram.Bounds {
      energised.isGiven ? .limits(0, greatest) : .nonNegative(impliedUpTo: greatest)
    }
    func most(_ t: Int) -> Double { energised.range(at: t).upperBound }
    var done: Series<PowerDimension>?
    var waiting: Series<EnergyDimension>?
    if kind == .deferrable {
      done = program.series(load, "done_\(name)", steps: count) { t in
        bounds(most(t) * full[t].in(.megawatts))
      }
      // Waiting work is no older than the deadline: at most what came within it.
      waiting = program.series(load, "waiting_\(name)", steps: count) { t in
        let arrived = arrivals(upTo: t, context).reduce(0) {
          $0 + most($1.step) * $1.work.in(.megawattHours)
        }
        return bounds(arrived)
      }
    }
    var unserved: Series<PowerDimension>?
    if sheddable > 0, plannedCap != 0 {
      unserved = program.series(load, "unserved_\(name)", steps: count) { t in
        bounds(most(t) * sheddable * demand[t].in(.megawatts))
      }
    }
    return Variables(energised: energised, unserved: unserved, done: done, waiting: waiting)
  }

  /// IT work of the whole load that arrives within the deadline before the end of a step: work takes more
  /// facility power in a hot hour than in a cold one.
  private func arrivals(upTo t: Int, _ context: FormulationContext) -> [(step: Int, work: Energy)] {
    let window = Int((deadline / context.step).rounded(.down))
    let count = context.horizon.count
    return (0..<min(window, count)).map { back in
      let step = (t - back + count) % count
      return (step, (1 / overhead[step].in(.fraction)) * demand[step].over(context.step))
    }
  }

  func constrain(
    _ v: Variables, of load: String, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    let hasChoice = v.unserved != nil || v.done != nil
    if hasChoice, !v.energised.isGiven { limitToEnergised(v, of: load, in: &program, context) }
    guard let done = v.done, let waiting = v.waiting else { return }
    let family = program.family(load, "waiting_work_\(name)")
    for t in context.steps {
      // w(t) = w(t−1) + (arriving(t) − done(t) − u(t))·Δ ÷ PUE(t)
      let facility = demand(v, at: t) - done[t] - (v.unserved?[t] ?? .zero)
      let arriving = (1 / overhead[t].in(.fraction)) * facility
      program.require(
        family, at: t,
        waiting[t] .== waiting[context.horizon.before(t)] + arriving.over(context.step))
    }
  }

  /// What bounds say where the share that is energised is given.
  private func limitToEnergised(
    _ v: Variables, of load: String, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    let family = program.family(load, "energised_\(name)")
    for t in context.steps {
      let share = v.energised[t]
      if let unserved = v.unserved {
        // u(t) ≤ sheddable·L(t)·share
        program.require(family, at: t, unserved[t] .<= share.each(sheddable * demand[t]))
      }
      guard let done = v.done, let waiting = v.waiting else { continue }
      // done(t) ≤ full(t)·share;  w(t) ≤ Σ L·Δ·share ÷ PUE over the hours of the deadline
      program.require(family, at: t, done[t] .<= share.each(full[t]))
      var arrived = Expression<EnergyDimension>.zero
      for arrival in arrivals(upTo: t, context) {
        arrived.add(v.energised[arrival.step].each(arrival.work))
      }
      program.require(family, at: t, waiting[t] .<= arrived)
    }
  }

  /// Demand before shifting and shedding.
  func demand(_ v: Variables, at t: Int) -> Expression<PowerDimension> {
    v.energised[t].each(demand[t])
  }

  /// Power that the class draws.
  func drawn(_ v: Variables, at t: Int) -> Expression<PowerDimension> {
    v.done?[t] ?? (demand(v, at: t) - (v.unserved?[t] ?? .zero))
  }

  func flows(_ v: Variables, at point: [Double], _ context: FormulationContext) -> [SitePlan.Flow] {
    let served = context.steps.map { drawn(v, at: $0).quantity(at: point).in(.megawatts) }
    var flows = [
      SitePlan.Flow(.served(name), served),
      SitePlan.Flow(
        .unserved(name),
        v.unserved?.values(at: point, in: .megawatts)
          ?? [Double](repeating: 0, count: context.horizon.count)),
    ]
    if let waiting = v.waiting {
      flows.append(.init(.deferred(name), waiting.values(at: point, in: .megawattHours)))
    }
    return flows
  }
}
