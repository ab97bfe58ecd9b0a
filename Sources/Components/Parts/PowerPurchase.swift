import Formulation
import LinearProgramming
import SiteModel
import Units

/// A purchase agreement for the output of a field or farm that somebody else owns: its capital, upkeep and
/// credits are the seller's, and the site pays by the MWh.
struct PowerPurchase: Sendable {
  /// Price for each MWh: in a year that recurs the mean over the agreement.
  let price: EnergyPrice
  /// Share of what could be had that is paid for whether it is taken or not.
  let takeOrPay: Double

  static let priceKey = Parameter<Per<MoneyDimension, EnergyDimension>>(
    "ppa_usd_per_mwh", .usdPerMegawattHour, 0...1000, .optional,
    "price of its output, which somebody else owns: no capital, upkeep or credit is then counted")
  static let takeOrPayKey = Parameter<NumberDimension>(
    "ppa_take_or_pay_fraction", .fraction, 0...1, .optional,
    "share of the output that could be had which is paid for, taken or not; 1 unless written")
  static let growthKey = Parameter<NumberDimension>(
    "ppa_escalation_fraction_per_year", .fractionPerYear, -0.1...0.1, .optional,
    "growth of the price beside inflation; a price that is fixed in money falls by the inflation")

  static var parameters: [ParameterSpec] { [priceKey.spec, takeOrPayKey.spec, growthKey.spec] }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    guard values.optional(priceKey) == nil else { return [] }
    return [takeOrPayKey, growthKey].filter { values.optional($0) != nil }.map {
      ParameterProblem(
        key: $0.key, message: "\($0.key) is a term of an agreement without a price",
        help: "write \(priceKey.key) too, or leave it out")
    }
  }

  /// Nil where the site owns it.
  ///
  /// - Parameter years: of the agreement, over which a year that recurs has the mean of a price that grows.
  init?(_ values: ParameterValues, years: Double) {
    guard let first = values.optional(Self.priceKey) else { return nil }
    let growth = values.optional(Self.growthKey)?.in(.fractionPerYear) ?? 0
    let rate = values.value(of: StackKeys.rateKey)?.number ?? 0
    price = Annuity.mean(growth: growth, rate: rate, years: years) * first
    takeOrPay = values.optional(Self.takeOrPayKey)?.in(.fraction) ?? 1
  }

  /// What stands behind a component's keys in a year of a horizon: the price as it is then.
  static func values(_ values: ParameterValues, in year: PlannedYear) -> ParameterValues {
    guard let price = values.value(of: priceKey.key) else { return values }
    var own = values
    own.set(priceKey.key, price.scaled(by: year.factor(values.optional(growthKey))))
    own.set(growthKey.key, nil)
    return own
  }

  /// What a plan says of it.
  var detail: SitePlan.Detail {
    .init(key: "ppa_mean_usd_per_mwh", value: price.in(.usdPerMegawattHour))
  }

  /// What a year of it costs.
  func cost(
    of field: ProfiledOutput, _ v: ProfiledOutput.Variables, _ context: FormulationContext
  ) -> CostTerm {
    // Σ price·(share·σ(t)·S + (1 − share)·s(t))·Δ
    let paid = context.yearly(EnergyDimension.self) { t in
      takeOrPay * field.possible(v, at: t) + (1 - takeOrPay) * field.power(v, at: t)
    }
    return CostTerm(line: "power_purchase", amount: paid.times(price))
  }
}
