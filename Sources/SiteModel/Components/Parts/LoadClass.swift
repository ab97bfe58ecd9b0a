import LinearProgramming
import Units

/// One class of GPU work: its load, and what may be done to it.
struct LoadClass: Sendable {
  let name: String
  let kind: LoadKind
  /// Facility load if everything is served as it comes.
  let demand: StepSeries<PowerDimension>
  /// Facility power of the class's modules at full use.
  let full: StepSeries<PowerDimension>
  /// Facility power for each unit of IT power: 1 where the site gives facility power.
  let overhead: StepSeries<NumberDimension>
  let valueOfLostEnergy: EnergyPrice?
  /// Share of the load of one step that may be shed by plan.
  let sheddable: Double
  /// Share of the yearly energy that may be shed by plan; nil: no limit.
  let plannedCap: Double?
  let deadline: TimeSpan
  /// Promised availability.
  let target: Double?

  static let kindKey = ChoiceParameter<LoadKind>("kind", "what may be done to the class")
  static let shareKey = Parameter<NumberDimension>(
    "share_fraction", .fraction, 0...1, "share of the modules, or of the facility load")
  static let loadFactorKey = SeriesParameter<NumberDimension>(
    "load_factor_fraction", .fraction, 0...1, .optional,
    "use of the class's modules; not with a facility load series")
  static let valueKey = Parameter<Per<MoneyDimension, EnergyDimension>>(
    "value_of_lost_load_usd_per_mwh", .usdPerMegawattHour, 0...1e6, .optional,
    "worth of a MWh not served; required where load may be shed")
  static let sheddableKey = Parameter<NumberDimension>(
    "sheddable_fraction", .fraction, 0...1, .optional,
    "share of one step's load that may be shed by plan; firm and deferrable 0, interruptible 1")
  static let capKey = Parameter<NumberDimension>(
    "max_unserved_fraction", .fraction, 0...1, .optional,
    "share of the yearly energy that may be shed by plan; absent: no limit where shedding is allowed"
  )
  static let deadlineKey = Parameter<TimeDimension>(
    "deadline_hours", .hours, 1...168, .optional, "how long deferrable work may wait")

  static let targetKey = Parameter<NumberDimension>(
    "uptime_target_fraction", .fraction, 0.5...0.9999999, .optional,
    "uptime target (SLA): share of time, or of energy for deferrable work; a plan must then be certified"
  )

  static var parameters: [ParameterSpec] {
    [
      kindKey.spec, shareKey.spec, loadFactorKey.spec, valueKey.spec, sheddableKey.spec,
      capKey.spec, deadlineKey.spec, targetKey.spec,
    ] + GPUWork.classKeys.map(\.spec)
  }

  /// Limits that a planner may move.
  static var levers: [LeverRule] { [LeverRule(capKey.spec, .up(by: 1))] }

  static func problems(in record: NamedValues, facilityIsSeries: Bool) -> [ParameterProblem] {
    let values = record.values
    let kind = values[kindKey]
    var problems: [ParameterProblem] = []
    func report(_ key: String, _ message: String, _ help: String) {
      problems.append(
        ParameterProblem(key: key, record: record.name, message: message, help: help))
    }
    if (values.optional(loadFactorKey) == nil) != facilityIsSeries {
      report(
        facilityIsSeries ? loadFactorKey.key : kindKey.key,
        facilityIsSeries
          ? "a load factor beside a facility load series would count it twice"
          : "the class has no load factor",
        facilityIsSeries
          ? "leave out \(loadFactorKey.key)"
          : "write \(loadFactorKey.key) (training 0.75 to 0.9, inference 0.5 to 0.7)")
    }
    let sheds =
      (values.optional(sheddableKey)?.in(.fraction) ?? (kind == .interruptible ? 1 : 0)) > 0
    if sheds, values.optional(valueKey) == nil {
      report(
        kindKey.key, "the class may be shed but a lost MWh has no value",
        "write \(valueKey.key), or \(sheddableKey.key): 0")
    }
    if values.optional(targetKey) != nil, kind == .interruptible {
      report(
        targetKey.key, "a class that may be paused at any time cannot have an uptime target",
        "leave out \(targetKey.key), or write kind: firm or deferrable")
    } else if values.optional(targetKey) != nil, sheds, values.optional(capKey) != .zero {
      report(
        targetKey.key, "load that may be shed by plan is not available at those hours",
        "write \(sheddableKey.key): 0, or \(capKey.key): 0")
    }
    if (values.optional(deadlineKey) == nil) == (kind == .deferrable) {
      report(
        kind == .deferrable ? kindKey.key : deadlineKey.key,
        kind == .deferrable
          ? "a deferrable class needs a deadline" : "only a deferrable class has a deadline",
        kind == .deferrable ? "write \(deadlineKey.key)" : "leave out \(deadlineKey.key)")
    }
    return problems
  }

  init(
    name: String, values: ParameterValues, facility: StepSeries<PowerDimension>,
    overhead: StepSeries<NumberDimension> = .constant(Number(1, .fraction))
  ) {
    self.name = name
    self.overhead = overhead
    let kind = values[Self.kindKey]
    self.kind = kind
    let share = values[Self.shareKey].in(.fraction)
    if let factor = values.optional(Self.loadFactorKey) {
      full = facility.map { share * $0 }
      demand = full.multiplied(by: factor)
    } else {
      demand = facility.map { share * $0 }
      full = .constant(share * facility.maximum)
    }
    valueOfLostEnergy = values.optional(Self.valueKey)
    sheddable =
      values.optional(Self.sheddableKey)?.in(.fraction) ?? (kind == .interruptible ? 1 : 0)
    plannedCap = values.optional(Self.capKey)?.in(.fraction)
    deadline = values.optional(Self.deadlineKey) ?? .zero
    target = values.optional(Self.targetKey)?.in(.fraction)
  }

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
      // w(t) = w(t−1) + (arriving(t) − done(t) − unserved(t))·Δ ÷ PUE(t)
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
      SitePlan.Flow(key: "\(name)_served_mw", role: .use, values: served),
      SitePlan.Flow(
        key: "\(name)_unserved_mw", role: .information,
        values: v.unserved?.values(at: point, in: .megawatts)
          ?? [Double](repeating: 0, count: context.horizon.count)),
    ]
    if let waiting = v.waiting {
      flows.append(
        .init(
          key: "\(name)_waiting_mwh", role: .information,
          values: waiting.values(at: point, in: .megawattHours)))
    }
    return flows
  }
}
