extension PlanDocument {
  /// The check of the solver's point; null where undefined.
  package struct Certificate: JSONRecord {
    package var objective: Double?
    package var lowerBound: Double?
    package var primalResidual: Exact?
    package var dualResidual: Exact?
    package var relativeGap: Exact?
    package var passed = false

    package init() {}

    package static let fields: [Field<Certificate>] = [
      .init("objective_usd_per_year", \.objective, "cost of the last program solved"),
      .init("lower_bound_usd_per_year", \.lowerBound, "its bound, from dual prices"),
      .init("primal_residual", \.primalResidual, "greatest relative violation of a row"),
      .init("dual_residual", \.dualResidual, "greatest relative violation of a reduced cost"),
      .init("relative_gap", \.relativeGap, "cost above the bound, over gross cost"),
      .init("passed", \.passed, "whether all are within their limits"),
    ]
  }

  /// The plan beside accounts of its dispatch.
  package struct Accounts: JSONRecord {
    package var passed = false
    package var checks: [Check] = []

    package init() {}

    package static let fields: [Field<Accounts>] = [
      .init("passed", \.passed, "whether all agree"),
      .init("checks", \.checks, "figures told by both"),
    ]

    /// One figure, told by both.
    package struct Check: JSONRecord {
      package var name = ""
      package var plan: Double?
      package var accounts: Double?
      package var unit = ""
      package var difference: Exact?
      package var tolerance = Exact(0)
      package var passed = false

      package init() {}

      package static let fields: [Field<Check>] = [
        .init("name", \.name, "what is compared"),
        .init("plan", \.plan, "as the plan says"),
        .init("accounts", \.accounts, "as its dispatch adds up to"),
        .init("unit", \.unit, "unit of both"),
        .init("relative_difference", \.difference, "their relative difference"),
        .init("tolerance", \.tolerance, "what it may be"),
        .init("passed", \.passed, "whether they agree"),
      ]
    }
  }

  /// Flows in and out of a component in the same step.
  package struct Overlaps: JSONRecord {
    package var hours = 0.0
    package var energy = 0.0
    package var greatest: [Hour] = []

    package init() {}

    package static let fields: [Field<Overlaps>] = [
      .init("hours", \.hours, "modelled hours with any"),
      .init("energy_mwh", \.energy, "energy of a year that goes in and out at once"),
      .init("greatest", \.greatest, "the hours with most"),
    ]

    /// One of the hours.
    package struct Hour: JSONRecord {
      package var component = ""
      package var start = ""
      package var power = 0.0
      package var cause = ""

      package init() {}

      package static let fields: [Field<Hour>] = [
        .init("component", \.component, "name of the component"),
        .init("hour_beginning", \.start, "local standard time"),
        .init("power_mw", \.power, "the lesser of both flows"),
        .init("cause", \.cause, "why"),
      ]
    }
  }

  /// Size of the linear program.
  package struct Program: JSONRecord {
    package var rows = 0
    package var columns = 0
    package var nonzeros = 0

    package init() {}

    package static let fields: [Field<Program>] = [
      .init("rows", \.rows, "rows"), .init("columns", \.columns, "columns"),
      .init("nonzeros", \.nonzeros, "entries"),
    ]
  }

  /// What solved it.
  package struct Solver: JSONRecord {
    package var name = ""
    package var version = ""
    package var method = ""
    package var iterations = 0

    package init() {}

    package static let fields: [Field<Solver>] = [
      .init("name", \.name, "name"), .init("version", \.version, "version"),
      .init("method", \.method, "method"), .init("iterations", \.iterations, "iterations"),
    ]
  }

  /// The modelled steps.
  package struct ModelledYear: JSONRecord {
    package var year = 0
    package var stepMinutes = 0
    package var steps = 0
    package var utcOffset: Double?
    package var weight = 0.0

    package init() {}

    package static let fields: [Field<ModelledYear>] = [
      .init("year", \.year, "calendar year"),
      .init("step_minutes", \.stepMinutes, "length of a step"),
      .init("steps", \.steps, "number of steps"),
      .init("utc_offset_hours", \.utcOffset, "standard time ahead of UTC"),
      .init("years_per_step_sum", \.weight, "times that the steps' sum makes a year"),
    ]
  }

  /// A key that the site leaves to a default.
  package struct Default: JSONRecord {
    package var component = ""
    package var key = ""
    package var value = ""
    package var origin = ""

    package init() {}

    package static let fields: [Field<Default>] = [
      .init("component", \.component, "owner of the key"), .init("key", \.key, "the key"),
      .init("value", \.value, "what it stands at"),
      .init("origin", \.origin, "where that comes from"),
    ]
  }

  /// A file with its digest.
  package struct File: JSONRecord {
    package var file = ""
    package var sha256 = ""

    package init() {}

    package init(_ file: String, _ sha256: String) { (self.file, self.sha256) = (file, sha256) }

    package static let fields: [Field<File>] = [
      .init("file", \.file, "path or name"), .init("sha256", \.sha256, "digest of its bytes"),
    ]
  }
}
