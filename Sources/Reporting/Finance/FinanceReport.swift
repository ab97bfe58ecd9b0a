package import Accounting
package import SiteModel
import Units

/// What a plan's money comes to after tax: what the tables, the summary and the page tell of it.
package struct FinanceReport: Sendable {
  /// The plan that it is set beside.
  package struct Reference: Sendable {
    /// The scenario.
    package let name: String
    /// Its pro forma; nil where it has no plan.
    package let project: ProjectFinance?

    /// A scenario and its pro forma.
    package init(name: String, project: ProjectFinance?) {
      (self.name, self.project) = (name, project)
    }
  }

  /// One figure.
  package struct Figure: Sendable, Equatable {
    /// Name that ends in its unit.
    package let key: String
    /// What it is, for people.
    package let name: String
    /// The number in the unit of the key; nil where there is none.
    package let value: Double?
    /// What to say where there is no number: why.
    package let absence: String
    /// Decimals that people read.
    package let places: Int

    /// As people read it.
    package var text: String {
      guard let value else { return absence }
      return key.hasSuffix("_fraction")
        ? FigureText.grouped(100 * value, places: 2) + " %"
        : FigureText.grouped(value, places: places)
    }
  }

  package let project: ProjectFinance
  package let reference: Reference?
  /// Facility MW of one GPU; nil where nothing says.
  private let gpu: Double?

  /// The report of a plan; nil without `finance:`.
  package init?(_ project: ProjectFinance?, of site: Site, beside reference: Reference? = nil) {
    guard let project else { return nil }
    (self.project, self.reference) = (project, reference)
    let powers = Set(site.components.loads.map { $0.powerOfGPU?.in(.megawatts) })
    gpu = powers.count == 1 ? powers.first.flatMap { $0 } : nil
  }

  /// Purchases by component in the order of the plan: real capital and its credits.
  package var capital: [(component: String, cost: Double, credit: Double)] {
    HorizonText.unique(project.flows.purchases.map(\.component)).map { name in
      let own = project.flows.purchases.filter { $0.component == name }
      return (
        name, own.reduce(0) { $0 + $1.cost.in(.usd) },
        own.reduce(0) { $0 + $1.credit * $1.cost.in(.usd) }
      )
    }
  }

  /// All figures.
  package var figures: [Figure] { costs + hours + revenue + debt + comparison + check }

  private func figure(
    _ key: String, _ name: String, _ value: Double?, _ absence: String = "", places: Int = 0
  ) -> Figure {
    Figure(key: key, name: name, value: value, absence: absence, places: places)
  }

  private func rate(_ key: String, _ name: String, _ rate: InternalRate) -> Figure {
    let word = rate == .several ? "several" : "none"
    return figure(key, name, rate.value, word, places: 4)
  }

  private var costs: [Figure] {
    let paid = capital.reduce(0) { $0 + $1.cost }
    let credited = capital.reduce(0) { $0 + $1.credit }
    let real = project.levelisedCost?.in(.usdPerMegawattHour)
    return [
      figure("capital_usd", "capital", paid),
      figure("investment_tax_credit_usd", "investment tax credits", credited),
      figure("capital_after_credits_usd", "capital after credits", paid - credited),
      figure("lcoe_real_usd_per_mwh", "LCOE, real, per MWh", real, "nothing is served", places: 2),
      figure(
        "lcoe_nominal_usd_per_mwh", "LCOE, nominal, per MWh",
        project.nominalLevelisedCost?.in(.usdPerMegawattHour), "nothing is served", places: 2),
      figure("cost_npv_usd", "NPV of costs after tax", project.costWorth.in(.usd)),
    ]
  }

  /// What the power of a GPU-hour costs, where the site says how much that is.
  private var hours: [Figure] {
    guard let gpu, let real = project.levelisedCost?.in(.usdPerMegawattHour) else { return [] }
    return [
      figure(
        "power_cost_per_gpu_hour_usd", "power of a GPU-hour (LCOC), real", gpu * real, places: 4)
    ]
  }

  private var revenue: [Figure] {
    guard project.hasRevenue else { return [] }
    let flows = project.proForma.unlevered
    let never = "never"
    return [
      figure("npv_usd", "NPV after tax, without debt", project.netPresentValue.in(.usd)),
      rate("project_irr_fraction", "IRR of the project", project.projectRate),
      figure("payback_years", "payback, simple, years", Worth.payback(flows), never, places: 2),
      figure(
        "discounted_payback_years", "payback, discounted, years",
        Worth.payback(flows, at: project.finance.nominalRate), never, places: 2),
      figure("equity_npv_usd", "NPV of the owners", project.equityValue.in(.usd)),
      rate("equity_irr_fraction", "IRR of the owners", project.equityReturn),
    ]
  }

  private var debt: [Figure] {
    guard let schedule = project.proForma.schedule else { return [] }
    let none = "no debt"
    return [
      figure("debt_usd", "debt", schedule.principal.in(.usd)),
      figure("min_dscr_factor", "least DSCR", schedule.leastCover, none, places: 2),
      figure("mean_dscr_factor", "mean DSCR", schedule.meanCover, none, places: 2),
      figure("loan_life_cover_factor", "LLCR", schedule.loanLifeCover, none, places: 2),
    ]
  }

  /// What the plan pays more than its reference, and when that has come back.
  private var comparison: [Figure] {
    guard let reference else { return [] }
    guard let flows = reference.project.flatMap(project.difference) else {
      return [
        figure(
          "npv_against_reference_usd", "NPV against \(reference.name)", nil,
          reference.project == nil ? "it has no plan" : "other years")
      ]
    }
    let rate = project.finance.nominalRate
    let worth = project.flows.timing * Worth.present(flows, at: rate)
    return [
      figure("npv_against_reference_usd", "NPV against \(reference.name)", worth.in(.usd)),
      self.rate(
        "irr_against_reference_fraction", "IRR against \(reference.name)",
        InternalRate(of: flows)),
      figure(
        "payback_against_reference_years", "payback against \(reference.name), years",
        Worth.payback(flows), "never", places: 2),
      figure(
        "discounted_payback_against_reference_years",
        "discounted payback against \(reference.name), years", Worth.payback(flows, at: rate),
        "never", places: 2),
    ]
  }

  /// What the linear program says of the costs.
  private var check: [Figure] {
    guard !project.mustAgree else { return [] }
    return [
      figure(
        "waiting_losses_usd", "NPV lost as losses and credits wait",
        (project.programWorth - project.costWorth).in(.usd))
    ]
  }
}
