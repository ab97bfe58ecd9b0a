package import Units

extension Finance {
  static let inflationKey = Parameter<NumberDimension>(
    "inflation_fraction_per_year", .fractionPerYear, 0...0.2,
    "inflation that makes real amounts nominal, such as 0.025")
  static let federalKey = Parameter<NumberDimension>(
    "federal_tax_fraction", .fraction, 0...0.6, .default(0.21), "federal tax on income")
  static let stateKey = Parameter<NumberDimension>(
    "state_tax_fraction", .fraction, 0...0.2, .default(0),
    "state tax on income, which is deducted from what the federation taxes")
  static let appetiteKey = ChoiceParameter<TaxAppetite>(
    "tax_appetite", default: .full,
    "who uses losses and credits above a year's tax: an owner with other income at once (full), or the "
      + "project in later years (carry_forward)")
  /// The month in which everything is placed in service, where a year recurs.
  public static let serviceKey = "in_service_month"
  package static let constructionKey = Parameter<NumberDimension>(
    "construction_months", .count, 0...120, .default(12),
    "months from the beginning of construction until something is placed in service")
  static let yearsKey = Parameter<YearsDimension>(
    "analysis_years", .years, 1...60, .optional,
    "years that are looked at where a year recurs; 20 unless written")
  static let bonusKey = Parameter<NumberDimension>(
    "bonus_depreciation_fraction", .fraction, 0...1, .default(1),
    "share of the basis that is written off in the first year")
  static let transferKey = Parameter<NumberDimension>(
    "credit_transfer_price_fraction", .fraction, 0.5...1, .default(1),
    "what a dollar of credit brings: 1 where the owner uses it, less where it is sold")
  static let propertyTaxKey = Parameter<NumberDimension>(
    "property_tax_fraction_per_year", .fractionPerYear, 0...0.1, .default(0),
    "property tax of a year, of what was paid for plant")
  static let insuranceKey = Parameter<NumberDimension>(
    "insurance_fraction_per_year", .fractionPerYear, 0...0.1, .default(0),
    "insurance of a year, of what was paid for plant")
  static let landKey = Parameter<MoneyDimension>(
    "land_usd_per_year", .usdPerYear, 0...1e9, .default(0), "rent of land in a year")
  static let debtShareKey = Parameter<NumberDimension>(
    "debt_fraction", .fraction, 0...0.95, .optional,
    "share of the first capital that is borrowed, with level payments")
  static let debtCoverKey = Parameter<NumberDimension>(
    "debt_service_coverage_factor", .factor, 1...5, .optional,
    "cash before debt for each dollar of debt service (DSCR), by which the debt is sized and sculpted"
  )
  static let debtRateKey = Parameter<NumberDimension>(
    "debt_interest_fraction_per_year", .fractionPerYear, 0...0.3, .optional,
    "nominal interest of a year")
  static let debtYearsKey = Parameter<YearsDimension>(
    "debt_term_years", .years, 1...40, .optional, "years until the debt is paid back")
  static let debtFeeKey = Parameter<NumberDimension>(
    "debt_fee_fraction", .fraction, 0...0.1, .default(0),
    "what the lender takes at the beginning, of what is borrowed")
  static let equityKey = Parameter<NumberDimension>(
    "equity_return_fraction_per_year", .fractionPerYear, 0...0.5, .optional,
    "nominal rate that owners ask for; the site's real discount rate with inflation unless written")
  static let priceKey = Parameter<Per<MoneyDimension, EnergyDimension>>(
    "power_price_usd_per_mwh", .usdPerMegawattHour, 0...100_000, .optional,
    "what is paid for each MWh served, real")
  static let leaseKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "lease_usd_per_kw_month", .usdPerKilowattMonth, 0...100_000, .optional,
    "what is paid in a month for each kW of the load's peak, real")
  static let priceChangeKey = Parameter<NumberDimension>(
    "revenue_escalation_fraction_per_year", .fractionPerYear, -0.2...0.2, .default(0),
    "real change of what is paid from one year to the next")
  package static let referenceKey = "reference"

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    [
      inflationKey.spec, federalKey.spec, stateKey.spec, appetiteKey.spec,
      ParameterSpec(
        key: serviceKey, kind: .text, presence: .optional,
        meaning:
          "month in which everything is placed in service where a year recurs, such as 2027-06; with "
          + "horizon: by the month in which it is built"),
      constructionKey.spec, yearsKey.spec, bonusKey.spec, transferKey.spec, propertyTaxKey.spec,
      insuranceKey.spec, landKey.spec, debtShareKey.spec, debtCoverKey.spec, debtRateKey.spec,
      debtYearsKey.spec, debtFeeKey.spec, equityKey.spec, priceKey.spec, leaseKey.spec,
      priceChangeKey.spec,
      ParameterSpec(
        key: referenceKey, kind: .text, presence: .optional,
        meaning:
          "scenario of the site whose plan this one is set beside: what is paid more, what comes back, and "
          + "when"),
    ]
  }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues, overHorizon: Bool) -> [ParameterProblem] {
    var problems: [ParameterProblem] = []
    func report(_ key: String, _ message: String, _ help: String) {
      problems.append(ParameterProblem(key: key, message: message, help: help))
    }
    let isSized = [debtShareKey.key, debtCoverKey.key].filter { values.value(of: $0) != nil }
    if isSized.count == 2 {
      report(
        debtCoverKey.key, "the debt is sized twice",
        "write \(debtShareKey.key) or \(debtCoverKey.key), not both")
    }
    let terms = [debtRateKey.key, debtYearsKey.key]
    for key in terms where !isSized.isEmpty && values.value(of: key) == nil {
      report(
        isSized[0], "a debt needs \(key)",
        "write \(key), such as \(key == terms[0] ? "0.07" : "15")")
    }
    for key in terms where isSized.isEmpty && values.value(of: key) != nil {
      report(
        key, "there is no debt that \(key) could be of",
        "write \(debtShareKey.key) or \(debtCoverKey.key), or leave \(key) out")
    }
    if let years = values.optional(debtYearsKey)?.in(.years), years != years.rounded() {
      report(debtYearsKey.key, "a loan runs for whole years", "write \(Int(years.rounded()))")
    }
    if let years = values.optional(yearsKey)?.in(.years), years != years.rounded() {
      report(yearsKey.key, "only whole years are looked at", "write \(Int(years.rounded()))")
    }
    if values.value(of: debtCoverKey.key) != nil,
      values.optional(priceKey) == nil, values.optional(leaseKey) == nil
    {
      report(
        debtCoverKey.key, "a debt that cash carries needs a revenue",
        "write \(priceKey.key) or \(leaseKey.key), or \(debtShareKey.key)")
    }
    if case .word(let text)? = values.value(of: serviceKey) {
      if CalendarMonth(text) == nil {
        report(serviceKey, "'\(text)' is not a month", "write a year and a month, such as 2027-06")
      } else if overHorizon {
        report(
          serviceKey, "over a horizon the plan says when something is placed in service",
          "leave \(serviceKey) out")
      }
    } else if !overHorizon {
      report(
        serviceKey, "finance needs '\(serviceKey)' where a year recurs",
        "write the month in which the plant is placed in service, such as \(serviceKey): 2027-06")
    }
    if overHorizon, values.optional(yearsKey) != nil {
      report(
        yearsKey.key, "the years that are looked at are those of the horizon",
        "leave \(yearsKey.key) out")
    }
    return problems
  }
}
