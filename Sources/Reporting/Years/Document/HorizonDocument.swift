/// `plan.json` of a site that is planned over several years.
///
/// Tables, summary and page are made from it, so that none of them has figures of its own.
@dynamicMemberLookup
public struct HorizonDocument: JSONRecord {
  /// Changes when a key changes its name or its meaning.
  package static let version = 1

  /// What it says of its answer and its origin.
  package var frame = PlanFrame()
  package var horizon = Years()
  package var objective: Double?
  package var lowerBound: Double?
  package var mipGap: Exact?
  package var served: Double?
  package var costPerServed: Double?
  package var finance: FinanceDocument?
  package var shared: Keyed<Double>?
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

  /// What it says of its answer and its origin.
  public subscript<Value>(dynamicMember path: KeyPath<PlanFrame, Value>) -> Value {
    frame[keyPath: path]
  }

  package init() {}

  package static let fields: [Field<HorizonDocument>] =
    PlanFrame.answer.map { $0.of(\.frame) } + about + answer
    + PlanFrame.solution.map { $0.of(\.frame) } + PlanFrame.origin.map { $0.of(\.frame) }

  private static let about: [Field<HorizonDocument>] = [
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
    .init(ifAny: "uses", \.shared, "what the plan uses of what sites of a portfolio share"),
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
    .init("certificate", \.certificate, "check of the solver's point by other code"),
  ]
}
