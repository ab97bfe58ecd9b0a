import SiteModel
import Units

extension HorizonDocument {
  /// What was asked besides the plan.
  package struct Answers: JSONRecord {
    package var dates: [DateWorth] = []
    package var rents: [Rent] = []
    package var gridAlone: GridAlone?

    package init() {}

    package static let fields: [Field<Answers>] = [
      .init("dates", \.dates, "what a month of each date is worth"),
      .init("rents", \.rents, "rents at which nothing is rented any more"),
      .init("grid_alone", \.gridAlone, "the plan that waits for the grid alone"),
    ]
  }

  /// The worth of a month of one date.
  package struct DateWorth: JSONRecord {
    package var whatMoved = ""
    package var month = 0
    package var date = ""
    package var earlier: Double?
    package var later: Double?

    package init() {}

    package static let fields: [Field<DateWorth>] = [
      .init("what_moved", \.whatMoved, "path in the site file"),
      .init("month", \.month, "months since the horizon began"),
      .init("date", \.date, "calendar year and month"),
      .init("earlier_usd", \.earlier, "present value that a month earlier saves"),
      .init("later_usd", \.later, "present value that a month later costs"),
    ]
  }

  /// The rent at which something is no longer rented.
  package struct Rent: JSONRecord {
    package var component = ""
    package var rent = 0.0
    package var breakEven: Double?

    package init() {}

    package static let fields: [Field<Rent>] = [
      .init("component", \.component, "name of the component"),
      .init("rent_usd_per_kw_month", \.rent, "what is asked"),
      .init(
        "break_even_usd_per_kw_month", \.breakEven,
        "above this nothing of it is rented; left out where there is no plan without it"),
    ]
  }

  /// The plan that waits for the grid alone.
  package struct GridAlone: JSONRecord {
    package var objective = 0.0
    package var firstPower: Month?
    package var saved: Double?
    package var bridged = 0.0
    package var costPerBridged: Double?

    package init() {}

    package static let fields: [Field<GridAlone>] = [
      .init("objective_usd", \.objective, "its present value"),
      .init("first_power", \.firstPower, "first month in which some load is energised"),
      .init("saved_usd", \.saved, "its present value above that of the plan"),
      .init("bridged_mwh", \.bridged, "energy that the plan serves beyond it"),
      .init(
        "cost_per_mwh_bridged_usd", \.costPerBridged,
        "cash that the plan spends beyond it over that energy, both as present values"),
    ]
  }
}

extension HorizonDocument.Answers {
  init(_ answers: HorizonAnswers, of plan: HorizonPlan) {
    dates = answers.dates.map { worth in
      var own = HorizonDocument.DateWorth()
      (own.whatMoved, own.month) = (worth.whatMoved, worth.month)
      own.date = plan.date(of: worth.month)
      (own.earlier, own.later) = (worth.earlier?.in(.usd), worth.later?.in(.usd))
      return own
    }
    rents = answers.rents.map { answer in
      var own = HorizonDocument.Rent()
      own.component = answer.component
      own.rent = answer.rent.in(.usdPerKilowattMonth)
      own.breakEven = answer.breakEven?.in(.usdPerKilowattMonth)
      return own
    }
    gridAlone = answers.gridAlone.map { reference in
      var own = HorizonDocument.GridAlone()
      own.objective = reference.presentValue.in(.usd)
      own.firstPower = reference.firstPower.map { .init($0, plan.date(of: $0)) }
      own.saved = (reference.presentValue - plan.presentValue).in(.usd)
      own.bridged = reference.bridged.in(.megawattHours)
      own.costPerBridged = reference.costPerBridged?.in(.usdPerMegawattHour)
      return own
    }
  }
}
