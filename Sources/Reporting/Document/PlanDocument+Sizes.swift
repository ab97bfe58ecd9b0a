extension PlanDocument {
  /// What is built of one component.
  package struct Size: JSONRecord {
    package var capacity: Double?
    package var basis: String?
    package var energy: Double?
    package var units: Double?
    package var unitName: String?
    package var capital: Double?
    package var investmentTaxCredit: Double?
    package var boughtPower: Double?
    package var boughtEnergy: Double?

    package init() {}

    package static let fields: [Field<Size>] = [
      .init("capacity_mw", \.capacity, "power as its basis says"),
      .init(
        "capacity_basis", \.basis, "MW (AC), MWdc of modules, peak import or peak load",
        isNew: true),
      .init("energy_mwh", \.energy, "energy capacity as bought"),
      .init("units", \.units, "gensets, packs or sets"),
      .init(ifAny: "unit_name", \.unitName, "what units counts"),
      .init("capital_usd", \.capital, "installed cost before tax credits", isNew: true),
      .init("investment_tax_credit_usd", \.investmentTaxCredit, "tax credits on it", isNew: true),
      .init(
        ifAny: "bought_power_fraction", \.boughtPower,
        "share of the power that is bought, where some of it stood before"),
      .init(
        ifAny: "bought_energy_fraction", \.boughtEnergy,
        "share of the energy that is bought, where some of it stood before"),
    ]
  }

  /// Figures of the bill, USD a year.
  package struct Bill: JSONRecord {
    package var plan: Double?
    package var businessAsUsual: Double?
    package var saving: Double?
    package var allCashCosts: Double?
    package var alone: Double?
    package var savingAgainstAlone: Double?
    package var savingAfterAll: Double?
    package var source: String?
    package var statement: String?

    package init() {}

    package static let fields: [Field<Bill>] = [
      .init("plan", \.plan, "the plan's bill"),
      .init("business_as_usual", \.businessAsUsual, "all of the load from the grid"),
      .init("saving", \.saving, "saving on the bill"),
      .init("all_cash_costs", \.allCashCosts, "all of the plan's cash costs"),
      .init("single_source", \.alone, "the cheapest source alone"),
      .init("saving_against_single_source", \.savingAgainstAlone, "saving against it"),
      .init("saving_after_all_cash_costs", \.savingAfterAll, "saving after all cash costs"),
      .init("single_source_component", \.source, "that source"),
      .init(ifAny: "statement", \.statement, "why there is no business as usual"),
    ]
  }

  /// Sums of emissions, t CO2e a year.
  package struct EmissionTotals: JSONRecord {
    package var scope1 = 0.0
    package var scope2 = 0.0
    package var outside = 0.0
    package var insideCapBoundary = 0.0
    package var capBoundary = ""
    package var gwpSet = ""
    package var cap: Double?
    package var capPerServed: Double?

    package init() {}

    package static let fields: [Field<EmissionTotals>] = [
      .init("scope_1", \.scope1, "at the site"),
      .init("scope_2", \.scope2, "of purchased power, location-based"),
      .init("outside_the_inventory", \.outside, "of others, such as a flare of the operator's"),
      .init("inside_cap_boundary", \.insideCapBoundary, "inside the cap's boundary"),
      .init("cap_boundary", \.capBoundary, "scopes and methods that the cap counts"),
      .init("gwp_set", \.gwpSet, "warming potentials"),
      .init("cap", \.cap, "cap of a year"),
      .init("cap_kg_per_mwh_served", \.capPerServed, "cap by energy served"),
    ]
  }

  /// Nitrogen oxides beside their cap.
  package struct NitrogenOxides: JSONRecord {
    package var amount = 0.0
    package var cap = 0.0

    package init() {}

    package static let fields: [Field<NitrogenOxides>] = [
      .init("t_per_year", \.amount, "t of NOx in a year"),
      .init("cap_t_per_year", \.cap, "t of NOx that a year may have"),
    ]
  }

  /// Carbon-free power in the hour of its use.
  package struct CarbonFree: JSONRecord {
    package var required = 0.0
    package var score: Double?
    package var hourlyMatch: Double?
    package var volumetric: Double?

    package init() {}

    package static let fields: [Field<CarbonFree>] = [
      .init("required", \.required, "share of the load that must be"),
      .init("score", \.score, "share that is"),
      .init("hourly_match", \.hourlyMatch, "share by own carbon-free power"),
      .init("volumetric", \.volumetric, "share where hours do not matter"),
    ]
  }
}
