/// Tariffs that can be read and billed, but not planned with: exports that pay for imports, and charges
/// that no linear program prices.
extension Case {
  private static func tariff(_ name: String, head: String = "", _ rows: String, grid: String = "")
    -> Case
  {
    Case(name) {
      let lead = "# dollar_year: 2026\n# source: x\n# effective: x\n" + head
      let columns =
        "line,kind,months,days,hours,tier_from,tier_unit,percent,lookback,of,rate,unit\n"
      try $0.write(Fixture.tariff, lead + columns + rows)
      if !grid.isEmpty {
        try $0.replace(Fixture.site, "import_limit_mw: 12", "import_limit_mw: 12\n    \(grid)")
      }
    }
  }

  private static let windows =
    "day,energy,all,all,6-18,,,,,,50,USD/MWh\nnight,energy,all,all,0-6;18-24,,,,,,30,USD/MWh\n"

  static let tariffPricing: [Case] = [
    tariff(
      "exports dearer than imports at night only", head: "# netting: monthly\n",
      windows + "sold,export,all,all,all,,,,,,40,USD/MWh\n", grid: "export_limit_mw: 5"),
    tariff(
      "exports dearer than imports at night, netted within the step",
      windows + "sold,export,all,all,all,,,,,,40,USD/MWh\n", grid: "export_limit_mw: 5"),
    tariff(
      "a rider makes imports as dear as exports",
      windows + "sold,export,all,all,all,,,,,,40,USD/MWh\nfees,rider,all,all,all,,,,,,10,USD/MWh\n",
      grid: "export_limit_mw: 5"),
    tariff(
      "hours' use that becomes dearer than demand",
      "energy,energy,all,all,all,0,kWh/kW,,,demand,0.04,USD/kWh\n"
        + "energy,energy,all,all,all,400,kWh/kW,,,demand,0.07,USD/kWh\n"
        + "demand,demand,all,all,all,,,,,,10,USD/kW-month\n"),
    tariff(
      "hours' use that becomes a little dearer",
      "energy,energy,all,all,all,0,kWh/kW,,,demand,0.04,USD/kWh\n"
        + "energy,energy,all,all,all,400,kWh/kW,,,demand,0.06,USD/kWh\n"
        + "demand,demand,all,all,all,,,,,,10,USD/kW-month\n"),
    tariff(
      "a minimum bill of netted energy", head: "# netting: monthly\n",
      windows + "sold,export,all,all,all,,,,,,20,USD/MWh\n"
        + "least,minimum_bill,all,all,all,,,,,,100000,USD/month\n", grid: "export_limit_mw: 5"),
  ]
}
