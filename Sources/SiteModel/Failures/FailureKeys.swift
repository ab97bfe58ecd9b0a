package import Units

/// How often something fails and how long it is then out, as the site states it.
package struct Failures: Sendable, Equatable {
  /// How the lengths spread about their mean.
  package enum Spread: Sendable, Equatable {
    case exponential
    case logNormal(variation: Double)
  }

  package let meanTimeToFailure: TimeSpan
  package let meanTimeToRepair: TimeSpan
  package let spread: Spread

  package init(meanTimeToFailure: TimeSpan, meanTimeToRepair: TimeSpan, spread: Spread) {
    self.meanTimeToFailure = meanTimeToFailure
    self.meanTimeToRepair = meanTimeToRepair
    self.spread = spread
  }
}

/// The keys of one kind of failure.
///
/// They are optional, for a plan without a promise can do without them. What a promise needs is asked
/// for by `missing`, and nothing is made up.
package struct FailureKeys: Sendable {
  package enum Rate: Sendable {
    /// Hours of service from one outage to the next.
    case meanTime(Parameter<TimeDimension>)
    /// Outages in a calendar year, as utilities count them (SAIFI), the hours of outage included.
    case perYear(Parameter<NumberDimension>)
  }

  let rate: Rate
  let duration: Parameter<TimeDimension>
  let spreadKey: String
  let variation: Parameter<NumberDimension>

  package init(
    rate: Rate, duration: Parameter<TimeDimension>, spread prefix: String
  ) {
    self.rate = rate
    self.duration = duration
    spreadKey = prefix + "_spread"
    variation = Parameter(
      prefix + "_variation_factor", .factor, 0.05...10, .optional,
      "standard deviation ÷ mean of these times, where they are log-normal")
  }

  private enum Word: String, CaseIterable { case exponential, log_normal }

  private var rateKey: String {
    switch rate {
    case .meanTime(let key): key.key
    case .perYear(let key): key.key
    }
  }

  var spreadSpec: ParameterSpec {
    ParameterSpec(
      key: spreadKey, kind: .choice(Word.allCases.map(\.rawValue), default: nil),
      presence: .optional, meaning: "how these times spread; an uptime target needs it")
  }

  /// The keys but those that a component states itself.
  package var specs: [ParameterSpec] {
    var rateSpec: ParameterSpec
    switch rate {
    case .meanTime(let key): rateSpec = key.spec
    case .perYear(let key): rateSpec = key.spec
    }
    return [rateSpec, duration.spec, spreadSpec, variation.spec]
  }

  private func hasRate(_ values: ParameterValues) -> Bool { values.value(of: rateKey) != nil }

  /// Whether something that is stated never fails, or is back at once.
  private func isSafe(_ values: ParameterValues) -> Bool {
    if case .perYear(let key) = rate, values.optional(key) == .zero { return true }
    return values.optional(duration) == .zero
  }

  /// Hours from the end of an outage to the next failure; nil where the keys are not complete, zero or
  /// less where the outages fill the year.
  ///
  /// n outages of d hours in a calendar year leave 8760 − n·d hours of service, in which the n failures
  /// come: a mean of (8760 − n·d) ÷ n hours each.
  private func hoursToFailure(_ values: ParameterValues) -> Double? {
    switch rate {
    case .meanTime(let key): return values.optional(key)?.in(.hours)
    case .perYear(let key):
      guard let number = values.optional(key)?.in(.perYear), number > 0,
        let hours = values.optional(duration)?.in(.hours)
      else { return nil }
      return 8760 / number - hours
    }
  }

  private func word(_ values: ParameterValues) -> Word? {
    guard case .word(let word)? = values.value(of: spreadKey) else { return nil }
    return Word(rawValue: word)
  }

  /// The failures; nil where nothing fails, or where the statement is not complete.
  package func read(_ values: ParameterValues) -> Failures? {
    guard !isSafe(values), let hours = hoursToFailure(values), hours > 0,
      let repair = values.optional(duration), let word = word(values)
    else { return nil }
    let factor = values.optional(variation)?.in(.factor) ?? 1
    return Failures(
      meanTimeToFailure: TimeSpan(hours, .hours), meanTimeToRepair: repair,
      spread: word == .exponential ? .exponential : .logNormal(variation: factor))
  }

  /// Keys without which a promise cannot be simulated.
  package func missing(_ values: ParameterValues) -> [String] {
    guard !isSafe(values) else { return [] }
    var keys: [String] = []
    if !hasRate(values) { keys.append(rateKey) }
    if values.optional(duration) == nil { keys.append(duration.key) }
    if word(values) == nil { keys.append(spreadKey) }
    return keys
  }

  /// What does not fit together.
  package func problems(_ values: ParameterValues) -> [ParameterProblem] {
    var problems: [ParameterProblem] = []
    if !hasRate(values) {
      for key in [duration.key, spreadKey] where values.value(of: key) != nil {
        problems.append(
          ParameterProblem(
            key: key, message: "\(key) says how long outages last, but not how often they come",
            help: "write \(rateKey), or leave \(key) out"))
      }
    }
    if !isSafe(values), let hours = hoursToFailure(values), hours <= 0 {
      problems.append(
        ParameterProblem(
          key: rateKey,
          message: "\(rateKey) × \(duration.key) is the whole year of 8,760 h or more",
          help:
            "both are means of a calendar year (SAIFI and CAIDI of the utility): lower one of them")
      )
    }
    let hasVariation = values.optional(variation) != nil
    if word(values) == .log_normal, !hasVariation {
      problems.append(
        ParameterProblem(
          key: spreadKey, message: "log-normal times have no coefficient of variation",
          help: "write \(variation.key) (standard deviation ÷ mean; outages of the grid 1 to 3)"))
    }
    if word(values) != .log_normal, hasVariation {
      problems.append(
        ParameterProblem(
          key: variation.key, message: "\(variation.key) is for log-normal times alone",
          help: "write \(spreadKey): log_normal, or leave \(variation.key) out"))
    }
    return problems
  }
}

/// Failures that take all of several like things at once (beta-factor model).
package struct CommonFailures: Sendable, Equatable {
  /// Share of each one's failures that take all.
  package let beta: Double
  package let repair: TimeSpan
  package let spread: Failures.Spread

  static let betaKey = Parameter<NumberDimension>(
    "common_cause_fraction", .fraction, 0...0.5, .default(0),
    "share of the failures that take all of them at once (beta factor, 0.02 to 0.1)")
  static let repairKey = Parameter<TimeDimension>(
    "common_cause_repair_hours", .hours, 0.1...10_000, .optional,
    "mean time until all are back after such a failure")

  package static var parameters: [ParameterSpec] { [betaKey.spec, repairKey.spec] }

  package static func problems(in values: ParameterValues) -> [ParameterProblem] {
    guard values[betaKey] > .zero, values.optional(repairKey) == nil else { return [] }
    return [
      ParameterProblem(
        key: betaKey.key, message: "failures that take all have no time to repair",
        help: "write \(repairKey.key), or \(betaKey.key): 0")
    ]
  }

  package init?(values: ParameterValues, spread: Failures.Spread?) {
    guard values[Self.betaKey] > .zero, let repair = values.optional(Self.repairKey), let spread
    else { return nil }
    beta = values[Self.betaKey].in(.fraction)
    self.repair = repair
    self.spread = spread
  }
}

/// Blocks of a store that fail one by one: containers or strings of packs, each with its inverter.
package struct BlockFailures: Sendable, Equatable {
  /// Energy as built of one block.
  package let block: Energy
  package let failures: Failures
  package let common: CommonFailures?

  static let blockKey = Parameter<EnergyDimension>(
    "block_mwh", .megawattHours, 0.01...1000, .optional,
    "energy as built of one block that fails by itself, with its inverter")
  static let keys = FailureKeys(
    rate: .meanTime(
      Parameter(
        "block_mttf_hours", .hours, 1...1e6, .optional, "mean time to failure of one block")),
    duration: Parameter(
      "block_mttr_hours", .hours, 0...1e5, .optional, "mean time to repair of one block"),
    spread: "block_repair")

  package static var parameters: [ParameterSpec] {
    [blockKey.spec] + keys.specs + CommonFailures.parameters
  }

  package static func problems(in values: ParameterValues) -> [ParameterProblem] {
    keys.problems(values) + CommonFailures.problems(in: values)
  }

  package static func missing(_ values: ParameterValues) -> [String] {
    let missing = keys.missing(values)
    let needsBlock = keys.read(values) != nil || !missing.isEmpty
    return (needsBlock && values.optional(blockKey) == nil ? [blockKey.key] : []) + missing
  }

  package init?(values: ParameterValues) {
    guard let block = values.optional(Self.blockKey), let failures = Self.keys.read(values)
    else { return nil }
    self.block = block
    self.failures = failures
    common = CommonFailures(values: values, spread: failures.spread)
  }
}

/// Interruptions of the gas that gensets burn.
package enum GasInterruptions {
  package static let keys = FailureKeys(
    rate: .perYear(
      Parameter(
        "gas_interruptions_per_year", .perYear, 0...1000, .optional,
        "how often in a calendar year the gas fails to come; 0: never")),
    duration: Parameter(
      "gas_interruption_hours", .hours, 0.01...10_000, .optional, "mean time without gas"),
    spread: "gas_interruption")
}
