import LinearProgramming
import SiteModel
import TestSupport
import Units

extension PlanningHorizon {
  /// Some years from 2027 on.
  static func of(_ years: Int, rate: Double = 0, _ keys: Keys = [:]) -> PlanningHorizon {
    let own: Keys = [
      "years": .number(Double(years)), "start_month": .word("2027-01"), "phase_years": 0,
    ]
    return PlanningHorizon(values: ParameterValues(own).with(keys), rate: rate)
  }
}

extension Site {
  /// The same site over some years.
  func over(_ years: Int, rate: Double = 0, _ keys: Keys = [:]) -> Site {
    var site = self
    site.planningHorizon = .of(years, rate: rate, keys)
    return site
  }
}

extension ParameterValue {
  /// Amounts from months on.
  static func schedule(_ name: String, _ rows: (month: Int, amount: Double)...) -> ParameterValue {
    .schedule(Schedule(rows.map { .init(month: $0.month, amounts: [name: $0.amount]) }))
  }
}
