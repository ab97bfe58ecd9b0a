import Accounting
package import SiteModel
import Units

extension PlanDocument {
  /// The document of a result: the same bytes for the same result.
  public init(_ result: RunResult) {
    self.init(result, tables: ResultFiles.tables(of: result))
  }

  init(_ result: RunResult, tables: [OutputFile]) {
    self.init()
    let plan = result.plan
    frame.schemaVersion = Self.version
    frame.status = plan.status.rawValue
    frame.statement = Wording.status(of: result)
    if plan.hasDispatch {
      addMoney(plan, isTied: !(result.site.sharing?.isNeutral ?? true))
      finance = result.finance.map(FinanceDocument.init)
      addSizes(plan, of: result.site)
      addEmissions(plan, of: result.site)
      addLoad(plan, uptime: result.uptime)
    } else {
      violations = plan.violations.map { Violation($0, of: plan) }
    }
    if !plan.hasDispatch || plan.status == .uncertified {
      bindingLimits = plan.bindingLimits.map(BindingLimit.init)
      remedies = plan.remedies?.map(Remedy.init)
    }
    addProof(result)
    addOrigin(result, tables: tables)
  }

  /// What a round of a portfolio's prices reads of a site: its cost at them with units and running relaxed, what
  /// no plan at them costs less than, and what it uses of what sites share.
  ///
  /// - Parameter uses: of the year that recurs, or of a horizon.
  package init(relaxed result: RunResult, uses: [SitePlan.SharedUse]) {
    self.init()
    frame.schemaVersion = Self.version
    frame.status = result.plan.status.rawValue
    frame.statement = Wording.status(of: result)
    if let certificate = result.certificate, !uses.isEmpty {
      objective = certificate.objective
      relaxedLowerBound = Exact(certificate.lowerBound)
      shared = Keyed(ifAny: uses)
    } else {
      violations = result.plan.violations.map { Violation($0, of: result.plan) }
    }
    certificate = result.certificate.map(Certificate.init)
    frame.tell(result.program, result.solver)
    addOrigin(result, tables: [])
  }

  /// - Parameter isTied: whether a portfolio's terms make it another plan than alone.
  private mutating func addMoney(_ plan: SitePlan, isTied: Bool) {
    let figures = PlanFigures(plan: plan)
    objective = plan.objective.in(.usd)
    lowerBound = plan.optimality?.lowerBound.in(.usd)
    mipGap = plan.optimality.map { Exact($0.mipGap) }
    totalCost = plan.totalCost?.in(.usd)
    cash = plan.cash.in(.usd)
    served = plan.served.in(.megawattHours)
    costPerServed = figures.costPerServed
    capital = plan.capital.cost.in(.usd)
    investmentTaxCredit = plan.capital.credit.in(.usd)
    if isTied { shared = Keyed(ifAny: plan.shared) }
    costs = Keyed(plan.costs.map { ("\($0.component).\($0.line)", $0.amount.in(.usd)) })
    var all: [SitePlan.CostLine.Nature] = [.cash, .unserved, .carbonPrice, .nonCash]
    if plan.costs.contains(where: { $0.nature == .sharedPrice }) { all.append(.sharedPrice) }
    natures = Keyed(all.map { ($0.rawValue, figures.cost($0)) })
    nonCash = plan.costs.filter { $0.nature != .cash }.map { "\($0.component).\($0.line)" }
  }

  private mutating func addSizes(_ plan: SitePlan, of site: Site) {
    let figures = PlanFigures(plan: plan)
    sizes = Keyed(plan.components.map { ($0.component, Size($0)) })
    details = Self.details(of: plan)
    func sums(_ isWanted: (FlowKey) -> Bool) -> Keyed<Double> {
      Keyed(
        plan.components.flatMap { part in
          part.flows.filter { isWanted($0.key) }.map {
            ("\(part.component)_\($0.key.name)", figures.yearly($0))
          }
        })
    }
    energy = sums(\.isEnergy)
    heat = sums { $0.unit == .mmbtuPerHour }
    bill = Bill(Savings(site: site, plan: plan, cash: plan.cash))
  }

  /// Further sizes, by component.
  static func details(of plan: SitePlan) -> Keyed<Keyed<Double>> {
    Keyed(
      plan.components.filter { !$0.details.isEmpty }.map { part in
        (part.component, Keyed(part.details.map { ($0.key, $0.value) }))
      })
  }

  private mutating func addEmissions(_ plan: SitePlan, of site: Site) {
    emissions = Keyed(
      plan.emissions.map { ("\($0.component).\($0.source)", $0.amount.in(.tonnes)) })
    emissionTotals = EmissionTotals(plan, under: site.emissions)
    if let cap = site.emissions.nitrogenOxidesPerYear {
      var own = NitrogenOxides()
      own.amount = plan.nitrogenOxides(of: site).in(.tonnes)
      own.cap = cap.in(.tonnes)
      nitrogenOxides = own
    }
    if let required = site.emissions.hourlyCarbonFree {
      let score = CarbonFreeAccount(site: site, plan: plan).score
      var own = CarbonFree()
      own.required = required
      (own.score, own.hourlyMatch, own.volumetric) =
        (score.score, score.hourlyMatch, score.volumetric)
      carbonFree = own
    }
  }

  private mutating func addLoad(_ plan: SitePlan, uptime result: UptimeResult?) {
    servedFractionBasis =
      "planned: served ÷ demanded energy; "
      + (result == nil ? "no failures simulated" : "failures: see uptime")
    // A class is named as such, with its load where two loads share the name.
    func named<Value>(_ value: (SitePlan.ClassPlan) -> Value) -> Keyed<Value> {
      Keyed(
        plan.classes.map { part in
          let isShared = plan.classes.count { $0.name == part.name } > 1
          return (isShared ? "\(part.component).\(part.name)" : part.name, value(part))
        })
    }
    servedFraction = named(\.servedFraction)
    unserved = named(Unserved.init)
    expectedLoss = ExpectedLoss(plan)
    shadowPrices = Keyed(plan.shadowPrices.map { ($0.limit, ShadowPrice($0)) })
    uptime = result.map(UptimeDocument.init)
  }

  private mutating func addProof(_ result: RunResult) {
    certificate = result.certificate.map(Certificate.init)
    accounts = Accounts(result.reconciliation)
    balanceResidual = Exact(result.plan.greatestBalanceResidual.in(.megawatts))
    overlaps = Overlaps(result.plan)
    frame.tell(result.program, result.solver)
  }

  private mutating func addOrigin(_ result: RunResult, tables: [OutputFile]) {
    let (site, horizon) = (result.site, result.plan.horizon)
    self.horizon.year = horizon.calendar.year
    self.horizon.stepMinutes = horizon.stepMinutes
    self.horizon.steps = horizon.count
    self.horizon.utcOffset = horizon.calendar.utcOffsetMinutes.map { Double($0) / 60 }
    self.horizon.weight = horizon.weight
    frame.tell(
      site, overrides: result.overrides, warnings: result.warnings, planNotes: result.plan.notes)
    frame.conventions = Wording.conventions(of: site)
    frame.tables = tables.map { File($0.name, Digest.sha256(of: $0.bytes)) }
  }
}

extension Keyed<Double> {
  /// What a plan uses of what sites share; nil where it shares nothing.
  init?(ifAny uses: [SitePlan.SharedUse]) {
    guard !uses.isEmpty else { return nil }
    self.init(uses.map { ($0.name, $0.amount) })
  }
}
