/// What is published about the climate and the prices of a place, month by month.
public struct MonthlyFacts: Sendable, Equatable {
  /// Mean daily global horizontal irradiation, kWh/m².
  public var irradiation: Double
  /// Mean dry-bulb temperature, °C.
  public var temperature: Double
  /// Mean difference of a day's highest and lowest hour, °C.
  public var swing: Double
  /// Standard deviation of daily mean temperatures, °C.
  public var dayDeviation: Double
  /// Mean price, USD/MWh; nil where the site buys at a tariff.
  public var price: Double?

  /// Facts of one month.
  public init(
    irradiation: Double, temperature: Double, swing: Double, dayDeviation: Double, price: Double?
  ) {
    self.irradiation = irradiation
    self.temperature = temperature
    self.swing = swing
    self.dayDeviation = dayDeviation
    self.price = price
  }

  /// The headers of `monthly.csv`, in the order that is read; the price may be absent.
  public static let headers = [
    "month", "ghi_kwh_per_m2_day", "temperature_mean_c", "temperature_swing_c",
    "temperature_day_sd_c", "price_mean_usd_per_mwh",
  ]

  /// The twelve months of a `monthly.csv`; lines that begin with `#` are comments.
  public static func read(csv text: String) throws(GeneratorProblem) -> [MonthlyFacts] {
    var rows = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed }
    }
    guard !rows.isEmpty, Array(headers.prefix(rows[0].count)) == rows[0], rows[0].count >= 5 else {
      throw GeneratorProblem("monthly.csv must have the columns \(headers.joined(separator: ","))")
    }
    rows.removeFirst()
    var months: [MonthlyFacts] = []
    for (index, row) in rows.enumerated() {
      let numbers = row.compactMap { Double($0) }
      guard numbers.count == row.count, numbers.count >= 5, numbers[0] == Double(index + 1) else {
        throw GeneratorProblem("monthly.csv: month \(index + 1) is not a row of numbers")
      }
      months.append(
        MonthlyFacts(
          irradiation: numbers[1], temperature: numbers[2], swing: numbers[3],
          dayDeviation: numbers[4], price: numbers.count > 5 ? numbers[5] : nil))
    }
    guard months.count == 12 else { throw GeneratorProblem("monthly.csv must have twelve months") }
    return months
  }
}

/// Why series cannot be made.
public struct GeneratorProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was found and what is needed.
  public let description: String

  init(_ description: String) { self.description = description }
}

extension StringProtocol {
  /// Without blanks at either end.
  var trimmed: String {
    let kept = drop { $0.isWhitespace }
    return String(kept.reversed().drop { $0.isWhitespace }.reversed())
  }
}
