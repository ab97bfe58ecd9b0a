package import LinearProgramming
import SiteModel
package import Units

/// The capacities whose columns a program owns, and what is paid for them: the part of a plan that its
/// modelled years share.
package struct CapitalPart: Sendable {
  /// One capacity that is chosen.
  struct Choice: Sendable {
    let component: String
    let rule: CapacityRule
    let amount: Expression<NumberDimension>
    /// The part of it that is bought: all, where nothing stands already.
    let bought: Expression<NumberDimension>
  }

  private(set) var choices: [Choice] = []
  private let discountRate: Double

  package init(discountRate: Double) { self.discountRate = discountRate }

  /// Declares the column of a capacity that is the same all year; what is given has none.
  package mutating func declare(
    _ rule: CapacityRule, of component: String, within set: ClosedRange<Double>?,
    after others: Capacities, _ phases: Phases, in program: inout LinearProgram
  ) -> Capacity<NumberDimension> {
    if case .given(let amount) = rule.limit {
      return rule.capacity(.constant(amount), amount...amount, phases)
    }
    let range = rule.range(set, after: others)
    let amount = rule.column(of: component, in: &program, rule.bounds(set, after: others))
    var bought = amount
    if let existing = rule.existing {
      let most = max(0, range.upperBound - existing.amount)
      bought = program.column(
        component, "bought_\(rule.name)", .nonNegative(impliedUpTo: most))
      let family = program.family(component, "bought_\(rule.name)")
      // bought ≥ what stands in the end − what stands already
      program.require(family, bought .>= amount - .constant(existing.amount))
    }
    choices.append(Choice(component: component, rule: rule, amount: amount, bought: bought))
    return rule.capacity(amount, range, phases)
  }

  /// What is paid for a component's capital by the year.
  func costs(of component: String) -> [CostTerm] {
    CostTerm.merged(
      choices.filter { $0.component == component }.flatMap { choice in
        let onPrice = choice.rule.investments.map { $0.yearlyOnPrice * $0.price }.filter { $0 > 0 }
        let yearly =
          choice.rule.investments.map { ($0.line, $0.yearly(at: discountRate)) }
          + onPrice.map { (CapitalTax.yearlyLine, $0) }
          + choice.rule.rent.map { ($0.line, $0.price) }
        return yearly.map { CostTerm(line: $0.0, amount: choice.bought.converted(by: $0.1)) }
      })
  }

  /// What planning may round or drop.
  var sizes: [SizeTerm] {
    choices.map {
      SizeTerm(
        component: $0.component, size: $0.rule.name, column: $0.amount, rounding: $0.rule.rounding,
        least: $0.rule.least, limit: $0.rule.plannersLimit)
    }
  }

  /// Sets what is bought to exactly what it must be, also where it costs nothing.
  func recomputeDependents(_ point: inout [Double]) {
    for choice in choices {
      guard let existing = choice.rule.existing else { continue }
      point.set(choice.bought, to: max(0, choice.amount.value(at: point) - existing.amount))
    }
  }

  /// Says in a component's plan what of it stood before.
  func tellExisting(in plan: inout SitePlan.ComponentPlan, at point: [Double]) {
    for choice in choices where choice.component == plan.component {
      guard let existing = choice.rule.existing else { continue }
      let amount = choice.amount.value(at: point)
      let kept = amount - choice.bought.value(at: point)
      plan.details.append(.init(key: existing.detail, value: kept))
      guard amount > 0 else { continue }
      switch existing.measure {
      case .power: plan.boughtPowerShare = 1 - kept / amount
      case .energy: plan.boughtEnergyShare = 1 - kept / amount
      }
    }
  }

  /// What a component's plan costs to build; nil where there is nothing to buy of it.
  func paid(for component: String, at point: [Double]) -> SitePlan.Capital? {
    let own = choices.filter { $0.component == component && !$0.rule.investments.isEmpty }
    guard !own.isEmpty else { return nil }
    return own.reduce(SitePlan.Capital(.zero)) { sum, choice in
      choice.rule.investments.reduce(sum) {
        let cost = Money($1.price * choice.bought.value(at: point), .kiloUSD)
        return $0 + SitePlan.Capital(cost, creditFraction: $1.credit())
      }
    }
  }

  /// What is bought, as tax sees it.
  func purchases(at point: [Double]) -> [Purchase] {
    choices.flatMap { choice in
      choice.rule.investments.compactMap { investment in
        let cost = Money(investment.price * choice.bought.value(at: point), .kiloUSD)
        guard cost > .zero else { return nil }
        return Purchase(
          component: choice.component, line: investment.line, cost: cost,
          credit: investment.credit(), years: Int(investment.years.rounded()),
          resale: investment.resale)
      }
    }
  }
}

extension CapacityRule {
  /// The same amount in every phase.
  package func capacity(
    _ amount: Expression<NumberDimension>, _ range: ClosedRange<Double>, _ phases: Phases
  ) -> Capacity<NumberDimension> {
    let aged = Capacity<NumberDimension>.Amount(amount, range).aged(by: ageing)
    return Capacity(phases, Array(repeating: aged, count: phases.count))
  }

  /// What is paid by the year for what there is on the mean of its months.
  func upkeepTerms(_ capacity: Capacity<NumberDimension>) -> [CostTerm] {
    upkeep.map { CostTerm(line: $0.line, amount: capacity.mean.converted(by: $0.price)) }
  }
}
