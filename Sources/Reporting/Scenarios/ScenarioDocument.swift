import Tabular

/// `plan.json` of a site that is planned for several scenarios together.
///
/// Tables, summary and page are made from it, so that none of them has figures of its own.
@dynamicMemberLookup
public struct ScenarioDocument: JSONRecord {
  /// Changes when a key changes its name or its meaning.
  package static let version = 1

  /// What it says of its answer and its origin.
  package var frame = PlanFrame()
  package var basis = ""
  package var risk = Risk()
  package var objective: Double?
  package var lowerBound: Double?
  package var mipGap: Exact?
  package var expectedCost: Double?
  package var conditionalValueAtRisk: Double?
  package var perfectInformation: Double?
  package var valueOfPerfectInformation: Double?
  package var valueOfStochasticAnswer: Double?
  package var scenarios: [Scenario]?
  package var builds: [Build]?
  package var regret: [Regret]?
  package var violations: [PlanDocument.Violation]?
  package var certificate: PlanDocument.Certificate?

  /// What it says of its answer and its origin.
  public subscript<Value>(dynamicMember path: KeyPath<PlanFrame, Value>) -> Value {
    frame[keyPath: path]
  }

  package init() {}

  /// Money of a year, or a present value.
  package static let (yearly, presentValue) = ("USD a year", "USD of present value")

  package var isOverYears: Bool { basis == Self.presentValue }
  /// Whether it says what to build.
  public var hasPlan: Bool { scenarios != nil }

  package static let fields: [Field<ScenarioDocument>] =
    PlanFrame.answer.map { $0.of(\.frame) } + answer
    + PlanFrame.solution.map { $0.of(\.frame) } + PlanFrame.origin.map { $0.of(\.frame) }

  private static let answer: [Field<ScenarioDocument>] = [
    .init(
      "money_basis", \.basis, "what all amounts in USD are: USD a year, or USD of present value"),
    .init("risk", \.risk, "how costs are weighed"),
    .init(ifAny: "objective_usd", \.objective, "what the plan is chosen by"),
    .init(ifAny: "lower_bound_usd", \.lowerBound, "no plan with this reserve costs less"),
    .init(ifAny: "mip_gap", \.mipGap, "objective above the lower bound, in relation to it"),
    .init(ifAny: "expected_cost_usd", \.expectedCost, "mean cost over the scenarios"),
    .init(
      ifAny: "cvar_usd", \.conditionalValueAtRisk,
      "mean cost of the worst share risk_tail_fraction (CVaR)"),
    .init(
      ifAny: "perfect_information_usd", \.perfectInformation,
      "what it would cost if the scenario were known first"),
    .init(
      ifAny: "value_of_perfect_information_usd", \.valueOfPerfectInformation,
      "what knowing it would save"),
    .init(
      ifAny: "value_of_stochastic_answer_usd", \.valueOfStochasticAnswer,
      "what the plan saves against the plan for the first scenario"),
    .init(ifAny: "scenarios", \.scenarios, "the plan in each scenario"),
    .init(ifAny: "builds", \.builds, "what is built, in all scenarios or in some"),
    .init(ifAny: "regret", \.regret, "every plan in every scenario"),
    .init(ifAny: "violations", \.violations, "limits that no plan meets, and by how much"),
    .init("certificate", \.certificate, "check of the solver's point by other code"),
  ]
}

extension ScenarioDocument {
  /// How costs are weighed.
  package struct Risk: JSONRecord {
    package var weight = 0.0
    package var tail = 0.0
    package var caps = ""
    package var knownFromMonth: Int?

    package init() {}

    package static let fields: [Field<Risk>] = [
      .init("risk_weight_fraction", \.weight, "weight of the tail in the objective"),
      .init("risk_tail_fraction", \.tail, "share of the worst outcomes"),
      .init("caps", \.caps, "whether caps hold in each scenario or on their mean"),
      .init("known_from_month", \.knownFromMonth, "month in which the scenario is known"),
    ]
  }

  /// The plan in one scenario.
  package struct Scenario: JSONRecord {
    package var name = ""
    package var probability = 0.0
    package var status = ""
    package var cost = 0.0
    package var cash = 0.0
    package var costs = Keyed<Double>()
    package var served = 0.0
    package var unserved = 0.0
    package var unservedValue = 0.0
    package var hoursShort = 0.0
    package var emitted = 0.0

    package init() {}

    package static let fields: [Field<Scenario>] = [
      .init("name", \.name, "name of the scenario"),
      .init("probability", \.probability, "how likely it is"),
      .init("status", \.status, "how good its plan is with what is built"),
      .init("cost_usd", \.cost, "cash, unserved load, CO2 and wear"),
      .init("cash_usd", \.cash, "cash costs"),
      .init("costs_usd", \.costs, "costs by component, and the value of unserved load"),
      .init("served_mwh", \.served, "energy that the load got"),
      .init("unserved_mwh", \.unserved, "energy that it did not get"),
      .init("unserved_value_usd", \.unservedValue, "what that was worth"),
      .init("hours_short", \.hoursShort, "hours in which some class was short, at most"),
      .init("inside_cap_boundary_t_co2e", \.emitted, "emissions inside the cap's boundary"),
    ]
  }

  /// Something built.
  package struct Build: JSONRecord {
    package var component = ""
    package var capacity = ""
    package var unit = ""
    package var kind = ""
    package var month: Int?
    package var date: String?
    package var isInAll = false
    package var amounts = Keyed<Double>()

    package init() {}

    package static let fields: [Field<Build>] = [
      .init("component", \.component, "name of the component"),
      .init("capacity", \.capacity, "which of its capacities"),
      .init("unit", \.unit, "unit of the amounts"),
      .init("what", \.kind, "built, rented or existing"),
      .init("month", \.month, "months since the horizon began"),
      .init("date", \.date, "calendar year and month"),
      .init("in_all_scenarios", \.isInAll, "whether all have the same of it"),
      .init("amounts", \.amounts, "how much in each scenario"),
    ]
  }

  /// A plan in a scenario.
  package struct Regret: JSONRecord {
    package var plan = ""
    package var scenario = ""
    package var cost: Double?
    package var regret: Double?
    package var served = 0.0
    package var unserved = 0.0
    package var promisedUnserved = 0.0
    package var hoursShort = 0.0
    package var cap = ""
    package var aboveCap: Double?

    package init() {}

    package static let fields: [Field<Regret>] = [
      .init("plan", \.plan, "the scenario that it was made for, or together"),
      .init("scenario", \.scenario, "the scenario that it runs in"),
      .init("cost_usd", \.cost, "what it costs there; null: it cannot run"),
      .init("regret_usd", \.regret, "above the cost of the scenario's own plan"),
      .init("served_mwh", \.served, "energy that the load got"),
      .init("unserved_mwh", \.unserved, "energy that it did not get"),
      .init("promised_unserved_mwh", \.promisedUnserved, "of that, load that may not be shed"),
      .init("hours_short", \.hoursShort, "hours in which some class was short, at most"),
      .init("cap", \.cap, "kept, broken, or none"),
      .init("above_cap_t_co2e", \.aboveCap, "emissions above the caps"),
    ]
  }
}

extension ScenarioDocument {
  /// The plan in some bytes; nil where they hold none for several scenarios.
  package init?(_ bytes: [UInt8]) {
    var notes = ReadingNotes()
    guard let json = try? JSONReader.read(bytes), let read = try? Self(json, &notes),
      !read.basis.isEmpty
    else { return nil }
    self = read
  }

  /// The file's text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}
