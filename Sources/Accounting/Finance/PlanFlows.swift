public import SiteModel
public import Units

/// What a plan buys and pays, real and by year: what its pro forma is made from.
public struct PlanFlows: Sendable {
  /// One line of what running the site costs.
  public struct Line: Sendable, Equatable {
    /// Name of the component at its site.
    public var component: String
    /// Name of the line.
    public var name: String
    /// Real amounts, the beginning first.
    public var amounts: [Money]
  }

  /// Something that is bought, with all that tax makes of it.
  struct Bought: Sendable {
    var asset: TaxedAsset
    /// Whether its annuities go on after the last year, which somebody pays for.
    var goesOn: Bool
  }

  /// Years after the beginning.
  public let years: Int
  /// What is paid, and comes in, beside capital; below zero where it comes in.
  public private(set) var lines: [Line] = []
  /// Energy served by plan, the beginning first.
  public private(set) var served: [Energy]
  /// Energy of it in a year that outages are expected to leave unserved.
  public let expectedUnserved: Energy
  /// MW of peak load that is energised, on the mean of a year.
  public private(set) var peak: [Power]
  /// What is bought.
  public private(set) var purchases: [Purchase]
  /// Present value of all cash lines of the plan's objective.
  public let objective: Money
  /// What all present values are multiplied by, for payments in the middle of years.
  public let timing: Double
  var bought: [Bought] = []
  /// Whether each asset's annuities go on after the last year, in the order of the assets.
  public var goesOn: [Bool] { bought.map(\.goesOn) }

  /// A year that recurs, over the years that its site's finance looks at: what has served its life is bought
  /// again at the same real price.
  public init(_ plan: SitePlan, of site: Site, _ finance: Finance) {
    years = finance.analysisYears
    served = [.zero] + Array(repeating: plan.served, count: years)
    expectedUnserved =
      plan.expectedLoss?.classes.reduce(.zero) { $0 + $1.unserved - $1.withheld } ?? .zero
    peak = [.zero] + Array(repeating: site.peakLoad, count: years)
    purchases = plan.purchases
    timing = 1
    objective = Worth.ofYearly(years, at: finance.realRate) * plan.cash
    for cost in plan.costs where cost.nature == .cash && !plan.isCapital(cost) {
      add(cost.component, cost.line, Array(repeating: cost.amount, count: years), from: 1)
    }
    for purchase in plan.purchases {
      let credits = plan.productionCredits(of: purchase, finance)
      for year in stride(from: 0, to: years, by: purchase.years) {
        buy(purchase, in: year, of: purchase.cost, until: year + purchase.years, finance, credits)
      }
    }
  }

  /// The years of a horizon.
  public init(_ plan: HorizonPlan, _ finance: Finance) {
    let horizon = plan.horizon
    years = horizon.years
    served = Array(repeating: .zero, count: years + 1)
    expectedUnserved = .zero
    peak = Array(repeating: .zero, count: years + 1)
    purchases = plan.purchases
    timing = horizon.discounting == .midYear ? (1 + finance.realRate).squareRoot() : 1
    objective = plan.costs.filter { $0.nature == .cash }.reduce(.zero) { $0 + $1.amount }
    for year in plan.years {
      for cost in year.plan.costs where cost.nature == .cash && !plan.isPaidForBuilds(cost) {
        add(
          cost.component, cost.line, Array(repeating: cost.amount, count: year.count),
          from: year.position + 1)
      }
      for place in year.position + 1...year.position + year.count where place <= years {
        served[place] = year.plan.served
      }
    }
    for month in plan.load where month.month / 12 < years {
      let place = month.month / 12 + 1
      peak[place] = peak[place] + Power(month.energised / 12, .megawatts)
    }
    for payment in plan.payments { pay(payment) }
    for purchase in plan.purchases {
      buy(purchase, salvage: horizon.salvage, finance)
    }
  }

  private mutating func add(_ component: String, _ name: String, _ amounts: [Money], from year: Int)
  {
    var place = lines.firstIndex { $0.component == component && $0.name == name }
    if place == nil {
      lines.append(
        Line(
          component: component, name: name,
          amounts: Array(repeating: .zero, count: years + 1)))
      place = lines.count - 1
    }
    guard let place else { return }
    for (offset, amount) in amounts.enumerated() where year + offset <= years {
      lines[place].amounts[year + offset] = lines[place].amounts[year + offset] + amount
    }
  }

  /// What is paid in the course of a year falls on its two ends, the earlier the more.
  private static func ends(of month: Int) -> [(year: Int, share: Double)] {
    let late = Double(month % 12) / 12
    return [(month / 12, 1 - late), (month / 12 + 1, late)].filter { $0.share > 0 }
  }

  private mutating func pay(_ payment: HorizonPlan.Payment) {
    switch payment.time {
    case .once(let month):
      for end in Self.ends(of: month) {
        add(payment.component, payment.line, [end.share * payment.amount], from: end.year)
      }
    case .yearly(let months):
      for month in months {
        add(payment.component, payment.line, [payment.amount / 12], from: month / 12 + 1)
      }
    }
  }

  private mutating func buy(
    _ purchase: Purchase, salvage: PlanningHorizon.Salvage, _ finance: Finance
  ) {
    let sold = purchase.sales.reduce(0) { $0 + $1.share }
    var parts = purchase.sales.map { (share: $0.share, months: $0.month - purchase.month) }
    let left = 12 * years - purchase.month
    let ends = salvage != .annuity && left < 12 * purchase.years
    parts.append((1 - sold, ends ? left : 12 * purchase.years))
    for (place, part) in parts.enumerated() where part.share > 0 {
      let served = min(purchase.years, max(1, part.months / 12))
      for end in Self.ends(of: purchase.month) {
        buy(
          purchase, in: end.year, of: part.share * end.share * purchase.cost,
          until: end.year + served, finance, [],
          goesOn: place == parts.count - 1 && salvage == .annuity)
      }
    }
  }

  private mutating func buy(
    _ purchase: Purchase, in year: Int, of cost: Money, until last: Int, _ finance: Finance,
    _ production: [Money], goesOn: Bool = true
  ) {
    let treatment = finance.treatment(of: purchase.component)
    func nominal(_ amount: Money, _ year: Int) -> Money {
      Worth.later(year, at: 1 / (1 + finance.inflation) - 1) * amount
    }
    // What goes early is not there to be sold in the end.
    let share = last - year == purchase.years ? purchase.resale : 0
    var asset = TaxedAsset(
      component: purchase.component, line: purchase.line, year: year, cost: nominal(cost, year),
      credit: purchase.credit, depreciation: treatment.depreciation, bonus: finance.bonus,
      lastYear: last, resale: nominal(share * cost, last))
    asset.productionCredits = production.enumerated().map { nominal($1, year + $0 + 1) }
    bought.append(Bought(asset: asset, goesOn: goesOn))
  }
}

extension SitePlan {
  /// Whether a cost line spreads capital, or a credit that belongs to it.
  fileprivate func isCapital(_ cost: CostLine) -> Bool {
    cost.line == "production_credit"
      || purchases.contains { $0.component == cost.component && $0.line == cost.line }
  }

  /// Real credits for the energy of a component by age, on the first of its purchases.
  fileprivate func productionCredits(of purchase: Purchase, _ finance: Finance) -> [Money] {
    let price = finance.treatment(of: purchase.component).productionCredit
    guard price > .zero,
      purchases.first(where: { $0.component == purchase.component })?.line == purchase.line,
      let part = components.first(where: { $0.component == purchase.component })
    else { return [] }
    let hours = Double(horizon.stepMinutes) / 60 * horizon.weight
    let made = part.flows.reduce(0.0) { sum, flow in
      guard let side = flow.key.role.side else { return sum }
      return sum + (side == .supply ? 1 : -1) * flow.values.reduce(0, +)
    }
    let credited = min(Finance.productionCreditYears, purchase.years)
    return Array(repeating: price * Energy(made * hours, .megawattHours), count: credited)
  }
}

extension HorizonPlan {
  /// Whether a cost of a year is one of what is built, which has its own dates.
  fileprivate func isPaidForBuilds(_ cost: SitePlan.CostLine) -> Bool {
    purchases.contains { $0.component == cost.component && $0.line == cost.line }
      || payments.contains { $0.component == cost.component && $0.line == cost.line }
  }
}
