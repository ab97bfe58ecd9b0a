public import SiteModel
public import Units

/// A plan's pro forma, what it comes to, and that it comes to what the linear program minimised.
public struct ProjectFinance: Sendable {
  /// How money is taxed and borrowed.
  public let finance: Finance
  /// What the plan buys and pays.
  public let flows: PlanFlows
  /// The cash flow with revenue, land and debt.
  public let proForma: ProForma
  /// The cash flow of the plan's own costs: no revenue, no land, no debt.
  public let costs: ProForma

  /// The pro forma of a year that recurs; nil without `finance:`, or without a plan.
  public init?(_ plan: SitePlan, of site: Site) {
    guard let finance = site.finance, plan.hasDispatch else { return nil }
    self.init(PlanFlows(plan, of: site, finance), finance)
  }

  /// The pro forma of a horizon; nil without `finance:`, or without a plan.
  public init?(_ plan: HorizonPlan, of site: Site) {
    guard let finance = site.finance, plan.years.contains(where: { $0.plan.hasDispatch }) else {
      return nil
    }
    self.init(PlanFlows(plan, finance), finance)
  }

  private init(_ flows: PlanFlows, _ finance: Finance) {
    (self.flows, self.finance) = (flows, finance)
    var inputs = ProForma.Inputs(years: flows.years, taxRate: finance.taxRate)
    inputs.appetite = finance.appetite
    inputs.creditPrice = finance.creditPrice
    inputs.assets = flows.bought.map(\.asset)
    for year in 0...flows.years {
      let growth = Self.growth(finance.inflation, year)
      inputs.operating[year] = growth * flows.lines.reduce(.zero) { $0 + $1.amounts[year] }
    }
    inputs.residual = flows.bought.reduce(.zero) {
      $0 + Self.residual(of: $1, after: flows.years, finance)
    }
    costs = ProForma(inputs)
    for year in 1...max(1, flows.years) where year <= flows.years {
      let growth = Self.growth(finance.inflation, year)
      inputs.operating[year] = inputs.operating[year] + growth * finance.land
      inputs.revenue[year] = growth * Self.revenue(flows, finance, in: year)
    }
    inputs.debt = Self.debt(finance)
    proForma = ProForma(inputs)
  }

  /// What a price of the beginning has become.
  static func growth(_ rate: Double, _ years: Int) -> Double {
    (0..<years).reduce(1.0) { factor, _ in factor * (1 + rate) }
  }

  /// What a dollar of the beginning has become in a year, by inflation.
  public func growth(until year: Int) -> Double { Self.growth(finance.inflation, year) }

  private static func revenue(_ flows: PlanFlows, _ finance: Finance, in year: Int) -> Money {
    let paid = max(.zero, flows.served[year] - flows.expectedUnserved)
    var revenue = Money.zero
    if let price = finance.powerPrice { revenue = revenue + price * paid }
    if let lease = finance.lease { revenue = revenue + 12.0 * (lease * flows.peak[year]) }
    return growth(finance.priceChange, year) * revenue
  }

  private static func debt(_ finance: Finance) -> Debt? {
    let sizing =
      finance.debtShare.map(Debt.Sizing.share) ?? finance.debtCover.map(Debt.Sizing.cover)
    return sizing.map {
      Debt($0, rate: finance.debtRate, years: finance.debtYears, fee: finance.debtFee)
    }
  }

  /// What is left of something after the last year, after tax: what tax still gives back for it, and the
  /// annuities that would go on being paid for it.
  private static func residual(of bought: PlanFlows.Bought, after last: Int, _ finance: Finance)
    -> Money
  {
    let asset = bought.asset
    let end = asset.lastYear ?? last
    guard end > last, asset.year <= last else { return .zero }
    let rate = finance.nominalRate
    func flow(_ year: Int) -> Money {
      asset.afterTax(in: year, taxRate: finance.taxRate, creditPrice: finance.creditPrice)
    }
    let later = (last + 1...end).map(flow)
    let stillComing = Worth.present([.zero] + later, at: rate)
    guard bought.goesOn else { return stillComing }
    // What it costs after tax over its life, as a level real amount of each of its years.
    let net = asset.cost - Worth.present([.zero] + (asset.year + 1...end).map(flow), at: rate)
    let level = net / Worth.ofYearly(end - asset.year, at: finance.realRate)
    let ahead = Worth.ofYearly(end - last, at: finance.realRate)
    return stillComing + (growth(finance.inflation, last - asset.year) * ahead) * level
  }
}

extension ProjectFinance {
  /// Present value, at the beginning and at the nominal discount rate.
  private func worth(_ flows: [Money]) -> Money {
    self.flows.timing * Worth.present(flows, at: finance.nominalRate)
  }

  /// Present value of the plan's own costs after tax, below zero.
  public var costWorth: Money { worth(costs.unlevered) }
  /// What the linear program says that it is: −(1 − τ) times what it minimised, without what is no cash.
  public var programWorth: Money { (finance.taxRate - 1) * flows.objective }
  /// Their difference, in relation to the greater of them.
  public var relativeDifference: Double {
    let measure = max(costWorth.in(.usd).magnitude, programWorth.in(.usd).magnitude, 1)
    return (costWorth - programWorth).in(.usd).magnitude / measure
  }
  /// Greatest relative difference that rounding explains.
  public static let tolerance = 1e-9
  /// Whether they must be the same: where losses wait the program cannot know what they are worth.
  public var mustAgree: Bool { finance.appetite == .full }
  /// Whether the pro forma contradicts the program.
  public var isFault: Bool { mustAgree && !(relativeDifference <= Self.tolerance) }

  /// The two figures, where they contradict each other.
  public var contradiction: String {
    "the pro forma's costs after tax are worth \(costWorth.in(.usd)) USD, and the linear program's "
      + "\(programWorth.in(.usd)) USD (relative difference \(relativeDifference), allowed "
      + "\(Self.tolerance))"
  }

  /// Whether anybody pays.
  public var hasRevenue: Bool { proForma.inputs.revenue.contains { $0 > .zero } }
  /// NPV after tax, without debt.
  public var netPresentValue: Money { worth(proForma.unlevered) }
  /// NPV of the owners after tax and debt, at the rate that they ask for.
  public var equityValue: Money {
    flows.timing * Worth.present(proForma.levered, at: finance.equityRate)
  }
  /// Internal rate of the project after tax, nominal.
  public var projectRate: InternalRate { InternalRate(of: proForma.unlevered) }
  /// Internal rate of the owners after tax and debt, nominal.
  public var equityReturn: InternalRate { InternalRate(of: proForma.levered) }

  /// The price of a MWh served that pays for everything, in real dollars: costs after tax ÷ (1 − τ), for
  /// each MWh at its present worth.
  public var levelisedCost: EnergyPrice? { levelised(at: finance.realRate) }
  /// The same as a price that does not follow inflation.
  public var nominalLevelisedCost: EnergyPrice? { levelised(at: finance.nominalRate) }

  private func levelised(at rate: Double) -> EnergyPrice? {
    let energy = Worth.present(flows.served, at: rate).in(.megawattHours)
    guard energy > 0, finance.taxRate < 1 else { return nil }
    let land = (0...flows.years).map {
      $0 == 0 ? Money.zero : Self.growth(finance.inflation, $0) * finance.land
    }
    let cost =
      (-1 / (1 - finance.taxRate)) * Worth.present(costs.unlevered, at: finance.nominalRate)
    let all = cost + Worth.present(land, at: finance.nominalRate)
    return EnergyPrice(all.in(.usd) / energy, .usdPerMegawattHour)
  }

  /// What this plan pays more than another at first, and has more afterwards: after tax, without debt. Nil
  /// where they do not speak of the same years.
  public func difference(from reference: ProjectFinance) -> [Money]? {
    guard reference.flows.years == flows.years else { return nil }
    return zip(proForma.unlevered, reference.proForma.unlevered).map { $0 - $1 }
  }
}
