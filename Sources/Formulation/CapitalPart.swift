package import LinearProgramming
package import SiteModel
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
        choice.rule.investments.map {
          CostTerm(
            line: $0.line, amount: choice.bought.converted(by: $0.yearly(at: discountRate)))
        }
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

  /// What is invested at a point, a line for each that costs anything.
  func investments(at point: [Double]) -> [SitePlan.Investment] {
    choices.flatMap { choice in
      choice.rule.investments.map {
        SitePlan.Investment(
          component: choice.component, line: $0.line, capacity: choice.rule.name,
          capital: Money($0.price * choice.bought.value(at: point), .kiloUSD),
          creditFraction: $0.credit, years: $0.years, resaleFraction: $0.resale,
          discountRate: discountRate)
      }
    }
  }
}

extension CapacityRule {
  /// The same amount in every phase.
  package func capacity(
    _ amount: Expression<NumberDimension>, _ range: ClosedRange<Double>, _ phases: Phases
  ) -> Capacity<NumberDimension> {
    Capacity(
      phases, Array(repeating: .init(amount, range), count: phases.count), ageing: ageing)
  }

  /// What is paid by the year for what there is on the mean of its months.
  func upkeepTerms(_ capacity: Capacity<NumberDimension>) -> [CostTerm] {
    upkeep.map { CostTerm(line: $0.line, amount: capacity.mean.converted(by: $0.price)) }
  }
}
