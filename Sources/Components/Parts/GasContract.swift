import Formulation
import LinearProgramming
import SiteModel
import Units

/// What a gas contract asks beside a price: gas that must be taken, or paid for if it is not.
struct GasContract: Sendable {
  let component: String
  let leastTaken: Heat?
  let paidFor: Heat?
  let deficiencyPrice: HeatPrice

  static let leastTakenKey = Parameter<HeatDimension>(
    "minimum_take_mmbtu_per_year", .mmbtuPerYear, 0...1e9, .optional,
    "gas that must be taken in a year")
  static let paidForKey = Parameter<HeatDimension>(
    "take_or_pay_mmbtu_per_year", .mmbtuPerYear, 0...1e9, .optional,
    "gas that is paid for in a year, taken or not")
  static let deficiencyKey = Parameter<Per<MoneyDimension, HeatDimension>>(
    "take_or_pay_usd_per_mmbtu", .usdPerMMBtu, 0...200, .optional,
    "paid for each MMBtu of the take-or-pay that is not taken")

  static var parameters: [ParameterSpec] {
    [leastTakenKey.spec, paidForKey.spec, deficiencyKey.spec]
  }

  /// Limits that a planner may move.
  static var adjustableLimits: [AdjustableLimitRule] {
    [AdjustableLimitRule(leastTakenKey.spec, .down(to: 0))]
  }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    let hasAmount = values.optional(paidForKey) != nil
    guard hasAmount != (values.optional(deficiencyKey) != nil) else { return [] }
    let (given, missing) =
      hasAmount ? (paidForKey.key, deficiencyKey.key) : (deficiencyKey.key, paidForKey.key)
    return [
      ParameterProblem(
        key: given, message: "a take-or-pay needs an amount and a price",
        help: "write \(missing) too")
    ]
  }

  init(component: String, values: ParameterValues) {
    self.component = component
    leastTaken = values.optional(Self.leastTakenKey)
    paidFor = values.optional(Self.paidForKey)
    deficiencyPrice = values.optional(Self.deficiencyKey) ?? .zero
  }

  /// Gas paid for and not taken, in thousand MMBtu: near 1, as the solver likes it.
  typealias Variables = Expression<NumberDimension>?

  private static let thousand = Heat(1000, .mmbtu)

  func declare(in program: inout LinearProgram) -> Variables {
    paidFor.map { program.column(component, "gas_not_taken", .limits(0, $0 / Self.thousand)) }
  }

  /// - Parameter taken: gas taken in a year.
  func constrain(
    _ v: Variables, in program: inout LinearProgram, taken: () -> Expression<HeatDimension>
  ) {
    if let leastTaken {
      let family = program.family(
        component, "minimum_take",
        relaxation: .init(weight: 0.1, meaning: "gas that must be taken and is not", unit: "MMBtu"))
      // Σ taken(t)·Δ ≥ minimum take
      program.require(family, taken() .>= Expression(leastTaken))
    }
    if let paidFor, let notTaken = v {
      let family = program.family(component, "take_or_pay")
      // not taken ≥ take-or-pay − Σ taken(t)·Δ
      program.require(family, notTaken.each(Self.thousand) .>= Expression(paidFor) - taken())
    }
  }

  func costs(_ v: Variables) -> [CostTerm] {
    guard let notTaken = v else { return [] }
    return [
      CostTerm(line: "take_or_pay", amount: notTaken.each(Self.thousand).times(deficiencyPrice))
    ]
  }
}
