extension Case {
  /// Credits of two technologies, and one that needs a ratio of material assistance.
  static let creditText = """
    technology,kind,construction_from_month,construction_until_month,in_service_until_month,rate,unit,min_material_assistance_ratio_fraction,as_of,source,evidence
    solar,investment,2026-01,2026-06,2029-12,0.3,fraction,0.4,2026-10,a law,read
    solar,production,2026-01,2026-06,2029-12,30,usd_2025_per_mwh,0.4,2026-10,a law,placeholder
    storage,investment,2026-01,2026-12,,0.3,fraction,0.55,2026-10,a law,read

    """

  /// A site with finance, and something else of it.
  private static func taxed(
    _ name: String, _ finance: String = "", credits: String = creditText,
    _ old: String = "a pad", _ new: String = "a pad", set overrides: [String] = [],
    recurs: Bool = true
  ) -> Case {
    Case(name, set: overrides) {
      try $0.write("finance/us-credits.csv", credits)
      try $0.write(
        "deflators.csv", "year,gdp_deflator_index\n2024,100\n2025,102\n2026,105\n")
      try $0.replace(Fixture.site, old, new)
      try $0.replace(
        Fixture.site, "uptime:",
        "finance:\n  inflation_fraction_per_year: 0.025\n"
          + (recurs ? "  in_service_month: 2027-03\n" : "") + "\(finance)uptime:"
      )
    }
  }

  static let finance: [Case] = [
    taxed("finance with all that is needed"),
    Case("no inflation", "uptime:", "finance: {in_service_month: 2027-03}\nuptime:"),
    Case(
      "no credits", "uptime:",
      "finance: {inflation_fraction_per_year: 0, in_service_month: 2027-03}\nuptime:"),
    Case("no month of service", "uptime:", "finance: {inflation_fraction_per_year: 0.02}\nuptime:"),
    taxed("a discount rate of its own", "  real_discount_rate: 0.1\n"),
    taxed("an unknown key", "  inflation: 0.1\n"),
    taxed("a debt without terms", "  debt_fraction: 0.6\n"),
    taxed("terms without a debt", "  debt_term_years: 12\n"),
    taxed(
      "a debt that is sized twice",
      "  debt_fraction: 0.6\n  debt_service_coverage_factor: 1.3\n  debt_interest_fraction_per_year: 0.07\n"
        + "  debt_term_years: 12.5\n"),
    taxed("a scenario to be set beside that there is not", "  reference: gas-alone\n"),
    taxed("half a year to be looked at", "  analysis_years: 12.5\n"),
    taxed(
      "years of the horizon and others", "  analysis_years: 12\n", "uptime:",
      "horizon: {years: 3, start_month: 2027-01}\nuptime:"),
    taxed(
      "a life of half a year", "", "life_years: 20", "life_years: 20.5"),
    taxed(
      "the simple credit beside finance", "", "max_power_mw: 5",
      "max_power_mw: 5\n    investment_tax_credit_fraction: 0.3"),
    taxed(
      "too little that no prohibited entity made", "", "max_power_mw: 5",
      "max_power_mw: 5\n    material_assistance_ratio_fraction: 0.3"),
    taxed(
      "enough of it", "", "max_power_mw: 5",
      "max_power_mw: 5\n    material_assistance_ratio_fraction: 0.6"),
    taxed(
      "construction in no month", "", "max_power_mw: 5",
      "max_power_mw: 5\n    construction_start_month: June 2026"),
    taxed(
      "construction after the law's last month", "", "land_limit_mwdc: 40",
      "land_limit_mwdc: 40\n    construction_start_month: 2026-09"),
    taxed(
      "a credit by energy over a horizon", "", "components:\n",
      "horizon: {years: 2, start_month: 2027-01}\ncomponents:\n",
      set: [
        "components.solar_field.tax_credit=production"
      ], recurs: false),
    taxed(
      "a credit of what has none", "", "min_units: 0", "min_units: 0\n    tax_credit: investment"),
    taxed(
      "a table of credits with mistakes",
      credits: creditText.replacing("0.3,fraction", with: "3,fraction")
        .replacing("2026-01,2026-06,2029-12,30", with: "2026-13,2026-06,soon,30")),
    taxed(
      "a table of credits with other columns", credits: creditText.replacing("as_of", with: "when")),
    Case(
      "keys of tax without finance", "max_power_mw: 5",
      "max_power_mw: 5\n    depreciation_class: macrs_7\n    credit_eligible_fraction: 0.8"),
  ]
}
