/// How fast the tax basis of something is written off: shares of the basis by year, the year in which it is
/// placed in service first.
///
/// Tables: IRS Publication 946 (2024), appendix A, table A-1, half-year convention. The straight line is
/// even, with half a year at both ends.
public enum DepreciationClass: String, CaseIterable, Sendable {
  case fiveYears = "macrs_5"
  case sevenYears = "macrs_7"
  case fifteenYears = "macrs_15"
  case twentyYears = "macrs_20"
  case straightLine20 = "straight_line_20"
  case straightLine39 = "straight_line_39"

  /// Shares of the basis, which sum to one.
  public var shares: [Double] {
    switch self {
    case .fiveYears: [0.2, 0.32, 0.192, 0.1152, 0.1152, 0.0576]
    case .sevenYears: [0.1429, 0.2449, 0.1749, 0.1249, 0.0893, 0.0892, 0.0893, 0.0446]
    case .fifteenYears:
      [
        0.05, 0.095, 0.0855, 0.077, 0.0693, 0.0623, 0.059, 0.059, 0.0591, 0.059, 0.0591, 0.059,
        0.0591, 0.059, 0.0591, 0.0295,
      ]
    case .twentyYears:
      [
        0.0375, 0.07219, 0.06677, 0.06177, 0.05713, 0.05285, 0.04888, 0.04522, 0.04462, 0.04461,
        0.04462, 0.04461, 0.04462, 0.04461, 0.04462, 0.04461, 0.04462, 0.04461, 0.04462, 0.04461,
        0.02231,
      ]
    case .straightLine20: Self.even(20)
    case .straightLine39: Self.even(39)
    }
  }

  private static func even(_ years: Int) -> [Double] {
    let half = 0.5 / Double(years)
    return [half] + Array(repeating: 2 * half, count: years - 1) + [half]
  }

  /// Shares of the basis with a part of it written off at once in the first year.
  ///
  /// - Parameter bonus: that part, 0 to 1 (section 168(k)).
  public func shares(bonus: Double) -> [Double] {
    var shares = shares.map { (1 - bonus) * $0 }
    shares[0] += bonus
    return shares
  }
}
