/// `plan.json`: what a plan is, as everything beside it reads it.
///
/// Written and read by this one type. A run without a plan leaves out what only a plan has.
@dynamicMemberLookup
public struct PlanDocument: JSONRecord {
  /// Changes when a key changes its name or its meaning.
  package static let version = 1

  /// What it says of its answer and its origin.
  package var frame = PlanFrame()
  package var objective: Double?
  package var lowerBound: Double?
  package var mipGap: Exact?
  package var totalCost: Double?
  package var cash: Double?
  package var served: Double?
  package var costPerServed: Double?
  package var capital: Double?
  package var investmentTaxCredit: Double?
  package var finance: FinanceDocument?
  package var relaxedLowerBound: Exact?
  package var shared: Keyed<Double>?
  package var violations: [Violation]?
  package var bindingLimits: [BindingLimit]?
  package var remedies: [Remedy]?
  package var sizes: Keyed<Size>?
  package var details: Keyed<Keyed<Double>>?
  package var energy: Keyed<Double>?
  package var heat: Keyed<Double>?
  package var costs: Keyed<Double>?
  package var natures: Keyed<Double>?
  package var nonCash: [String]?
  package var bill: Bill?
  package var emissions: Keyed<Double>?
  package var emissionTotals: EmissionTotals?
  package var nitrogenOxides: NitrogenOxides?
  package var carbonFree: CarbonFree?
  package var servedFractionBasis: String?
  package var servedFraction: Keyed<Double>?
  package var unserved: Keyed<Unserved>?
  package var expectedLoss: ExpectedLoss?
  package var shadowPrices: Keyed<ShadowPrice>?
  package var uptime: UptimeDocument?
  package var certificate: Certificate?
  package var accounts = Accounts()
  package var balanceResidual = Exact(0)
  package var overlaps = Overlaps()
  package var horizon = ModelledYear()

  /// What it says of its answer and its origin.
  public subscript<Value>(dynamicMember path: KeyPath<PlanFrame, Value>) -> Value {
    frame[keyPath: path]
  }

  package init() {}

  package static let fields: [Field<PlanDocument>] =
    PlanFrame.answer.map { $0.of(\.frame) } + about + answer + accountsOfLoad + proof
    + PlanFrame.solution.map { $0.of(\.frame) } + [
      .init("horizon", \.horizon, "the modelled steps")
    ]
    + PlanFrame.origin.map { $0.of(\.frame) }

  private static let about: [Field<PlanDocument>] = [
    .init(
      ifAny: "objective_usd_per_year", \.objective, "program cost: cash, unserved load, CO2, wear"),
    .init(ifAny: "lower_bound_usd_per_year", \.lowerBound, "no plan with this reserve costs less"),
    .init(ifAny: "mip_gap", \.mipGap, "cost above the lower bound, in relation to the cost"),
    .init(ifAny: "total_cost_usd_per_year", \.totalCost, "program cost with the loss of outages"),
    .init(ifAny: "cash_usd_per_year", \.cash, "all cash costs of a year"),
    .init(ifAny: "served_mwh", \.served, "energy that the load got in a year"),
    .init(ifAny: "cost_per_mwh_served_usd", \.costPerServed, "cash over energy served"),
    .init(ifAny: "capital_usd", \.capital, "installed cost before tax credits, paid once"),
    .init(
      ifAny: "investment_tax_credit_usd", \.investmentTaxCredit, "tax credits on it, paid once"),
    .init(ifAny: "finance", \.finance, "what the money comes to after tax"),
    .init(
      ifAny: "relaxed_lower_bound_usd_per_year", \.relaxedLowerBound,
      "of a round of prices: no plan, whole units or not, costs less at them"),
    .init(ifAny: "uses", \.shared, "what the plan uses of what sites of a portfolio share"),
    .init(ifAny: "violations", \.violations, "limits that no plan meets, and by how much"),
    .init(ifAny: "binding_limits", \.bindingLimits, "limits that hold in the closest plan"),
    .init(ifAny: "remedies", \.remedies, "the smallest changes that make the site feasible"),
  ]

  private static let answer: [Field<PlanDocument>] = [
    .init(ifAny: "sizes", \.sizes, "what to build, by component"),
    .init(ifAny: "details", \.details, "further sizes, by component and name with its unit"),
    .init(ifAny: "energy_mwh", \.energy, "energy of a year, by component and flow"),
    .init(ifAny: "heat_mmbtu", \.heat, "fuel of a year, by component and flow"),
    .init(ifAny: "cost_usd_per_year", \.costs, "cost lines, by component and line"),
    .init(ifAny: "cost_by_nature_usd_per_year", \.natures, "cost lines summed by nature"),
    .init(ifAny: "cost_lines_that_are_not_cash", \.nonCash, "cost lines outside the cost per MWh"),
    .init(ifAny: "bill_usd_per_year", \.bill, "the bill beside a year without the plan"),
    .init(ifAny: "emissions_t_co2e", \.emissions, "emissions, by component and source"),
    .init(ifAny: "emissions_totals_t_co2e", \.emissionTotals, "sums of emissions, and their cap"),
    .init(ifAny: "nitrogen_oxides", \.nitrogenOxides, "nitrogen oxides beside their cap"),
    .init(ifAny: "carbon_free", \.carbonFree, "carbon-free power in the hour of its use"),
  ]

  private static let accountsOfLoad: [Field<PlanDocument>] = [
    .init(ifAny: "served_fraction_basis", \.servedFractionBasis, "what the fractions mean"),
    .init(ifAny: "served_fraction", \.servedFraction, "energy served over demand, by class"),
    .init(ifAny: "unserved", \.unserved, "energy that the plan leaves unserved, by class"),
    .init(ifAny: "expected_loss", \.expectedLoss, "what outages cost beside the plan"),
    .init(ifAny: "shadow_prices", \.shadowPrices, "change in annual cost per unit of a limit"),
    .init(ifAny: "uptime", \.uptime, "what simulated outages show"),
  ]

  private static let proof: [Field<PlanDocument>] = [
    .init("certificate", \.certificate, "check of the solver's point by other code"),
    .init("accounts", \.accounts, "the plan beside accounts of its dispatch"),
    .init("balance_residual_mw", \.balanceResidual, "greatest difference of supply and use"),
    .init("simultaneous_charge_and_discharge", \.overlaps, "flows in and out in the same step"),
  ]
}
