import SiteModel
import Units

extension HorizonDocument.Year {
  /// A modelled year of a plan, with what is built and sold in the years that it stands for.
  init(_ year: HorizonPlan.Year, of plan: HorizonPlan, at site: Site) {
    let (run, figures) = (year.plan, PlanFigures(plan: year.plan))
    self.year = plan.horizon.startYear + year.position
    (count, worth) = (year.count, year.worth)
    cash = run.cash.in(.usd)
    costs = Keyed(run.costs.map { ("\($0.component).\($0.line)", $0.amount.in(.usd)) })
    natures = Keyed(HorizonDocument.natures.map { ($0.rawValue, figures.cost($0)) })
    addCapital(of: plan, in: 12 * year.position..<12 * (year.position + year.count))
    supply = Keyed(
      run.components.filter { !$0.stores }.compactMap { part in
        figures.yearly(part, .supply).map { (part.component, $0) }
      })
    energy = Keyed(
      run.components.flatMap { part in
        part.flows.filter(\.key.isEnergy).map {
          ("\(part.component)_\($0.key.name)", figures.yearly($0))
        }
      })
    sizes = Keyed(run.components.map { ($0.component, PlanDocument.Size($0)) })
    details = PlanDocument.details(of: run)
    peakImport = Self.peakImport(of: run)
    let own = site.inYear(from: 12 * year.position)
    addLoad(
      run, of: own, in: .init(from: 12 * year.position, of: plan.horizon, steps: run.horizon))
    emissions = Keyed(run.emissions.map { ("\($0.component).\($0.source)", $0.amount.in(.tonnes)) })
    emissionTotals = PlanDocument.EmissionTotals(run, under: own.emissions)
  }

  private mutating func addCapital(of plan: HorizonPlan, in months: Range<Int>) {
    let spent = plan.builds.filter { months.contains($0.month) && $0.kind != .existing }
      .reduce(SitePlan.Capital(.zero)) { $0 + $1.capital }
    (capital, investmentTaxCredit) = (spent.cost.in(.usd), spent.credit.in(.usd))
    sales = plan.sales.filter { months.contains($0.month) }
      .reduce(Money.zero) { $0 + $1.revenue }.in(.usd)
  }

  /// Greatest sum of all connections' imports in a step; nil without any connection.
  private static func peakImport(of run: SitePlan) -> Double? {
    let imports = run.components.filter(\.isConnection).map { $0.values(of: .gridImport) }
    guard let first = imports.first else { return nil }
    return first.indices.map { step in
      imports.reduce(0) { $0 + ($1.indices.contains(step) ? $1[step] : 0) }
    }.max()
  }

  private mutating func addLoad(_ run: SitePlan, of site: Site, in year: PlannedYear) {
    let loads = site.components.loads
    let demand = run.classes.reduce(Energy.zero) { $0 + $1.demand }.in(.megawattHours)
    delivered = loads.reduce(Energy.zero) { $0 + $1.deliveredEnergy(in: year) }.in(.megawattHours)
    waiting = max(0, delivered - demand)
    served = run.served.in(.megawattHours)
    unserved = run.classes.reduce(Energy.zero) { $0 + $1.unserved }.in(.megawattHours)
    costPerServed = served > 0 ? cash / served : nil
    let hours = loads.compactMap { load -> Double? in
      guard let power = load.powerOfGPU else { return nil }
      let served = run.classes.filter { $0.component == load.name }
        .reduce(Energy.zero) { $0 + $1.served }
      return served.in(.megawattHours) / power.in(.megawatts)
    }
    // Without the power of every load's GPUs nobody knows how many hours there are.
    guard hours.count == loads.count else { return }
    let sum = hours.reduce(0, +)
    if sum > 0 { costPerGPUHour = cash / sum }
  }
}
