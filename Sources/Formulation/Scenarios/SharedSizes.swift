import LinearProgramming
package import SiteModel

/// The sizes that scenarios of a site share: one rule for each, with the widest limit that only an assumption or
/// other rows give.
package struct SharedSizes {
  /// Rules by `component.size`.
  private var rules: [String: CapacityRule] = [:]
  /// What differs that all must share, for people.
  package private(set) var differences: [String] = []

  /// Compares what may be built in each scenario, and what it costs.
  package init(of sites: [Site], named names: [String], over horizon: Horizon? = nil) {
    guard let first = sites.first else { return }
    let all = sites.map { Self.rules(of: $0, over: horizon) }
    for (name, own) in zip(names, all).dropFirst() where own.map(\.key) != all[0].map(\.key) {
      let missing = Set(all[0].map(\.key)).symmetricDifference(own.map(\.key)).sorted()
      differences.append(
        "\(missing.joined(separator: ", ")): in '\(names[0])' or '\(name)' alone; what may be built is the "
          + "same in all scenarios")
    }
    for (name, site) in zip(names, sites) where site.stepMinutes != first.stepMinutes {
      differences.append("step_minutes: other in '\(name)' than in '\(names[0])'")
    }
    for (name, site) in zip(names, sites) where site.horizon.count != first.horizon.count {
      differences.append("year: '\(name)' has another number of steps than '\(names[0])'")
    }
    for (name, site) in zip(names, sites)
    where site.realDiscountRate != first.realDiscountRate || site.dollarYear != first.dollarYear
      || site.planningHorizon != first.planningHorizon
    {
      differences.append(
        "real_discount_rate, dollar_year or horizon: other in '\(name)' than in '\(names[0])'")
    }
    guard differences.isEmpty else { return }
    for (place, (key, rule)) in all[0].enumerated() {
      var shared = rule
      for (name, own) in zip(names, all).dropFirst() {
        let other = own[place].rule
        if let difference = rule.difference(from: other) {
          differences.append(
            "\(key): its \(difference) is other in '\(name)' than in '\(names[0])'")
        }
        shared = shared.widened(to: other)
      }
      rules[key] = shared
    }
  }

  /// The rule that all share; nil where a scenario has its own, as of a load that is given.
  subscript(component: String, name: String) -> CapacityRule? { rules["\(component).\(name)"] }

  /// What may be chosen at a site, in its order.
  private static func rules(of site: Site, over horizon: Horizon?)
    -> [(key: String, rule: CapacityRule)]
  {
    let context = FormulationContext(
      site, over: horizon ?? site.horizon, phases: .one, chosenBlocks: [:])
    return site.components.compactMap { $0 as? any Formulated }.flatMap { component in
      let tax = CapitalTax(site.finance, of: component.name)
      return component.sizing(context).filter { !$0.isGiven }.map {
        (key: "\(component.name).\($0.name)", rule: $0.taxed(by: tax))
      }
    }
  }
}

extension CapacityRule {
  /// Whether it is no decision.
  fileprivate var isGiven: Bool {
    if case .given = limit { return true }
    return false
  }

  /// What of it differs that scenarios must share; nil where nothing does.
  fileprivate func difference(from other: CapacityRule) -> String? {
    if investments.map(\.price) != other.investments.map(\.price)
      || investments.map(\.years) != other.investments.map(\.years)
      || investments.map(\.yearlyOnPrice) != other.investments.map(\.yearlyOnPrice)
      || investments.map({ $0.credit() }) != other.investments.map({ $0.credit() })
    {
      return "price or life"
    }
    if upkeep.map(\.price) != other.upkeep.map(\.price) { return "yearly cost" }
    if rent.map(\.price) != other.rent.map(\.price) { return "rent" }
    if existing?.amount != other.existing?.amount { return "existing plant" }
    if least != other.least || plannersLimit != other.plannersLimit { return "limit" }
    if ageing.midLife != other.ageing.midLife || ageing.endOfLife != other.ageing.endOfLife {
      return "ageing"
    }
    return nil
  }

  /// With the greater of two limits that are no planner's.
  fileprivate func widened(to other: CapacityRule) -> CapacityRule {
    switch (limit, other.limit) {
    case (.assumed(let one), .assumed(let two)): limited(to: .assumed(max(one, two)))
    case (.implied(let one), .implied(let two)): limited(to: .implied(max(one, two)))
    default: self
    }
  }
}
