package import Units

/// Keys of whatever is built in a horizon: when it can be had, how its price moves, what it is sold for.
public enum BuildKeys {
  static let firstDelivery = Parameter<NumberDimension>(
    "first_delivery_month", .count, 0...479, .optional,
    "first month of the horizon in which it can be delivered")
  static let deliveries = ScheduleParameter(
    "deliveries", of: ["units", "packs", "mw", "mwdc", "mwh"], isCumulative: true,
    "most that can have been delivered, in all, from a month of the horizon on")
  static let capitalChange = Parameter<NumberDimension>(
    "capex_change_fraction_per_year", .fractionPerYear, -0.5...0.5, .optional,
    "real change of its price from one year of the horizon to the next")
  static let resale = Parameter<NumberDimension>(
    "redeployment_value_fraction", .fraction, 0...1, .optional,
    "what it is sold for before its life ends, as a share of its price less what its age has used up; "
      + "never sold unless written")
  /// What is paid for plant that is not bought.
  package static let rent = Parameter<Per<MoneyDimension, PowerDimension>>(
    "rental_usd_per_kw_month", .usdPerKilowattMonth, 0...1000, .default(0),
    "rent, instead of or beside capital")

  /// Real change of what it burns.
  package static let fuelEscalation = Parameter<NumberDimension>(
    "price_escalation_fraction_per_year", .fractionPerYear, -0.5...0.5, .optional,
    "real change of the price of what it burns, from one year of the horizon to the next")

  /// What all that is built may say.
  public static var parameters: [ParameterSpec] { withoutResale + [resale.spec] }

  /// The same for what says in its own words what it is sold for.
  public static var withoutResale: [ParameterSpec] { delivery + TaxKeys.parameters }

  /// When it can be had, and how its price moves.
  public static var delivery: [ParameterSpec] {
    [firstDelivery.spec, deliveries.spec, capitalChange.spec]
  }

  /// Keys that say something only where a site has a horizon.
  public static var horizonKeys: [String] {
    (delivery + [resale.spec, fuelEscalation.spec]).map(\.key)
  }

  static func dates(_ values: ParameterValues) -> [(key: String, months: ClosedRange<Int>)] {
    let first = values.value(of: firstDelivery.key)?.number.map { Int($0)...Int($0) }
    return [(firstDelivery.key, first), (deliveries.key, values.optional(deliveries)?.span)]
      .compactMap {
        (key, months) in months.map { (key: key, months: $0) }
      }
  }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    guard let first = values.optional(deliveries)?.months.first,
      let earliest = values.value(of: firstDelivery.key).flatMap(\.number), Double(first) < earliest
    else { return [] }
    return [
      ParameterProblem(
        key: firstDelivery.key,
        message: "deliveries begin in month \(first), before first_delivery_month",
        help: "leave out \(firstDelivery.key), or begin the table there")
    ]
  }
}

/// When something can be had, how its price moves, and what it is sold for.
package struct Delivery: Sendable {
  /// First month in which there can be any.
  package let firstMonth: Int
  private let table: Schedule?
  private let change: Double
  /// Share of what its age leaves of its price that it is sold for; nil: it is not sold.
  package let resale: Double?

  /// As a component's keys say.
  package init(_ values: ParameterValues) {
    firstMonth = Int(values.optional(BuildKeys.firstDelivery)?.in(.count) ?? 0)
    table = values.optional(BuildKeys.deliveries)
    change = values.optional(BuildKeys.capitalChange)?.in(.fractionPerYear) ?? 0
    let share = values.optional(BuildKeys.resale)?.in(.fraction) ?? 0
    resale = share > 0 ? share : nil
  }

  /// Most that can have been delivered by a month, of the amount that a table names; nil: any.
  package func most(of names: [String], by month: Int) -> Double? {
    if month < firstMonth { return 0 }
    guard let table, let name = names.first(where: table.names) else { return nil }
    return table.amount(name, in: month)
  }

  /// What a price of month 0 is in another.
  package func price(_ price: Double, in month: Int) -> Double {
    guard change != 0 else { return price }
    let years = Double(month) / 12
    // Falling prices are not powers of what is below nothing: the change is above −1.
    return price * Annuity.power(1 + change, years)
  }
}

extension ParameterValue {
  /// The number that it is; nil if it is something else.
  package var number: Double? {
    if case .number(let number) = self { return number }
    return nil
  }

  /// Its numbers times a factor; what holds no number stays.
  package func scaled(by factor: Double) -> ParameterValue {
    switch self {
    case .number(let number): .number(factor * number)
    case .series(let numbers): .series(numbers.map { factor * $0 })
    default: self
    }
  }
}
