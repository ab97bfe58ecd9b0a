import LinearProgramming
import SiteModel
import Units

/// What a site uses of one thing that it shares with others, as an expression of its plan.
struct SharedUse: Sendable {
  let term: SharedTerms.Term
  /// In the unit of the term's measure.
  let amount: Expression<NumberDimension>

  /// What it pays for it, which is no cash.
  var charge: Expression<MoneyDimension> {
    amount.converted(by: term.price * Money(1, .usd).value)
  }

  /// What its price makes of the objective, and the limit of what is its own.
  static func apply(_ uses: [SharedUse], in program: inout LinearProgram) {
    for use in uses {
      if use.term.price != 0 { program.minimise(use.charge) }
      guard let most = use.term.most else { continue }
      let family = program.family(
        "site", "share_of_\(use.term.name)",
        relaxation: .init(
          weight: 1, meaning: "more \(use.term.name) than its share of the portfolio",
          unit: use.term.measure.unit))
      // used ≤ share
      program.require(family, use.amount .<= .constant(most))
    }
  }

  /// Cost lines at a point; `worth` makes present values of yearly amounts.
  static func lines(_ uses: [SharedUse], at point: [Double], worth: Double = 1)
    -> [SitePlan.CostLine]
  {
    uses.filter { $0.term.price != 0 }.map {
      SitePlan.CostLine(
        component: "site", line: "price_of_\($0.term.name)", nature: .sharedPrice,
        amount: worth * $0.charge.quantity(at: point))
    }
  }

  static func amounts(_ uses: [SharedUse], at point: [Double]) -> [SitePlan.SharedUse] {
    uses.map { SitePlan.SharedUse(name: $0.term.name, amount: $0.amount.value(at: point)) }
  }
}

extension Site {
  /// What a site that shares nothing has none of.
  func sharedUses(_ amount: (SharedTerms.Measure) -> Expression<NumberDimension>) -> [SharedUse] {
    (sharing?.terms ?? []).map { SharedUse(term: $0, amount: amount($0.measure)) }
  }

  /// How much a unit of a capacity counts as equipment that goes by some words; nil: it is none of it.
  ///
  /// - Parameter before: rules of the component that were declared before it.
  func counted(
    _ rule: CapacityRule, of name: String, as words: [String], per unit: SharedTerms.EquipmentUnit,
    after before: [CapacityRule]
  ) -> Double? {
    guard let component = components.first(where: { $0.name == name }),
      !equipmentWords(of: component).isDisjoint(with: words)
    else { return nil }
    let isCount = rule.rounding != .continuous
    switch unit {
    case .unit: return isCount ? 1 : nil
    case .megawattHour: return rule.deliveredAs.contains("mwh") ? 1 : nil
    case .megawatt:
      // A plant is rated by the first of its powers: solar by its field, not by its inverters.
      guard !before.contains(where: { component.megawatts(of: $0) != nil }) else { return nil }
      return component.megawatts(of: rule)
    }
  }
}

extension Component {
  /// MW of a unit of a capacity; nil where it is no power.
  fileprivate func megawatts(of rule: CapacityRule) -> Double? {
    if rule.deliveredAs.contains("mw") { return 1 }
    guard rule.rounding == .units, case .number(let unit)? = values.value(of: "unit_mw") else {
      return nil
    }
    return unit
  }
}

extension CapitalPart {
  /// What is bought for a year that recurs, as a site shares it.
  func bought(
    of site: Site, as words: [String], per unit: SharedTerms.EquipmentUnit
  ) -> Expression<NumberDimension> {
    var sum = Expression<NumberDimension>.zero
    for (place, choice) in choices.enumerated() {
      let before = choices[..<place].filter { $0.component == choice.component }.map(\.rule)
      let factor = site.counted(
        choice.rule, of: choice.component, as: words, per: unit, after: before)
      if let factor { sum.add(choice.bought, times: factor) }
    }
    return sum
  }

  /// What all that is bought costs before credits, USD.
  var installed: Expression<NumberDimension> {
    var sum = Expression<NumberDimension>.zero
    let usd = Money(1, .kiloUSD).in(.usd)
    for choice in choices {
      for investment in choice.rule.investments {
        sum.add(choice.bought, times: usd * investment.price)
      }
    }
    return sum
  }
}

extension Block {
  /// Modules that are there in the end of the year.
  var modules: Expression<NumberDimension> {
    var sum = Expression<NumberDimension>.zero
    for load in site.components.loads {
      sum.add(energised[load.name] ?? .constant(1), times: load.modules ?? 0)
    }
    return sum
  }

  /// Emissions of the year, t CO2e.
  var emittedTonnes: Expression<NumberDimension> {
    emitted.converted(by: 1 / Carbon(1, .tonnes).value)
  }
}

extension Builds {
  /// What is bought or rented over a horizon, before a month of it where one is given.
  func came(
    to site: Site, as words: [String], per unit: SharedTerms.EquipmentUnit, before month: Int?
  ) -> Expression<NumberDimension> {
    var sum = Expression<NumberDimension>.zero
    for (place, stock) in stocks.enumerated() {
      let before = stocks[..<place].filter { $0.component == stock.component }.map(\.rule)
      guard
        let factor = site.counted(
          stock.rule, of: stock.component, as: words, per: unit, after: before)
      else { continue }
      for cohort in stock.cohorts where cohort.kind != .existing {
        if let month, cohort.month >= month { continue }
        sum.add(cohort.amount, times: factor)
      }
    }
    return sum
  }

  /// What all that is bought over a horizon costs before credits, USD when it is paid.
  var installed: Expression<NumberDimension> {
    var sum = Expression<NumberDimension>.zero
    let usd = Money(1, .kiloUSD).in(.usd)
    for stock in stocks {
      for cohort in stock.cohorts {
        for payment in stock.payments(for: cohort, timeline) where payment.isCapital {
          sum.add(cohort.amount, times: usd * payment.price)
        }
      }
    }
    return sum
  }
}
