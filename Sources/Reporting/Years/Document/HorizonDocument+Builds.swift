extension HorizonDocument {
  /// A present value of one line.
  package struct Cost: JSONRecord {
    package var component = ""
    package var line = ""
    package var nature = ""
    package var amount = 0.0

    package init() {}

    package static let fields: [Field<Cost>] = [
      .init("component", \.component, "name of the component"),
      .init("line", \.line, "name of the line"),
      .init("nature", \.nature, "cash, or another part of the objective"),
      .init("present_value_usd", \.amount, "present value over the horizon"),
    ]
  }

  /// What is built, rented or found standing.
  package struct Build: JSONRecord {
    package var component = ""
    package var capacity = ""
    package var what = ""
    package var month = 0
    package var date = ""
    package var amount = 0.0
    package var unit = ""
    package var end: Month?
    package var capital = 0.0
    package var investmentTaxCredit = 0.0

    package init() {}

    package static let fields: [Field<Build>] = [
      .init("component", \.component, "name of the component"),
      .init("capacity", \.capacity, "which of its capacities"),
      .init("what", \.what, "built, rented or existing"),
      .init("month", \.month, "months since the horizon began"),
      .init("date", \.date, "calendar year and month"),
      .init("amount", \.amount, "how much"),
      .init("unit", \.unit, "unit of the amount"),
      .init("end", \.end, "when it is retired or goes back; null: not within the horizon"),
      .init("capital_usd", \.capital, "installed cost in that month, before tax credits"),
      .init("investment_tax_credit_usd", \.investmentTaxCredit, "tax credits on it"),
    ]
  }

  /// What is sold before its life ends.
  package struct Sale: JSONRecord {
    package var component = ""
    package var capacity = ""
    package var builtMonth = 0
    package var month = 0
    package var date = ""
    package var amount = 0.0
    package var unit = ""
    package var revenue = 0.0

    package init() {}

    package static let fields: [Field<Sale>] = [
      .init("component", \.component, "name of the component"),
      .init("capacity", \.capacity, "which of its capacities"),
      .init("built_month", \.builtMonth, "month in which it was built"),
      .init("month", \.month, "months since the horizon began"),
      .init("date", \.date, "calendar year and month"),
      .init("amount", \.amount, "how much"),
      .init("unit", \.unit, "unit of the amount"),
      .init("revenue_usd", \.revenue, "what it brings in that month"),
    ]
  }

  /// What stands from a month on.
  package struct Capacity: JSONRecord {
    package var component = ""
    package var capacity = ""
    package var month = 0
    package var date = ""
    package var unit = ""
    package var built = 0.0
    package var inUse = 0.0

    package init() {}

    package static let fields: [Field<Capacity>] = [
      .init("component", \.component, "name of the component"),
      .init("capacity", \.capacity, "which of its capacities"),
      .init("month", \.month, "months since the horizon began"),
      .init("date", \.date, "calendar year and month"),
      .init("unit", \.unit, "unit of the amounts"),
      .init("built", \.built, "as built"),
      .init("in_use", \.inUse, "what can be used of it, as it has aged"),
    ]
  }
}
