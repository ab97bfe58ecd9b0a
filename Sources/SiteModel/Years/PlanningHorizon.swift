import Units

/// The years that a site is planned for: when things may be built, how the years differ, and what is left
/// in the end.
///
/// Prices are real throughout. A year without files of its own has the hours, weekdays and holidays of the
/// site's modelled year.
public struct PlanningHorizon: Sendable, Equatable {
  /// How what is left of plant at the end is counted.
  public enum Salvage: String, CaseIterable, Sendable {
    /// The annuities that are not paid yet: what is built is paid for while it stands within the horizon.
    case annuity
    /// The share of its price that its remaining life is of its life.
    case straightLine = "straight_line"
    /// Nothing.
    case none
  }

  /// When the payments of a year are made.
  public enum Discounting: String, CaseIterable, Sendable {
    /// At its end, as an annuity is.
    case endOfYear = "end_of_year"
    /// In its middle.
    case midYear = "mid_year"
  }

  /// How often something may be built after the first years.
  public enum BuildDates: String, CaseIterable, Sendable {
    case yearly, quarterly

    /// Months from one to the next.
    var months: Int { self == .yearly ? 12 : 3 }
  }

  /// Years planned for.
  public let years: Int
  /// The year in which month 0 is.
  public let startYear: Int
  /// Years in which something may be built each month.
  public let phaseYears: Int
  /// How often after these.
  public let laterBuildDates: BuildDates
  /// Years that are modelled, from 0; each stands for those until the next.
  public let modelledYears: [Int]
  /// How what is left at the end is counted.
  public let salvage: Salvage
  /// When payments are made.
  public let discounting: Discounting
  /// Growth of the load of each module.
  public let loadGrowth: Double
  /// Real discount rate, the site's.
  public let rate: Double

  static let yearsKey = Parameter<NumberDimension>("years", .count, 1...40, "years planned for")
  /// The month of the first day on which anything may be energised or paid.
  public static let startKey = "start_month"
  static let phaseKey = Parameter<NumberDimension>(
    "phase_years", .count, 0...5, .default(3), "years in which something may be built each month")
  static let laterKey = ChoiceParameter<BuildDates>(
    "later_build_dates", default: .yearly, "how often something may be built after phase_years")
  static let modelledKey = "modelled_years"
  static let salvageKey = ChoiceParameter<Salvage>(
    "salvage", default: .annuity, "how what is left of plant at the end is counted")
  static let discountingKey = ChoiceParameter<Discounting>(
    "discounting", default: .endOfYear, "when the payments of a year are made")
  static let growthKey = Parameter<NumberDimension>(
    "load_growth_fraction_per_year", .fractionPerYear, -0.5...1, .default(0),
    "growth of the load of each module, or of the load as it is written")

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    [
      yearsKey.spec,
      ParameterSpec(
        key: startKey, kind: .text, presence: .required,
        meaning: "month 0, the January in which the first year begins, such as 2027-01"),
      phaseKey.spec, laterKey.spec,
      ParameterSpec(
        key: modelledKey, kind: .years, presence: .optional,
        meaning:
          "years that are modelled, from 1: all, or a list that begins with 1, in which each stands "
          + "for those until the next; all unless written"),
      salvageKey.spec, discountingKey.spec, growthKey.spec,
    ]
  }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    var problems: [ParameterProblem] = []
    if case .word(let text)? = values.value(of: startKey), startYear(text) == nil {
      problems.append(
        ParameterProblem(
          key: startKey, message: "start_month is '\(text)', not the January of a year",
          help:
            "write a year and its first month, such as 2027-01; dates within the first year are "
            + "months from there: energised_month: 6 is July"))
    }
    let years = values[yearsKey].in(.count)
    if case .series(let listed)? = values.value(of: modelledKey) {
      if listed.first != 1 || zip(listed, listed.dropFirst()).contains(where: { $0 >= $1 }) {
        problems.append(
          ParameterProblem(
            key: modelledKey, message: "modelled_years do not begin with 1 and rise",
            help: "write a list such as [1, 2, 3, 5, 10]"))
      } else if let last = listed.last, last > years {
        problems.append(
          ParameterProblem(
            key: modelledKey, message: "year \(Int(last)) is modelled, of \(Int(years))",
            help: "write years up to \(Int(years))"))
      }
    }
    return problems
  }

  /// The year of a month such as 2027-01; nil where it is not the January of a year.
  private static func startYear(_ text: String) -> Int? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, let year = Int(parts[0]), Int(parts[1]) == 1,
      (1990...2100).contains(year)
    else { return nil }
    return year
  }

  /// A horizon from checked values.
  public init(values: ParameterValues, rate: Double) {
    years = Int(values[Self.yearsKey].in(.count))
    var start = 0
    if case .word(let text)? = values.value(of: Self.startKey) {
      start = Self.startYear(text) ?? 0
    }
    startYear = start
    phaseYears = min(years, Int(values[Self.phaseKey].in(.count)))
    laterBuildDates = values[Self.laterKey]
    if case .series(let listed)? = values.value(of: Self.modelledKey) {
      modelledYears = listed.map { Int($0) - 1 }
    } else {
      modelledYears = Array(0..<years)
    }
    salvage = values[Self.salvageKey]
    discounting = values[Self.discountingKey]
    loadGrowth = values[Self.growthKey].in(.fractionPerYear)
    self.rate = rate
  }
}
