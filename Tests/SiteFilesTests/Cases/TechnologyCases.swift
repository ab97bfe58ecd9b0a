extension Case {
  static let technologies: [Case] = [
    Case("an unknown technology", "technology: solar", "technology: sollar"),
    Case("a technology with a path", "technology: solar", "technology: ../solar"),
    Case("a technology of another kind", "technology: solar", "technology: battery"),
    Case("an unknown key", in: Fixture.solar, "life_years", "live_years"),
    Case("a wrong number", in: Fixture.solar, "life_years: 30", "life_years: thirty"),
    Case(
      "a value out of range once it is moved to the site's dollars", in: Fixture.solar,
      "per_kwdc: 1000", "per_kwdc: 19900"),
    Case("no type", in: Fixture.solar, "type: solar\n", ""),
    Case("no source and no year", in: Fixture.solar, "dollar_year: 2024\nsource: nowhere\n", ""),
    Case(
      "a series in a technology", in: Fixture.solar, "life_years: 30",
      "life_years: 30\noutput_kw_per_kwdc: {file: load.csv, column: output_kw_per_kwdc}"),
    Case(
      "a default left out without another", "technology: solar",
      "technology: solar\n    life_years: null"),
    Case("YAML syntax", in: Fixture.solar, "notes:", "notes: ["),
    Case("no deflators") { try $0.remove("deflators.csv") },
    Case("a year without a deflator", in: "deflators.csv", "2024,100\n", ""),
    Case("a wrong column of deflators", in: "deflators.csv", "gdp_deflator_index", "index"),
    Case("damaged deflators") {
      try $0.write("deflators.csv", "year,gdp_deflator_index\n2024,100\n2024,101\nsoon,3\n2026,\n")
    },
  ]
}
