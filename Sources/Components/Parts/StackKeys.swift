import SiteModel
import Units

/// Stacks that wear: they burn more each year until new ones come.
///
/// A year that recurs has the mean of a stack's years, each discounted to its end as all money is:
/// rise = Σ (1+d)^(a+½)·(1+i)^−(a+1) ÷ Σ (1+i)^−(a+1) over the ages a = 0, 1, … of a stack.
struct StackKeys: Sendable {
  /// Fuel against that of new stacks, on the mean of their life.
  let heatRise: Double
  /// Replacements by the year, for each unit of capital: share·(CRF(stack life) − CRF(service life)).
  let replacement: Double

  static let lifeKey = Parameter<YearsDimension>(
    "stack_life_years", .years, 1...40, .optional,
    "service life of a stack; absent: that of the unit")
  static let shareKey = Parameter<NumberDimension>(
    "stack_replacement_fraction_of_capex", .fraction, 0...1, .optional,
    "price of a new stack against the installed price, without credit; 0 where it is left out")
  static let riseKey = Parameter<NumberDimension>(
    "heat_rate_rise_fraction_per_year", .fractionPerYear, 0...0.2, .optional,
    "fuel added by each year of a stack's age, compounding; 0 where it is left out")

  static var parameters: [ParameterSpec] { [lifeKey.spec, shareKey.spec, riseKey.spec] }

  static func problems(
    in values: ParameterValues, life: Parameter<YearsDimension>
  ) -> [ParameterProblem] {
    let own = values.optional(lifeKey)
    if let own, own > values[life] {
      return [
        ParameterProblem(
          key: lifeKey.key, message: "stacks last longer than the units that hold them",
          help: "write \(lifeKey.key) at or below \(life.key)")
      ]
    }
    guard own == nil, values.optional(shareKey) ?? .zero > .zero else { return [] }
    return [
      ParameterProblem(
        key: shareKey.key, message: "\(shareKey.key) means nothing without \(lifeKey.key)",
        help: "write \(lifeKey.key), or leave \(shareKey.key) out")
    ]
  }

  /// The key behind which a site puts its own rate; no file may write it.
  static let rateKey = "site_discount_rate"

  /// A component's values with its site's rate.
  static func values(_ values: ParameterValues, at rate: Double) -> ParameterValues {
    var own = values
    own.set(rateKey, .number(rate))
    return own
  }

  init(values: ParameterValues, life: Double) {
    let rate = values.value(of: Self.rateKey)?.number ?? 0
    let own = values.optional(Self.lifeKey)?.in(.years) ?? life
    let rise = values.optional(Self.riseKey)?.in(.fractionPerYear) ?? 0
    let share = values.optional(Self.shareKey)?.in(.fraction) ?? 0
    heatRise = Self.meanRise(rise, over: own, at: rate)
    replacement =
      share > 0
      ? share * (Annuity.factor(rate: rate, years: own) - Annuity.factor(rate: rate, years: life))
      : 0
  }

  private static func meanRise(_ rise: Double, over life: Double, at rate: Double) -> Double {
    guard rise > 0 else { return 1 }
    var (fuel, weights) = (0.0, 0.0)
    for age in 0..<Int(life.rounded(.up)) {
      // The last year may be a part of one.
      let part = min(1, life - Double(age))
      let weight = part / Annuity.power(1 + rate, Double(age + 1))
      fuel += weight * Annuity.power(1 + rise, Double(age) + part / 2)
      weights += weight
    }
    return fuel / weights
  }
}

extension Discounting {
  /// The same at a site's rate.
  package func discounted(at rate: Double) -> Self {
    Self(name: name, values: StackKeys.values(values, at: rate))
  }
}
