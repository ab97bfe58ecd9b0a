extension PlanDocument {
  /// What a class is left without by plan.
  package struct Unserved: JSONRecord {
    package var demand = 0.0
    package var unserved = 0.0
    package var hoursShort = 0.0

    package init() {}

    package static let fields: [Field<Unserved>] = [
      .init("demand_mwh", \.demand, "energy asked for in a year"),
      .init("unserved_mwh", \.unserved, "energy not served in a year"),
      .init("hours_short", \.hoursShort, "hours with unserved load"),
    ]
  }

  /// A limit that binds.
  package struct ShadowPrice: JSONRecord {
    package var value: Double?
    package var unit = ""
    package var steps = 0

    package init() {}

    package static let fields: [Field<ShadowPrice>] = [
      .init("value", \.value, "change in annual cost per unit increase in the limit"),
      .init("unit", \.unit, "unit of the value"),
      .init("binding_steps", \.steps, "steps in which it binds; 1 for a yearly limit"),
    ]
  }

  /// A limit that no plan meets.
  package struct Violation: JSONRecord {
    package var policy = ""
    package var meaning = ""
    package var greatest = 0.0
    package var unit = ""
    package var total = 0.0
    package var totalUnit = ""
    package var steps = 0
    package var hours: [String] = []

    package init() {}

    package static let fields: [Field<Violation>] = [
      .init("policy", \.policy, "the limit"),
      .init("meaning", \.meaning, "what is missed"),
      .init("greatest", \.greatest, "greatest in one step"),
      .init("unit", \.unit, "unit of the greatest"),
      .init("total", \.total, "sum over the steps"),
      .init("total_unit", \.totalUnit, "unit of the sum"),
      .init("steps", \.steps, "number of steps"),
      .init("hours_beginning", \.hours, "when the steps begin"),
    ]
  }

  /// A limit that holds in the plan that comes closest.
  package struct BindingLimit: JSONRecord {
    package var limit = ""
    package var steps = 0

    package init() {}

    package static let fields: [Field<BindingLimit>] = [
      .init("limit", \.limit, "the limit"),
      .init("steps", \.steps, "steps in which it holds"),
    ]
  }

  /// Changes that together make the site feasible.
  package struct Remedy: JSONRecord {
    package var changes: [Change] = []
    package var objective = 0.0

    package init() {}

    package static let fields: [Field<Remedy>] = [
      .init("changes", \.changes, "limits to move, all of them"),
      .init("objective_usd_per_year", \.objective, "program cost of the plan it allows"),
    ]

    /// One limit moved.
    package struct Change: JSONRecord {
      package var key = ""
      package var unit = ""
      package var amount: Double?
      package var shareLess: Double?
      package var from: String?
      package var to: String?
      package var text = ""

      package init() {}

      package static let fields: [Field<Change>] = [
        .init("key", \.key, "path as --set takes it"),
        .init("unit", \.unit, "unit of the amount"),
        .init("amount", \.amount, "by how much it rises"),
        .init("share_less", \.shareLess, "by what share every step is less"),
        .init("from", \.from, "what stands there"),
        .init("to", \.to, "what takes its place"),
        .init("text", \.text, "the change in words"),
      ]
    }
  }

  /// What outages cost beside the plan; a reason in its place where that is not known.
  package struct ExpectedLoss: JSONRecord {
    package var notKnown: String?
    package var amount: Double?
    package var standardError: Double?
    package var withheld: Double?
    package var total: Double?
    package var years: Int?
    package var seed: Int?
    package var classes: Keyed<ClassLoss>?
    package var held: Keyed<Double>?
    package var steps: [Step]?

    package init() {}

    package static let fields: [Field<ExpectedLoss>] = [
      .init(ifAny: "not_known", \.notKnown, "why no loss is known"),
      .init(ifAny: "expected_loss_usd_per_year", \.amount, "value of what outages leave unserved"),
      .init(ifAny: "standard_error_usd_per_year", \.standardError, "its standard error"),
      .init(
        ifAny: "withheld_by_plan_usd_per_year", \.withheld, "value of what the plan sheds for them"),
      .init(ifAny: "total_cost_usd_per_year", \.total, "program cost with the loss instead"),
      .init(ifAny: "years", \.years, "simulated years"),
      .init(ifAny: "seed", \.seed, "where the random numbers start"),
      .init(ifAny: "classes", \.classes, "the loss by class"),
      .init(ifAny: "held", \.held, "least sizes that were taken for the loss they save"),
      .init(ifAny: "steps", \.steps, "one unit, block or set more or less"),
    ]

    /// One class with a value.
    package struct ClassLoss: JSONRecord {
      package var value = 0.0
      package var unserved = 0.0
      package var withheld = 0.0

      package init() {}

      package static let fields: [Field<ClassLoss>] = [
        .init("value_usd_per_mwh", \.value, "value of lost load"),
        .init("unserved_mwh_per_year", \.unserved, "energy that outages leave unserved"),
        .init("withheld_by_plan_mwh_per_year", \.withheld, "the part that the plan sheds"),
      ]
    }

    /// One unit, block or set more or less.
    package struct Step: JSONRecord {
      package var component = ""
      package var change = ""
      package var basis = ""
      package var programCost: Double?
      package var loss: Double?
      package var standardError: Double?
      package var total: Double?
      package var isTaken = false

      package init() {}

      package static let fields: [Field<Step>] = [
        .init("component", \.component, "name of the component"),
        .init("change", \.change, "what changes"),
        .init("basis", \.basis, "planned, same_running or bound"),
        .init("program_cost_usd_per_year", \.programCost, "program cost"),
        .init("expected_loss_usd_per_year", \.loss, "expected loss"),
        .init("standard_error_usd_per_year", \.standardError, "of the difference to the plan"),
        .init("total_cost_usd_per_year", \.total, "program cost with the loss"),
        .init("taken", \.isTaken, "whether the plan has it"),
      ]
    }
  }
}
