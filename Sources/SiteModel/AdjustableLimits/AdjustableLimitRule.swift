package import Units

/// How far a limit of a component or a policy may be moved so that a site can be planned.
public struct AdjustableLimitRule: Sendable {
  /// How a limit is moved.
  package enum Reach: Sendable {
    /// Raised by at most so much for each MW of the site's greatest load.
    case upPerMegawatt(Double)
    /// Raised by as many units as carry three times the greatest load.
    case upUnits(of: Parameter<PowerDimension>)
    case up(by: Double)
    case down(to: Double)
    /// Every step less by the same share.
    case share
    /// One after the other of these in its place, by what stands there now.
    case words(@Sendable (ParameterValue) -> [ParameterValue])
  }

  let key: String
  let unit: String
  let range: ClosedRange<Double>
  let isWhole: Bool
  let reach: Reach
  let worth: Worth?

  /// Which of the plan's shadow prices speaks of the limit.
  package struct Worth: Sendable {
    /// Its name without the component.
    package let limit: String
    /// Units of that limit in one unit of the key.
    let factor: @Sendable (ParameterValues) -> Double
    /// Whether the key is a rate of the energy served, in thousandths of the limit's unit a MWh.
    var isPerServedEnergy = false
    /// The size that counts what is limited, where it is held beside the limit.
    var count: String?

    package init(
      limit: String, isPerServedEnergy: Bool = false, count: String? = nil,
      factor: @escaping @Sendable (ParameterValues) -> Double = { _ in 1 }
    ) {
      self.limit = limit
      self.factor = factor
      self.isPerServedEnergy = isPerServedEnergy
      self.count = count
    }
  }

  package init(_ spec: ParameterSpec, _ reach: Reach, worth: Worth? = nil) {
    key = spec.key
    self.reach = reach
    self.worth = worth
    switch spec.kind {
    case .number(let unit, let range), .series(let unit, let range):
      self.unit = unit.suffix == "count" ? spec.key.lastWord : unit.symbol
      self.range = range
      isWhole = unit.suffix == "count"
    default:
      unit = ""
      range = 0...0
      isWhole = true
    }
  }

  /// The limit at a site; nil where the key has no value, or where it cannot be moved.
  func adjustableLimit(_ key: SiteKey, of values: ParameterValues, peakLoad: Power)
    -> AdjustableLimit?
  {
    guard let now = values.value(of: self.key) else { return nil }
    let load = peakLoad.in(.megawatts)
    let room = range.upperBound - (now.greatest ?? 0)
    let move: AdjustableLimit.Move
    var farthest: Double
    switch reach {
    case .upPerMegawatt(let number): (move, farthest) = (.raise, min(room, number * load))
    case .upUnits(let unit):
      (move, farthest) = (.raise, min(room, (3 * load / values[unit].in(.megawatts)).rounded(.up)))
    case .up(let most): (move, farthest) = (.raise, min(room, most))
    case .down(let least): (move, farthest) = (.lower, (now.greatest ?? least) - least)
    case .share: (move, farthest) = (.lessen, 0.99)
    case .words(let others):
      (move, farthest) = (.replace(others), Double(others(now).count))
    }
    if isWhole { farthest.round(.down) }
    guard farthest > 0 else { return nil }
    var adjustableLimit = AdjustableLimit(
      key: key, unit: unit, isWhole: isWhole, now: now, move: move, farthest: farthest)
    if let worth {
      let owner = if case .component(let name) = key.owner { name } else { "site" }
      adjustableLimit.worth = AdjustableLimit.Worth(
        limit: "\(owner).\(worth.limit)", factor: worth.factor(values),
        isPerServedEnergy: worth.isPerServedEnergy, count: worth.count.map { "\(owner).\($0)" })
    }
    return adjustableLimit
  }
}

extension String {
  /// What a count counts: the last word of its key.
  fileprivate var lastWord: String {
    split(separator: "_").last.map(String.init) ?? self
  }
}

extension ParameterValue {
  /// The number, or the greatest of a series; nil for what has none.
  var greatest: Double? {
    switch self {
    case .number(let number): number
    case .series(let numbers): numbers.max()
    default: nil
    }
  }

  /// The number, or the least of a series; nil for what has none.
  var least: Double? {
    switch self {
    case .number(let number): number
    case .series(let numbers): numbers.min()
    default: nil
    }
  }

  /// Each number changed alike; nil for what has none.
  func map(_ change: (Double) -> Double) -> ParameterValue? {
    switch self {
    case .number(let number): .number(change(number))
    case .series(let numbers): .series(numbers.map(change))
    default: nil
    }
  }
}
