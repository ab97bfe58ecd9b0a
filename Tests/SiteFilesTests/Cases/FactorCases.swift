extension Case {
  private static let registry = Fixture.factors

  private static func factor(_ name: String, _ old: String, _ new: String) -> Case {
    Case(name) {
      try $0.nameFactors()
      try $0.replace(registry, old, new)
    }
  }

  static let factors: [Case] = [
    Case("a set of factors is fine") { try $0.nameFactors() },
    Case("an unknown set of factors") { try $0.nameFactors("egrid-2024-nwp") },
    Case("a set that is not like any") { try $0.nameFactors("coal") },
    Case("a set of an expired edition") { try $0.nameFactors("egrid-2020-nwpp") },
    Case("a set for fuel where power is meant") { try $0.nameFactors("natural-gas") },
    Case("factors beside numbers") {
      try $0.nameFactors()
      try $0.replace(
        Fixture.site, "egrid-2024-nwpp\n", "egrid-2024-nwpp\n    co2_kg_per_mwh: 262.7\n")
    },
    Case("no factors and no numbers", "    co2_kg_per_mwh: 262.7\n", ""),
    factor("a negative factor", "579.2", "-579.2"),
    factor("a factor that is text", "579.2", "579.2 lb"),
    factor("a factor without a value", "579.2", ""),
    factor("a factor that is not plausible", "579.2", "579200"),
    factor("a unit of something else", "579.2,lb/MWh", "579.2,kg/MMBtu"),
    factor("an unknown quantity", "grid_power,CO2,579.2", "gird_power,CO2,579.2"),
    factor("a gas that is not its id's", "grid_power,CO2,579.2", "grid_power,CH4,579.2"),
    factor("heat on the lower heating value", "HHV", "LHV"),
    factor("a date that is none", "2024-01-01", "2024"),
    factor(
      "a factor that expires before it begins", "2024-01-01,2026-12-31", "2026-12-31,2024-01-01"),
    factor("no publisher", "EPA,eGRID", ",eGRID"),
    factor("an unknown kind of evidence", "read\n", "sure\n"),
    factor("an id that is none", "egrid-2024-nwpp.co2", "NWPP CO2"),
    factor(
      "a factor twice", "egrid-2024-nwpp.ch4,grid_power,CH4", "egrid-2024-nwpp.co2,grid_power,CO2"),
    factor("a missing column", "factor_id,quantity,gas", "factor_id,quantity,species"),
    Case("a registry of half a row") {
      try $0.nameFactors()
      try $0.write(registry, "factor_id,quantity\nx.co2,grid_power\n")
    },
    Case(
      "a certificate used twice", "gwp_set: AR6-100",
      "gwp_set: AR6-100, certificates: {wind: {serial: W-1, certified_mwh_per_year: 5}, "
        + "sun: {serial: W-1, certified_mw: 2}}"),
    Case(
      "a certificate without energy", "gwp_set: AR6-100",
      "gwp_set: AR6-100, certificates: {wind: {serial: W-1}}"),
    Case(
      "a certificate without a serial", "gwp_set: AR6-100",
      "gwp_set: AR6-100, certificates: {wind: {certified_mw: 2}}"),
    Case(
      "a certificate dirtier than the rest", "gwp_set: AR6-100",
      "gwp_set: AR6-100, residual_mix_co2_kg_per_mwh: 300, "
        + "certificates: {coal: {serial: C-1, certified_mw: 2, co2_kg_per_mwh: 900}}"),
    Case(
      "a market without a residual mix", "cap_boundary: scope1}", "cap_boundary: scope1+2-market}"),
    Case("a margin without factors", "cap_boundary: scope1}", "cap_boundary: marginal}"),
    Case("own potentials without numbers", "gwp_set: AR6-100", "gwp_set: own"),
    Case(
      "own potentials without effect", "gwp_set: AR6-100",
      "gwp_set: AR6-100, own_gwp_methane_t_per_t: 25"),
    Case("two residual mixes") {
      try $0.nameFactors()
      try $0.replace(
        Fixture.site, "gwp_set: AR6-100",
        "gwp_set: AR6-100, residual_mix_factors: egrid-2024-nwpp, residual_mix_co2_kg_per_mwh: 1")
    },
    Case(
      "slip by class and by number", "methane_slip_g_per_kwh: 4",
      "methane_slip_g_per_kwh: 4\n    engine_class: turbine"),
  ]
}

extension Fixture {
  static let factors = "emission-factors/egrid.csv"

  /// Lets the grid take its factors from a registry.
  func nameFactors(_ set: String = "egrid-2024-nwpp") throws {
    try replace(Self.site, "co2_kg_per_mwh: 262.7", "emission_factors: \(set)")
    let columns =
      "factor_id,quantity,gas,value,unit,basis,geography,valid_from,valid_to,publisher,document,"
      + "edition,table_row,url,retrieved_on,sha256,licence,evidence\n"
    func grid(_ id: String, _ gas: String, _ value: String, _ years: String) -> String {
      "\(id),grid_power,\(gas),\(value),lb/MWh,output,NWPP,\(years),EPA,eGRID,2024,NWPP,,,,,read\n"
    }
    try write(
      Self.factors,
      columns + grid("egrid-2024-nwpp.co2", "CO2", "579.2", "2024-01-01,2026-12-31")
        + grid("egrid-2024-nwpp.ch4", "CH4", "0.047", "2024-01-01,2026-12-31")
        + grid("egrid-2020-nwpp.co2", "CO2", "600", "2020-01-01,2022-12-31")
        + "natural-gas.co2,combustion,CO2,53.06,kg/MMBtu,HHV,US,2014-01-01,2030-12-31,EPA,40 CFR 98,"
        + "2025,C-1,,,,,read\n")
  }
}
