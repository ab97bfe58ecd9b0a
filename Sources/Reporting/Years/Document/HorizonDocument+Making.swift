import SiteModel
import Units

extension HorizonDocument {
  /// The document of a result: the same bytes for the same result.
  public init(_ result: HorizonResult) {
    self.init()
    let (site, plan) = (result.site, result.plan)
    frame.schemaVersion = Self.version
    frame.status = plan.status.rawValue
    frame.statement = HorizonWording.status(of: plan)
    horizon = Years(plan, of: site)
    if plan.hasDispatch {
      addMoney(plan, isTied: !(site.sharing?.isNeutral ?? true))
      finance = result.finance.map(FinanceDocument.init)
      addDates(plan, at: site)
      years = plan.years.map { Year($0, of: plan, at: site) }
      addServed(plan)
    } else {
      let steps = SitePlan(status: plan.status, horizon: site.horizon)
      violations = plan.violations.map { PlanDocument.Violation($0, of: steps) }
    }
    answers = result.answers.map { Answers($0, of: plan) }
    certificate = result.certificate.map { Certificate($0, plan) }
    frame.tell(result.program, result.solver)
    frame.tell(
      site, overrides: result.overrides, warnings: result.warnings, planNotes: plan.notes)
    frame.conventions = HorizonWording.conventions(of: site, plan.horizon)
  }

  /// - Parameter isTied: whether a portfolio's terms make it another plan than alone.
  private mutating func addMoney(_ plan: HorizonPlan, isTied: Bool) {
    objective = plan.presentValue.in(.usd)
    lowerBound = plan.optimality?.lowerBound.in(.usd)
    mipGap = plan.optimality.map { Exact($0.mipGap) }
    let costs = plan.costs.map { line in
      var own = Cost()
      (own.component, own.line, own.nature) = (line.component, line.line, line.nature.rawValue)
      own.amount = line.amount.in(.usd)
      return own
    }
    self.costs = costs
    if isTied { shared = Keyed(ifAny: plan.shared) }
    let isPriced = plan.costs.contains { $0.nature == .sharedPrice }
    natures = Keyed(
      (Self.natures + (isPriced ? [.sharedPrice] : [])).map { nature in
        (
          nature.rawValue,
          costs.filter { $0.nature == nature.rawValue }.reduce(0) { $0 + $1.amount }
        )
      })
  }

  static let natures: [SitePlan.CostLine.Nature] = [
    .cash, .unserved, .waiting, .carbonPrice, .nonCash,
  ]

  /// Energy served in all years, and what each MWh of it costs.
  private mutating func addServed(_ plan: HorizonPlan) {
    served = (years ?? []).reduce(0) { $0 + Double($1.count) * $1.served }
    let discounted = (years ?? []).reduce(0) { $0 + $1.worth * $1.served }
    guard discounted > 0 else { return }
    costPerServed = (natures?[SitePlan.CostLine.Nature.cash.rawValue] ?? 0) / discounted
  }

  private mutating func addDates(_ plan: HorizonPlan, at site: Site) {
    firstPower = plan.firstPower.map { Month($0, plan.date(of: $0)) }
    builds = plan.builds.map { Build($0, of: plan) }
    sales = plan.sales.map { Sale($0, of: plan) }
    capacities = plan.capacities.map { standing in
      var own = Capacity()
      (own.component, own.capacity, own.unit) =
        (standing.component, standing.capacity, standing.unit)
      (own.month, own.date) = (standing.month, plan.date(of: standing.month))
      (own.built, own.inUse) = (standing.built, standing.inUse)
      return own
    }
    load = plan.load.map { load in
      var own = Load()
      (own.month, own.date) = (load.month, plan.date(of: load.month))
      (own.delivered, own.energised) = (load.delivered, load.energised)
      return own
    }
    waiting = WaitingMonths.all(of: plan, at: site).map { stretch in
      var own = Waiting()
      own.from = Month(stretch.months.lowerBound, plan.date(of: stretch.months.lowerBound))
      own.until = Month(stretch.months.upperBound, plan.date(of: stretch.months.upperBound))
      (own.greatest, own.reasons) = (stretch.greatest, stretch.reasons)
      return own
    }
  }
}

extension HorizonDocument.Years {
  fileprivate init(_ plan: HorizonPlan, of site: Site) {
    let horizon = plan.horizon
    (years, start) = (horizon.years, plan.date(of: 0))
    modelled = horizon.modelledYears.map { horizon.startYear + $0 }
    (phaseYears, laterBuildDates) = (horizon.phaseYears, horizon.laterBuildDates.rawValue)
    discounting = horizon.discounting.rawValue
    (salvage, loadGrowth) = (horizon.salvage.rawValue, horizon.loadGrowth)
    (stepMinutes, calendarYear) = (site.stepMinutes, site.calendar.year)
  }
}

extension HorizonDocument.Build {
  fileprivate init(_ build: HorizonPlan.Build, of plan: HorizonPlan) {
    (component, capacity, unit) = (build.component, build.capacity, build.unit)
    (what, month, date) = (build.kind.rawValue, build.month, plan.date(of: build.month))
    amount = build.amount
    end = build.lastMonth.map { .init($0, plan.date(of: $0)) }
    capital = build.capital.cost.in(.usd)
    investmentTaxCredit = build.capital.credit.in(.usd)
  }
}

extension HorizonDocument.Sale {
  fileprivate init(_ sale: HorizonPlan.Sale, of plan: HorizonPlan) {
    (component, capacity, unit) = (sale.component, sale.capacity, sale.unit)
    (builtMonth, month, date) = (sale.builtMonth, sale.month, plan.date(of: sale.month))
    (amount, revenue) = (sale.amount, sale.revenue.in(.usd))
  }
}

extension HorizonDocument.Certificate {
  fileprivate init(_ figures: RunResult.CertificateFigures, _ plan: HorizonPlan) {
    self.figures = PlanDocument.Certificate(figures)
    yearGaps = Keyed(
      plan.years.compactMap { year in
        year.plan.optimality.map { ("\(plan.horizon.startYear + year.position)", Exact($0.mipGap)) }
      })
  }
}
