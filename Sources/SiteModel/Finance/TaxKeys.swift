package import Units

/// How a kind of plant is taxed unless its site says otherwise.
public struct TaxClass: Sendable, Equatable {
  /// The technology by which a table of credits knows it; nil: no credit.
  public let technology: String?
  /// How its basis is written off.
  public let depreciation: DepreciationClass

  /// How a kind of plant is taxed.
  public init(technology: String? = nil, depreciation: DepreciationClass = .fifteenYears) {
    self.technology = technology
    self.depreciation = depreciation
  }
}

/// Which credit a component takes.
public enum TaxCreditChoice: String, CaseIterable, Sendable {
  /// On what it costs.
  case investment
  /// On what it makes, for ten years.
  case production
  case none
}

/// Keys of whatever is built that say something only where a site has `finance:`.
package enum TaxKeys {
  package static let credit = ChoiceParameter<TaxCreditChoice>(
    "tax_credit", "the credit that it takes; investment unless written")
  package static let eligible = Parameter<NumberDimension>(
    "credit_eligible_fraction", .fraction, 0...1, .optional,
    "share of its capital that a credit counts; all unless written")
  package static let assistance = Parameter<NumberDimension>(
    "material_assistance_ratio_fraction", .fraction, 0...1, .optional,
    "share of its manufactured products that no prohibited foreign entity made; below the law's threshold "
      + "there is no credit")
  package static let depreciation = ChoiceParameter<DepreciationClass>(
    "depreciation_class", "how its cost is written off; that of its type unless written")
  /// The month in which its construction began.
  package static let constructionStart = "construction_start_month"

  static var parameters: [ParameterSpec] {
    [
      credit.optionalSpec, eligible.spec, assistance.spec, depreciation.optionalSpec,
      ParameterSpec(
        key: constructionStart, kind: .text, presence: .optional,
        meaning:
          "month in which its construction began, such as 2026-06; else by construction_months"),
    ]
  }

  /// Their names.
  package static var keys: [String] { parameters.map(\.key) }
  /// The credit of a site without `finance:`.
  package static let simpleCredit = "investment_tax_credit_fraction"
}

/// A month of the calendar, counted from January of the year 0.
public struct CalendarMonth: Sendable, Equatable, Comparable {
  /// Months since January of the year 0.
  public let count: Int

  /// A month by its count.
  public init(count: Int) { self.count = count }

  /// A month such as 2027-06; nil where it is none of the years 1990 to 2150.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let year = Int(parts[0]),
      let month = Int(parts[1]), (1990...2150).contains(year), (1...12).contains(month)
    else { return nil }
    count = 12 * year + month - 1
  }

  /// As it is written.
  public var text: String {
    let month = count % 12 + 1
    return "\(count / 12)-" + (month < 10 ? "0\(month)" : "\(month)")
  }

  /// Whether the left is earlier.
  public static func < (one: Self, other: Self) -> Bool { one.count < other.count }
}
