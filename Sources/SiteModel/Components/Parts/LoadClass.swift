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
    let unserved: Series<PowerDimension>?
    /// Work done, and work waiting at the end of a step; only for deferrable classes.
    let done: Series<PowerDimension>?
    let waiting: Series<EnergyDimension>?
  }

  func declare(of load: String, in program: inout LinearProgram, _ setting: Setting) -> Variables {
    let count = setting.horizon.count
    var done: Series<PowerDimension>?
    var waiting: Series<EnergyDimension>?
    if kind == .deferrable {
      done = program.series(load, "done_\(name)", steps: count) { t in
        .limits(0, full[t].in(.megawatts))
      }
      // Waiting work is no older than the deadline: at most what came within it.
      waiting = program.series(load, "waiting_\(name)", steps: count) { t in
        .limits(0, arrivals(upTo: t, setting).in(.megawattHours))
      }
    }
    var unserved: Series<PowerDimension>?
    if sheddable > 0, plannedCap != 0 {
      unserved = program.series(load, "unserved_\(name)", steps: count) { t in
        .limits(0, sheddable * demand[t].in(.megawatts))
      }
    }
    return Variables(unserved: unserved, done: done, waiting: waiting)
  }

  /// IT work that arrived within the deadline before the end of a step: work takes more facility power in
  /// a hot hour than in a cold one.
  private func arrivals(upTo t: Int, _ setting: Setting) -> Energy {
    let window = Int((deadline / setting.step).rounded(.down))
    let count = setting.horizon.count
    return (0..<min(window, count)).reduce(.zero) { sum, back in
      let step = (t - back + count) % count
      return sum + (1 / overhead[step].in(.fraction)) * demand[step].over(setting.step)
    }
  }

  func constrain(
    _ v: Variables, of load: String, in program: inout LinearProgram, _ setting: Setting
  ) {
    guard let done = v.done, let waiting = v.waiting else { return }
    let family = program.family(load, "waiting_work_\(name)")
    for t in setting.steps {
      // w(t) = w(t−1) + (arriving(t) − done(t) − unserved(t))·Δ ÷ PUE(t)
      let facility = Expression(demand[t]) - done[t] - (v.unserved?[t] ?? .zero)
      let arriving = (1 / overhead[t].in(.fraction)) * facility
      program.require(
        family, at: t,
        waiting[t] .== waiting[setting.horizon.before(t)] + arriving.over(setting.step))
    }
  }

  /// Power that the class draws.
  func drawn(_ v: Variables, at t: Int) -> Expression<PowerDimension> {
    v.done?[t] ?? (Expression(demand[t]) - (v.unserved?[t] ?? .zero))
  }

  func flows(_ v: Variables, at point: [Double], _ setting: Setting) -> [SitePlan.Flow] {
    let served = setting.steps.map { drawn(v, at: $0).quantity(at: point).in(.megawatts) }
    var flows = [
      SitePlan.Flow(.served(name), served),
      SitePlan.Flow(
        .unserved(name),
        v.unserved?.values(at: point, in: .megawatts)
          ?? [Double](repeating: 0, count: setting.horizon.count)),
    ]
    if let waiting = v.waiting {
      flows.append(.init(.deferred(name), waiting.values(at: point, in: .megawattHours)))
    }
    return flows
  }
}
