extension HorizonDocument {
  /// A modelled year.
  package struct Year: JSONRecord {
    package var year = 0
    package var count = 0
    package var worth = 0.0
    package var cash = 0.0
    package var costs = Keyed<Double>()
    package var natures = Keyed<Double>()
    package var capital = 0.0
    package var investmentTaxCredit = 0.0
    package var sales = 0.0
    package var supply = Keyed<Double>()
    package var energy = Keyed<Double>()
    package var peakImport: Double?
    package var delivered = 0.0
    package var served = 0.0
    package var unserved = 0.0
    package var waiting = 0.0
    package var costPerServed: Double?
    package var costPerGPUHour: Double?
    package var sizes = Keyed<PlanDocument.Size>()
    package var details = Keyed<Keyed<Double>>()
    package var emissions = Keyed<Double>()
    package var emissionTotals = PlanDocument.EmissionTotals()

    package init() {}

    package static let fields: [Field<Year>] = [
      .init("year", \.year, "calendar year"),
      .init("years", \.count, "years that it stands for, its own first"),
      .init(
        "present_worth_factor", \.worth, "present value of 1 USD paid in each of these years"),
      .init("cash_usd", \.cash, "cash costs of the year, capital as yearly payments"),
      .init("costs_usd", \.costs, "cost lines, by component and line"),
      .init("cost_by_nature_usd", \.natures, "cost lines summed by nature"),
      .init("capital_usd", \.capital, "spent on what is built in its years, before tax credits"),
      .init("investment_tax_credit_usd", \.investmentTaxCredit, "tax credits on it"),
      .init("sales_usd", \.sales, "what is sold in its years brings"),
      .init("supply_mwh", \.supply, "energy made or imported, by component that does not store"),
      .init("energy_mwh", \.energy, "energy, by component and flow"),
      .init("peak_import_mw", \.peakImport, "peak import from the grid in a step"),
      .init("delivered_mwh", \.delivered, "energy that all modules delivered would need"),
      .init("served_mwh", \.served, "energy that the load got"),
      .init("unserved_mwh", \.unserved, "energy not served to what is energised"),
      .init("waiting_mwh", \.waiting, "energy that modules waiting for power would need"),
      .init("cost_per_mwh_served_usd", \.costPerServed, "cash over energy served"),
      .init("cost_per_gpu_hour_usd", \.costPerGPUHour, "cash over GPU-hours served"),
      .init("sizes", \.sizes, "what stands at its end, by component", isNew: true),
      .init(
        "details", \.details, "further sizes, by component and name with its unit", isNew: true),
      .init("emissions_t_co2e", \.emissions, "emissions, by component and source"),
      .init("emissions_totals_t_co2e", \.emissionTotals, "sums of emissions, and their cap"),
    ]
  }

  /// The check of the solver's point over the horizon; null where undefined.
  package struct Certificate: JSONRecord {
    /// As of a year that recurs, in present values.
    package var figures = PlanDocument.Certificate()
    package var yearGaps = Keyed<Exact>()

    package init() {}

    package static let fields: [Field<Certificate>] = [
      .init("objective_usd", \.figures.objective, "present value of the last program solved"),
      .init("lower_bound_usd", \.figures.lowerBound, "its bound, from dual prices"),
      .init(
        "primal_residual", \.figures.primalResidual, "greatest relative violation of a row"),
      .init(
        "dual_residual", \.figures.dualResidual, "greatest relative violation of a reduced cost"),
      .init("relative_gap", \.figures.relativeGap, "cost above the bound, over gross cost"),
      .init("passed", \.figures.passed, "whether all are within their limits"),
      .init("year_gaps", \.yearGaps, "gap of each year whose running was bounded by itself"),
    ]
  }
}
