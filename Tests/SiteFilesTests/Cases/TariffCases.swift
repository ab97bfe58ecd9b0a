extension Case {
  private static func tariff(_ name: String, _ old: String, _ new: String) -> Case {
    Case(name, in: Fixture.tariff, old, new)
  }

  static let tariffs: [Case] = [
    Case("an unknown tariff", "tariff: plain", "tariff: plan"),
    Case("a tariff with a path", "tariff: plain", "tariff: /plain"),
    Case("an empty tariff") { try $0.write(Fixture.tariff, "") },
    Case("a header alone") {
      try $0.write(Fixture.tariff, "# dollar_year: 2026\nline,kind,months,days,hours,rate,unit\n")
    },
    tariff("hours priced twice", "weekday,13-18,0.20", "weekday,12-19,0.20"),
    tariff("hours without a price", "0-13;18-24", "0-13;18-23"),
    tariff("months without a price", "1-5;10-12", "1-5;11-12"),
    tariff("weekends without a price", "weekend,energy,6-9,weekend", "weekend,energy,6-9,weekday"),
    tariff("no line for energy", "peak,energy", "peak,rider"),
    tariff("a wrong unit", "6.5,USD/kW-month", "6.5,USD/kW-year"),
    tariff("a price in the unit of another", "80,USD/MWh", "80,USD/kWh"),
    tariff("an unknown kind", "demand,demand", "demand,demnd"),
    tariff("months that are none", "1-5;10-12", "Jan-May"),
    tariff("a month that is not", "1-5;10-12", "1-5;10-13"),
    tariff("months twice", "1-5;10-12", "1-5;5-12"),
    tariff("hours over midnight", "0-13;18-24", "18-13"),
    tariff("a blank window", "6-9,weekday,13-18", ",,"),
    tariff("days that are none", "weekend,energy,6-9,weekend", "weekend,energy,6-9,sunday"),
    tariff("a window where there is none", "customer,fixed,all", "customer,fixed,6-9"),
    tariff("a negative charge", "100,USD/month", "-100,USD/month"),
    tariff("a comma decimal", "0.07,USD", "\"0,07\",USD"),
    tariff("no rate", "0.07,USD", ",USD"),
    tariff("a name twice", "shoulder,energy", "peak,energy"),
    tariff("no name", "shoulder,energy", ",energy"),
    tariff("an unknown column", "hours,rate,unit,note", "hour,rate,unit,comment"),
    tariff("a missing column", "line,kind", "name,kind"),
    tariff("no dollar year", "# dollar_year: 2024\n", ""),
    tariff("a wrong dollar year", "# dollar_year: 2024", "# dollar_year: now"),
    tariff("no source is a warning", "# source: nowhere\n", ""),
    tariff("a comment that is nearly known", "# source:", "# sources:"),
    tariff("an index beside prices", "credit,rider", "credit,energy_index"),
    tariff(
      "commas in a quoted note are fine", "100,USD/month,", "100,USD/month,\"a, \"\"b\"\", c\""),
    Case("an index without a price") {
      try $0.write(
        Fixture.tariff,
        "# dollar_year: 2026\n# source: x\n# effective: x\nline,kind,months,days,hours,rate,unit\nadder,energy_index,all,all,all,-3,USD/MWh\n"
      )
    },
  ]
}
