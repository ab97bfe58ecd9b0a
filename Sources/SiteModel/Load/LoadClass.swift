package import Units

/// One class of GPU work: its load, and what may be done to it.
package struct LoadClass: Sendable {
  package let name: String
  package let kind: LoadKind
  /// Facility load if everything is served as it comes.
  package let demand: StepSeries<PowerDimension>
  /// Facility power of the class's modules at full use.
  package let full: StepSeries<PowerDimension>
  /// Facility power for each unit of IT power: 1 where the site gives facility power.
  package let overhead: StepSeries<NumberDimension>
  package let valueOfLostEnergy: EnergyPrice?
  /// Share of the load of one step that may be shed by plan.
  package let sheddable: Double
  /// Share of the yearly energy that may be shed by plan; nil: no limit.
  package let plannedCap: Double?
  package let deadline: TimeSpan
  /// Promised availability.
  package let target: Double?

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
  static var adjustableLimits: [AdjustableLimitRule] {
    [AdjustableLimitRule(capKey.spec, .up(by: 1))]
  }

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
}
