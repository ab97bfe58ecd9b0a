import Foundation

extension Case {
  private static let header =
    "line,kind,months,days,hours,tier_from,tier_unit,percent,lookback,of,rate,unit\n"
  private static let head = "# dollar_year: 2026\n# source: x\n# effective: x\n"
  private static let energy = "energy,energy,all,all,all,,,,,,50,USD/MWh\n"
  private static let demand = "demand,demand,all,all,all,,,,,,10,USD/kW-month\n"

  /// A tariff of energy, demand and some rows; keys of its head, of the grid, and files of the site.
  private static func rows(
    _ name: String, _ rows: String, head more: String = "", base: String = energy + demand,
    grid: String = "", files: [(String, String)] = []
  ) -> Case {
    Case(name) {
      try $0.write(Fixture.tariff, head + more + header + base + rows + "\n")
      if !grid.isEmpty {
        try $0.replace(Fixture.site, "import_limit_mw: 12", "import_limit_mw: 12\n    \(grid)")
      }
      for (path, text) in files { try $0.write("sites/pad/\(path)", text) }
    }
  }

  private static func peaks(_ name: String, _ rows: String) -> Case {
    Case.rows(
      name, "cp,coincident_peak,all,all,all,,,,,,72,USD/kW-year", grid: "coincident_peaks: cp.csv",
      files: [("cp.csv", "line,peak,start,probability\n" + rows)])
  }

  private static func metered(_ name: String, _ rows: String) -> Case {
    Case.rows(
      name, "", base: energy + demand.dropLast(), grid: "metered_peaks: seen.csv",
      files: [("seen.csv", "line,year,month,peak_kw\n" + rows)])
  }

  static let tariffLanguage: [Case] = [
    rows("hour 24", "late,rider,all,all,24,,,,,,1,USD/MWh"),
    rows("hours that end after the day", "late,rider,all,all,20-25,,,,,,1,USD/MWh"),
    rows(
      "two fixed charges of one name",
      "fee,fixed,all,all,all,,,,,,1,USD/day\nfee,fixed,all,all,all,,,,,,2,USD/month"),
    rows("holidays without a rule", "off,rider,all,weekend;holiday,all,,,,,,1,USD/MWh"),
    rows(
      "holidays without a price", "", head: "# holidays: united_states_federal\n",
      base: energy.replacingAll(",all,all,all,", ",all,weekday;weekend,all,") + demand.dropLast()),
    rows(
      "holidays of another year", "", head: "# holidays: 2026-07-03\n",
      base: energy + demand.dropLast()),
    rows(
      "a holiday that is no date", "", head: "# holidays: 2025-02-29\n",
      base: energy + demand.dropLast()),
    rows("days twice", "off,rider,all,weekend;weekend,all,,,,,,1,USD/MWh"),
    rows("tiers that begin above 0", "steps,demand,all,all,all,50,kW,,,,12,USD/kW-month"),
    rows(
      "tiers that do not rise",
      "steps,rider,all,all,all,0,MWh,,,,1,USD/MWh\nsteps,rider,all,all,all,100,MWh,,,,2,USD/MWh\nsteps,rider,all,all,all,50,MWh,,,,3,USD/MWh"
    ),
    rows(
      "a tier without its beginning",
      "steps,demand,all,all,all,,,,,,1,USD/kW-month\nsteps,demand,all,all,all,50,kW,,,,12,USD/kW-month"
    ),
    rows(
      "tiers of two windows",
      "steps,demand,all,all,all,0,,,,,1,USD/kW-month\nsteps,demand,6-9,all,all,50,,,,,12,USD/kW-month"
    ),
    rows(
      "tiers of two measures",
      "steps,rider,all,all,all,0,MWh,,,,1,USD/MWh\nsteps,rider,all,all,all,50,kWh,,,,2,USD/MWh"),
    rows("a tier without a unit", "steps,rider,all,all,all,0,,,,,1,USD/MWh"),
    rows("a tier in an unknown unit", "steps,rider,all,all,all,0,therm,,,,1,USD/MWh"),
    rows("a unit of tiers without a tier", "steps,rider,all,all,all,,MWh,,,,1,USD/MWh"),
    rows("a negative tier", "steps,demand,all,all,all,-5,kW,,,,1,USD/kW-month"),
    rows("hours' use of no line", "use,rider,all,all,all,0,kWh/kW,,,,1,USD/MWh"),
    rows(
      "hours' use of a line that is not there", "use,rider,all,all,all,0,kWh/kW,,,demnd,1,USD/MWh"),
    rows(
      "hours' use of a demand that is not billed in winter",
      "summer,demand,6-9,all,all,,,,,,1,USD/kW-month\nuse,rider,all,all,all,0,kWh/kW,,,summer,1,USD/MWh"
    ),
    rows("a demand line behind tiers in MWh", "use,rider,all,all,all,0,MWh,,,demand,1,USD/MWh"),
    rows("a ratchet of no line", "memory,ratchet,all,all,all,,,80,all,,,"),
    rows("a ratchet of energy", "memory,ratchet,all,all,all,,,80,all,energy,,"),
    rows("a negative ratchet", "memory,ratchet,all,all,all,,,-80,all,demand,,"),
    rows("a ratchet above 100 percent", "memory,ratchet,all,all,all,,,180,all,demand,,"),
    rows("a ratchet without a look-back", "memory,ratchet,all,all,all,,,80,,demand,,"),
    rows("a look-back of no months", "memory,ratchet,all,all,all,,,80,previous:13,demand,,"),
    rows("a look-back of month 13", "memory,ratchet,all,all,all,,,80,6-13,demand,,"),
    rows("a ratchet with a rate", "memory,ratchet,all,all,all,,,80,all,demand,5,USD/kW-month"),
    rows("a ratchet in summer alone", "memory,ratchet,6-9,all,all,,,80,all,demand,,"),
    rows("a minimum that says nothing", "least,minimum_demand,all,all,all,,,,,demand,,"),
    rows("a minimum said twice", "least,minimum_demand,all,all,all,,,80,,demand,5000,kW"),
    rows(
      "a minimum of the contract without a contract",
      "least,minimum_demand,all,all,all,,,80,,demand,,"),
    rows(
      "a contract that is written and chosen",
      "reserve,contract_demand,all,all,all,,,,,,2,USD/kW-month",
      grid: "contract_capacity_mw: 5\n    choose_contract_capacity: yes"),
    rows(
      "a contract that nothing bills", "", base: energy + demand.dropLast(),
      grid: "choose_contract_capacity: yes"),
    rows("a power factor that is not written", "lag,power_factor,all,all,all,,,95,,demand,,"),
    rows(
      "a power factor as a fraction", "lag,power_factor,all,all,all,,,0.95,,demand,,",
      grid: "power_factor: 0.9"),
    rows(
      "two power factors",
      "lag,power_factor,all,all,all,,,95,,demand,,\nlag2,power_factor,all,all,all,,,90,,demand,,",
      grid: "power_factor: 0.9"),
    rows(
      "reactive demand without its line", "kvar,reactive,all,all,all,,,50,,,0.4,USD/kVAr-month",
      grid: "power_factor: 0.9"),
    rows("a percent where there is none", "fee,fixed,all,all,all,,,80,,,1,USD/month"),
    rows("a look-back of energy", "fee,rider,all,all,all,,,,all,,1,USD/MWh"),
    rows(
      "a negative credit", "use,load_factor_credit,all,all,all,500,kWh/kW,,,demand,-0.01,USD/kWh"),
    rows("a credit in no unit", "use,load_factor_credit,all,all,all,500,,,,demand,0.01,USD/kWh"),
    rows(
      "a load factor as a fraction",
      "use,load_factor_credit,all,all,all,0.75,percent,,,demand,0.01,USD/kWh"),
    rows(
      "a load factor above 100 percent",
      "use,load_factor_credit,all,all,all,547.5,percent,,,demand,0.01,USD/kWh"),
    rows("a load factor of no line", "use,rider,all,all,all,0,percent,,,,1,USD/MWh"),
    rows("a minimum bill of itself", "least,minimum_bill,all,all,all,,,,,least;fee,10,USD/month"),
    rows(
      "netting against an index", "sold,export,all,all,all,,,,,,10,USD/MWh",
      head: "# netting: monthly\n", base: "market,energy_index,all,all,all,,,,,,1,USD/MWh\n",
      grid: "index_price_usd_per_mwh: 30"),
    rows(
      "netting with several prices",
      "day,export,all,all,6-18,,,,,,10,USD/MWh\nnight,export,all,all,0-6;18-24,,,,,,20,USD/MWh",
      head: "# netting: monthly\n"),
    rows(
      "annual netting with seasonal prices", "sold,export,6-9,all,all,,,,,,10,USD/MWh",
      head: "# netting: annual\n"),
    rows(
      "annual netting with tiers", "energy,energy,all,all,all,500,MWh,,,,60,USD/MWh",
      head: "# netting: annual\n", base: "energy,energy,all,all,all,0,MWh,,,,50,USD/MWh\n"),
    rows("an unknown netting", "", head: "# netting: daily\n", base: energy + demand.dropLast()),
    rows(
      "a billing interval that is none", "", head: "# billing_interval_minutes: 5\n",
      base: energy + demand.dropLast()),
    rows(
      "a key of the head twice", "", head: "# netting: none\n# netting: monthly\n",
      base: energy + demand.dropLast()),
    rows(
      "an unknown key of the head is a warning", "", head: "# territory: west\n",
      base: energy + demand.dropLast()),
    rows(
      "a tariff for larger sites", "", head: "# minimum_mw: 75\n", base: energy + demand.dropLast()),
    rows(
      "a tariff for smaller sites", "", head: "# maximum_mw: 5\n", base: energy + demand.dropLast()),
    rows(
      "a tariff for nobody", "", head: "# minimum_mw: 20\n# maximum_mw: 5\n",
      base: energy + demand.dropLast()),
    rows(
      "a tariff for a voltage that is not written", "", head: "# minimum_kv: 69\n",
      base: energy + demand.dropLast()),
    rows(
      "a tariff for another voltage", "", head: "# minimum_kv: 69\n",
      base: energy + demand.dropLast(), grid: "connection_kv: 13.8"),
    rows(
      "a tariff for even loads", "", head: "# minimum_load_factor: 0.95\n",
      base: energy + demand.dropLast()),
    rows(
      "a load factor in percent", "", head: "# minimum_load_factor: 70\n",
      base: energy + demand.dropLast()),
    rows(
      "exports paid twice", "sold,export,all,all,all,,,,,,10,USD/MWh",
      grid: "export_limit_mw: 2\n    export_price_usd_per_mwh: 5"),
    rows(
      "coincident peaks that no file lists", "cp,coincident_peak,all,all,all,,,,,,72,USD/kW-year"),
    peaks("a coincident peak outside the year", "cp,june,2024-06-12T16:00,\n"),
    peaks("a coincident peak on no day", "cp,june,2025-06-31T16:00,\n"),
    peaks("a coincident peak within an hour", "cp,june,2025-06-12T16:15,\n"),
    peaks(
      "probabilities that do not add up to 1",
      "cp,june,2025-06-12T16:00,0.5\ncp,june,2025-06-12T17:00,0.4\n"),
    peaks(
      "a candidate without a probability", "cp,june,2025-06-12T16:00,1\ncp,june,2025-06-12T17:00,\n"
    ),
    peaks("a probability in percent", "cp,june,2025-06-12T16:00,40\n"),
    peaks("an hour twice in a peak", "cp,june,2025-06-12T16:00,\ncp,june,2025-06-12T16:00,\n"),
    peaks(
      "peaks of a line that is not there", "cp,june,2025-06-12T16:00,\ncq,july,2025-07-12T16:00,\n"),
    peaks("no peaks in the file", ""),
    metered("a metered peak of an old year", "demand,2019,6,5000\n"),
    metered("a metered peak of month 13", "demand,2024,13,5000\n"),
    metered("a metered peak twice", "demand,2024,12,5000\ndemand,2024,12,5100\n"),
    metered("a negative metered peak", "demand,2024,12,-1\n"),
    metered("a metered peak of energy", "energy,2024,12,10\n"),
  ]
}

extension String {
  fileprivate func replacingAll(_ old: String, _ new: String) -> String {
    components(separatedBy: old).joined(separator: new)
  }
}
