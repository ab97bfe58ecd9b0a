import SiteModel
import Units

/// Packs of several states of health in one delivery, each retired when its own health is used up, and what
/// a seller warrants of them.
///
/// A mean state of health hides a step: the weakest bin goes years before the mean would.
struct PackBins: Sendable {
  /// Packs of one state of health.
  struct Bin: Sendable {
    let share: Double
    let health: Double
    /// Whole years until the health at retirement is reached: ⌊ln(ξ_end ÷ ξ) ÷ ln(1 − f)⌋.
    let life: Double
  }

  let bins: [Bin]
  private let fade: Double
  private let earlyFailure: Double
  private let warrantyYears: Double
  private let warrantedFade: Double

  static let binsKey = "bins"
  static let shareKey = Parameter<NumberDimension>(
    "share_fraction", .fraction, 0...1, "share of the packs of a delivery")
  static let healthKey = Parameter<NumberDimension>(
    "state_of_health_fraction", .fraction, 0.2...1, "energy left when bought")
  static let warrantyYearsKey = Parameter<YearsDimension>(
    "warranty_years", .years, 0...20, .optional,
    "years in which the seller makes good what lies below the warranted line")
  static let warrantedFadeKey = Parameter<NumberDimension>(
    "warranty_fade_fraction_per_year", .fractionPerYear, 0...0.3, .optional,
    "loss of energy in a year down to which nothing is made good")

  static var parameters: [ParameterSpec] {
    [
      ParameterSpec(
        key: binsKey, kind: .records([shareKey.spec, healthKey.spec]), presence: .optional,
        meaning: "states of health of a delivery, by name; their mean is the health at purchase"),
      warrantyYearsKey.spec, warrantedFadeKey.spec,
    ]
  }

  private static func records(_ values: ParameterValues) -> [NamedValues] {
    if case .records(let records)? = values.value(of: binsKey) { return records }
    return []
  }

  static func problems(in values: ParameterValues, mean: Double) -> [ParameterProblem] {
    let records = records(values)
    guard !records.isEmpty else { return [] }
    let shares = records.reduce(0) { $0 + $1.values[shareKey].in(.fraction) }
    let found = records.reduce(0) {
      $0 + $1.values[shareKey].in(.fraction) * $1.values[healthKey].in(.fraction)
    }
    if (shares - 1).magnitude > 1e-9 {
      return [
        ParameterProblem(
          key: binsKey,
          message: "the shares of the bins sum to \(shares.rounded(toPlaces: 9)), not 1",
          help: "write shares that sum to 1")
      ]
    }
    guard (found - mean).magnitude > 1e-9 else { return [] }
    return [
      ParameterProblem(
        key: binsKey,
        message: "the bins' mean state of health is \(found.rounded(toPlaces: 6)), and "
          + "\(SecondLifeBattery.purchaseKey.key) is \(mean)",
        help: "write \(SecondLifeBattery.purchaseKey.key): \(found.rounded(toPlaces: 9))")
    ]
  }

  /// Bins of a delivery; one of all packs where none are written, which lasts `life`.
  init(_ values: ParameterValues, health: Double, retirement: Double, life: Double) {
    fade = values[SecondLifeBattery.fadeKey].in(.fractionPerYear)
    earlyFailure = values[SecondLifeBattery.earlyFailureKey].in(.fractionPerYear)
    warrantyYears = values.optional(Self.warrantyYearsKey)?.in(.years) ?? 0
    warrantedFade = values.optional(Self.warrantedFadeKey)?.in(.fractionPerYear) ?? 0
    let fade = fade
    let written = Self.records(values).map { record in
      let health = record.values[Self.healthKey].in(.fraction)
      var years = 0.0
      // The first whole year after which less is left than packs retire at.
      while fade > 0, years < 60, health * Annuity.power(1 - fade, years + 1) >= retirement {
        years += 1
      }
      return Bin(
        share: record.values[Self.shareKey].in(.fraction), health: health,
        life: fade > 0 ? years : life)
    }
    bins = written.isEmpty ? [Bin(share: 1, health: health, life: life)] : written
  }

  /// Years after which the last bin is retired.
  var life: Double { bins.map(\.life).max() ?? 0 }

  private var mean: Double { bins.reduce(0) { $0 + $1.share * $1.health } }

  /// Share of the energy at purchase that is left at an age: (1 − f)^a · (1 − λ)^a of each bin that is not
  /// retired, and no less than is warranted.
  func left(afterYears age: Double) -> Double {
    let real = Annuity.power(1 - fade, age) * Annuity.power(1 - earlyFailure, age)
    guard bins.count > 1 || warrantyYears > 0 else { return real }
    let warranted =
      age <= warrantyYears && warrantyYears > 0
      ? Annuity.power(1 - warrantedFade, age) : 0
    return bins.reduce(0) { sum, bin in
      // At the end of its life a bin has still given its last hour.
      let own = age < bin.life || bins.count == 1 ? real : 0
      return sum + bin.share * bin.health * max(own, warranted)
    } / mean
  }
}
