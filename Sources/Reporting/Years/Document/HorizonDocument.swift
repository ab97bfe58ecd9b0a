/// `plan.json` of a site that is planned over several years.
///
/// Tables, summary and page are made from it, so that none of them has figures of its own.
public struct HorizonDocument: JSONRecord {
  /// Changes when a key changes its name or its meaning.
  package static let version = 1

  package var schemaVersion = 0
  /// Name of the site.
  public package(set) var site = ""
  package var description = ""
  /// How good the answer is: a raw value of `SitePlan.Status`.
  public package(set) var status = ""
  package var statement = ""
  package var horizon = Years()
  package var objective: Double?
  package var lowerBound: Double?
  package var mipGap: Exact?
  package var served: Double?
  package var costPerServed: Double?
  package var finance: FinanceDocument?
  package var firstPower: Month?
  package var costs: [Cost]?
  package var natures: Keyed<Double>?
  package var builds: [Build]?
  package var sales: [Sale]?
  package var capacities: [Capacity]?
  package var load: [Load]?
  package var waiting: [Waiting]?
  package var years: [Year]?
  package var violations: [PlanDocument.Violation]?
  package var answers: Answers?
  package var certificate: Certificate?
  package var program = PlanDocument.Program()
  package var solver = PlanDocument.Solver()
  package var calendarRule = ""
  package var dollarYear = 0
  package var conventions: [String] = []
  package var notModelled: [String] = []
  package var notes: [String] = []
  package var warnings: [String] = []
  package var scenario: String?
  /// Keys that were set for that run: the site is read again with them.
  public package(set) var overrides: [String] = []
  package var defaults: [PlanDocument.Default] = []
  package var inputs: [PlanDocument.File] = []
  package var tables: [PlanDocument.File] = []

  package init() {}

  package static let fields: [Field<HorizonDocument>] = about + answer + proof + origin

  private static let about: [Field<HorizonDocument>] = [
    .init("schema_version", \.schemaVersion, "version of this form"),
    .init("site", \.site, "name of the site"),
    .init("description", \.description, "the site in words"),
    .init("status", \.status, "how good the answer is"),
    .init("statement", \.statement, "the answer in a sentence"),
    .init("horizon", \.horizon, "the years planned for"),
    .init(
      ifAny: "objective_usd", \.objective,
      "present value of cash, unserved load, waiting, CO2 and wear"),
    .init(ifAny: "lower_bound_usd", \.lowerBound, "no plan with this reserve costs less"),
    .init(ifAny: "mip_gap", \.mipGap, "objective above the lower bound, in relation to it"),
    .init(ifAny: "served_mwh", \.served, "energy that the load got in all years"),
    .init(
      ifAny: "cost_per_mwh_served_usd", \.costPerServed,
      "cash over energy served, both as present values (LCOE)"),
    .init(ifAny: "finance", \.finance, "what the money comes to after tax"),
    .init(ifAny: "first_power", \.firstPower, "first month in which some load is energised"),
  ]

  private static let answer: [Field<HorizonDocument>] = [
    .init(
      ifAny: "costs", \.costs, "present values by component and line; their sum is the objective"),
    .init(ifAny: "cost_by_nature_usd", \.natures, "present values summed by nature"),
    .init(ifAny: "builds", \.builds, "what is built, rented or found standing, in order of time"),
    .init(ifAny: "sales", \.sales, "what is sold before its life ends, in order of time"),
    .init(ifAny: "capacities", \.capacities, "what stands on each date"),
    .init(ifAny: "load", \.load, "load delivered and energised, by month"),
    .init(ifAny: "waiting", \.waiting, "months in which something waits for power, and for what"),
    .init(ifAny: "years", \.years, "the modelled years"),
    .init(ifAny: "violations", \.violations, "limits that no plan meets, and by how much"),
    .init(ifAny: "answers", \.answers, "what was asked besides the plan"),
  ]

  private static let proof: [Field<HorizonDocument>] = [
    .init("certificate", \.certificate, "check of the solver's point by other code"),
    .init("program", \.program, "size of the linear program"),
    .init("solver", \.solver, "what solved it"),
  ]

  private static let origin: [Field<HorizonDocument>] = [
    .init("calendar_rule", \.calendarRule, "how hours are counted"),
    .init("dollar_year", \.dollarYear, "year of all prices"),
    .init("conventions", \.conventions, "what the figures mean"),
    .init("not_modelled", \.notModelled, "what is left out, and what is assumed"),
    .init("notes", \.notes, "notes of the site"),
    .init("warnings", \.warnings, "findings about the input"),
    .init("scenario", \.scenario, "scenario of the site"),
    .init("overrides", \.overrides, "keys that were set for this run"),
    .init("defaults_used", \.defaults, "keys that the site leaves to a default"),
    .init("inputs", \.inputs, "files that were read"),
    .init("tables", \.tables, "tables beside this file"),
  ]
}
