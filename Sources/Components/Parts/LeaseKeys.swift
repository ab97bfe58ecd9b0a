import Formulation
import SiteModel
import Units

/// Terms of rented plant in a horizon: how long a contract runs, and what it costs to bring and to fetch.
enum LeaseKeys {
  static let term = Parameter<NumberDimension>(
    "rental_term_months", .count, 1...240, .optional,
    "months that a contract of rent runs in a horizon; it may be renewed")
  static let mobilisation = Parameter<Per<MoneyDimension, PowerDimension>>(
    "mobilisation_usd_per_kw", .usdPerKilowatt, 0...2000, .optional,
    "paid in a horizon when rented plant comes")
  static let demobilisation = Parameter<Per<MoneyDimension, PowerDimension>>(
    "demobilisation_usd_per_kw", .usdPerKilowatt, 0...2000, .optional,
    "paid in a horizon when rented plant goes")

  static var parameters: [ParameterSpec] { [term.spec, mobilisation.spec, demobilisation.spec] }

  static func problems(
    in values: ParameterValues, rent: Parameter<Per<MoneyDimension, PowerDimension>>
  )
    -> [ParameterProblem]
  {
    guard values[rent] == .zero else { return [] }
    return [mobilisation, demobilisation].filter { (values.optional($0) ?? .zero) > .zero }.map {
      ParameterProblem(
        key: $0.key, message: "\($0.key) is for rented plant, and nothing is rented",
        help: "write \(rent.key), or leave it out")
    }
  }

  /// The terms of each MW.
  struct Terms: Sendable {
    let months: Int
    let mobilisation: PowerPrice
    let demobilisation: PowerPrice

    /// The terms of a set.
    func each(_ unit: Power) -> Lease {
      Lease(
        months: months, mobilisation: (mobilisation * unit).value,
        demobilisation: (demobilisation * unit).value)
    }
  }

  /// Nil where nothing is rented.
  static func lease(_ values: ParameterValues) -> Terms? {
    guard values[GensetFleet.rentalKey] > .zero else { return nil }
    return Terms(
      months: Int(values.optional(term)?.in(.count) ?? 1),
      mobilisation: values.optional(mobilisation) ?? .zero,
      demobilisation: values.optional(demobilisation) ?? .zero)
  }
}
