import Units

/// A limit of a site that a planner may move, and how far.
package struct AdjustableLimit: Sendable {
  enum Move: Sendable {
    case raise, lower, lessen
    /// One after the other of these, given what stands there.
    case replace(@Sendable (ParameterValue) -> [ParameterValue])
  }

  package let key: SiteKey
  /// Position among the site's limits: two may stand behind one list of words.
  package var id = 0
  /// The unit of an amount, for people.
  package let unit: String
  /// Whether only whole amounts count.
  package let isWhole: Bool
  /// Whether whole things are counted, rather than words replaced.
  package var isCount: Bool {
    if case .replace = move { return false }
    return isWhole
  }
  let now: ParameterValue
  let move: Move
  /// Where this much does not help, more would not.
  package let farthest: Double
  /// How a plan's shadow prices speak of it; nil where none does.
  package var worth: Worth?

  /// The shadow price of a limit, as one of its key.
  package struct Worth: Sendable {
    /// Such as `grid.import_limit`.
    package let limit: String
    /// Units of that limit in one unit of the key.
    package let factor: Double
    /// Whether the key is a rate of the energy served.
    package let isPerServedEnergy: Bool
    /// The size that counts what is limited.
    package let count: String?
  }

  /// The number that stands there, or the greatest of its series.
  package var size: Double { now.greatest ?? 0 }

  /// The site with each number behind the key raised by an amount, or lowered if negative; nil where
  /// one would fall below zero.
  package func shifted(by amount: Double, in site: Site) -> Site? {
    guard (now.least ?? -1) + amount >= 0 else { return nil }
    return now.map { $0 + amount }.flatMap { site.replacing(key, by: $0) }
  }

  /// A value after a move by an amount.
  private func moved(_ value: ParameterValue, by amount: Double) -> ParameterValue? {
    switch move {
    case .raise: return value.map { $0 + amount }
    case .lower: return value.map { $0 - amount }
    case .lessen: return value.map { $0 * (1 - amount) }
    case .replace(let others): return others(value).dropFirst(Int(amount) - 1).first
    }
  }

  /// The site with the limit moved by an amount; the site itself at none.
  package func moved(by amount: Double, in site: Site) -> Site {
    guard amount > 0, let now = site.value(of: key), let value = moved(now, by: amount) else {
      return site
    }
    return site.replacing(key, by: value) ?? site
  }

  /// The move in the words of the site file.
  package func change(by amount: Double) -> SitePlan.Remedy.Change {
    var change = SitePlan.Remedy.Change(key: key.text, unit: unit)
    switch move {
    case .raise: change.amount = amount
    case .lower: change.amount = -amount
    case .lessen: change.shareLess = amount
    case .replace: break
    }
    (change.from, change.to) = (now.shortText, moved(now, by: amount)?.shortText)
    return change
  }
}

extension ParameterValue {
  /// What a site file would say in one word or list; nil for a series.
  var shortText: String? {
    switch self {
    case .number(let number):
      let rounded = (number * 1e9).rounded() / 1e9
      let text = "\(rounded)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    case .word(let word): return word
    case .words(let words): return "[" + words.joined(separator: ", ") + "]"
    default: return nil
    }
  }
}

extension Site {
  /// Limits that may be moved: of the components in their order, of the load, and of the policies.
  package var adjustableLimits: [AdjustableLimit] {
    let peak = peakLoad
    func adjustableLimits(
      _ rules: [AdjustableLimitRule], _ owner: SiteKey.Owner, record: SiteKey.Record? = nil
    )
      -> [AdjustableLimit]
    {
      var values = values(of: owner) ?? ParameterValues()
      if let record {
        values = values.records(record.list).first { $0.name == record.name }?.values ?? values
      }
      return rules.compactMap {
        $0.adjustableLimit(SiteKey(owner, record: record, $0.key), of: values, peakLoad: peak)
      }
    }
    var supply: [AdjustableLimit] = []
    var loads: [AdjustableLimit] = []
    for component in components {
      let owner = SiteKey.Owner.component(component.name)
      let own = adjustableLimits(type(of: component).adjustableLimits, owner)
      guard let load = component as? GPULoad else {
        supply += own
        continue
      }
      for record in load.values.records(GPULoad.classesKey) {
        loads += adjustableLimits(
          LoadClass.adjustableLimits, owner,
          record: .init(list: GPULoad.classesKey, name: record.name))
      }
      loads += own
    }
    var all = supply + loads + adjustableLimits(UptimePolicy.adjustableLimits, .uptime)
    all += adjustableLimits(EmissionsPolicy.adjustableLimits, .emissions)
    for place in all.indices { all[place].id = place }
    return all
  }
}
