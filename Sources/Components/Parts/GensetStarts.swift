public import SiteModel
import Units

/// How gensets that are not online come to carry load; without a time they start at once.
struct GensetStarts: Sendable, Equatable {
  /// From the call until a set carries load; nil where the site does not say.
  let time: TimeSpan?
  /// Share of starts that fail.
  let failure: Double
  /// Whether one set more than carries the load is online whenever any is.
  let isSpinning: Bool

  /// The words of a choice between two, as YAML writes them.
  enum Word: String, CaseIterable, Sendable { case yes = "true", no = "false" }

  static let timeKey = Parameter<TimeDimension>(
    "start_minutes", .minutes, 0...600, .optional,
    "time until a set that was not online carries load; left out, it starts at once, and a "
      + "certificate says so")
  static let failureKey = Parameter<NumberDimension>(
    "failure_to_start_fraction", .fraction, 0...0.5, .optional, "share of starts that fail")
  static let spinningKey = ChoiceParameter<Word>(
    "spinning", default: .no,
    "true: whenever sets run, one more than carries the load is online and needs no start")

  static var parameters: [ParameterSpec] { [timeKey.spec, failureKey.spec, spinningKey.spec] }

  static func problems(
    in values: ParameterValues, repair: Parameter<TimeDimension>
  ) -> [ParameterProblem] {
    guard values.optional(failureKey) ?? .zero > .zero else { return [] }
    var problems = neverRepaired(values, failure: failureKey, repair: repair)
    if values.optional(timeKey) == nil {
      problems.append(
        ParameterProblem(
          key: failureKey.key, message: "\(failureKey.key) means nothing without \(timeKey.key)",
          help: "write \(timeKey.key), or leave \(failureKey.key) out"))
    }
    return problems
  }

  /// A set that fails to start and is back at once has not failed.
  static func neverRepaired(
    _ values: ParameterValues, failure: Parameter<NumberDimension>,
    repair: Parameter<TimeDimension>
  ) -> [ParameterProblem] {
    guard let share = values.optional(failure), share > .zero, values.optional(repair) == .zero
    else { return [] }
    return [
      ParameterProblem(
        key: repair.key,
        message: "sets fail to start (\(failure.key)), and are repaired in 0 h",
        help: "write the mean time to repair as \(repair.key), or \(failure.key): 0")
    ]
  }

  init(values: ParameterValues) {
    time = values.optional(Self.timeKey)
    failure = values.optional(Self.failureKey)?.in(.fraction) ?? 0
    isSpinning = values[Self.spinningKey] == .yes
  }
}

extension Site {
  /// Components whose gensets start at once in a simulation, because nobody wrote how long it takes.
  public var componentsThatStartAtOnce: [String] {
    components.compactMap { component in
      let fleet = (component as? FlaredGas)?.fleet ?? (component as? any PipelineUnits)?.plant.fleet
      return fleet.map { $0.starts.time == nil } == true ? component.name : nil
    }
  }
}

extension GensetFleet {
  /// What a plan's sets do when they are called, and what it has online; nil where they start at once.
  func startingParts(of plan: SitePlan.ComponentPlan, _ output: [Double]) -> FailingParts.Starts? {
    guard let time = starts.time, failures != nil || starts.failure == 0 else { return nil }
    let size = unit.in(.megawatts)
    let power = plan.values(of: .output)
    return FailingParts.Starts(
      startHours: time.in(.hours), startFailure: starts.failure, isSpinning: starts.isSpinning,
      online: plan.values(of: .onlineCapacity).map { $0 / size },
      loaded: power.indices.map { t in
        let full = output.count == 1 ? output[0] : output[t]
        return full > 0 ? power[t] / full : 0
      })
  }
}
