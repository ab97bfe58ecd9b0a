/// Hours in which the four coincident peaks of the Texas system may lie, with their chances.
///
/// Substantive Rule 25.192 (16 TAC) bills transmission on the import in the system's greatest quarter-hour
/// of June, July, August and September. Nobody knows them beforehand, but they come on hot weekdays, late in
/// the afternoon. Candidates are a month's hottest weekdays by their greatest temperature, with chances
/// that fall in equal steps from the hottest to the last; each day's chance is split over a few
/// hours by published experience. The chances of a peak's hours add up to 1.
public struct CandidatePeaks: Sendable, Equatable {
  /// One hour that may be the peak.
  public struct Hour: Sendable, Equatable {
    /// Month, from 0.
    public let month: Int
    /// Hour of the year, local standard time.
    public let hour: Int
    /// Chance in thousandths: whole, so that a peak's add up to 1000.
    public let thousandths: Int
  }

  /// By month and time.
  public let hours: [Hour]
  let year: Int

  static let months = [5: "june", 6: "july", 7: "august", 8: "september"]

  init(temperature: [Double], _ settings: GeneratorSettings) throws(ResourceProblem) {
    year = try settings.integer("year")
    let calendar = YearOfHours(year: year)
    let first = try settings.integer("coincident_peak_first_hour")
    let shares = try settings.list("coincident_peak_hour_shares")
    let count = try settings.integer("coincident_peak_days")
    guard (shares.reduce(0, +) - 1).magnitude < 1e-9, (1...20).contains(count),
      first >= 0, first + shares.count <= 24
    else {
      throw ResourceProblem(
        "series.yaml: coincident peaks need 1 to 20 days, hours within a day and shares that add up to 1"
      )
    }
    hours = Self.months.keys.sorted().flatMap { month in
      let days = calendar.months[month].filter {
        !calendar.isWeekend(day: $0)
      }
      let heat = days.map { day in (temperature[day * 24..<day * 24 + 24].max() ?? 0, day) }
      let hottest = heat.sorted { ($0.0, $1.1) > ($1.0, $0.1) }.prefix(count).map(\.1)
      let steps = Double(count * (count + 1) / 2)
      let chances = hottest.enumerated().flatMap { rank, day in
        shares.enumerated().map { place, share in
          (hour: day * 24 + first + place, chance: Double(count - rank) / steps * share)
        }
      }
      return Self.whole(chances).sorted { $0.hour < $1.hour }.map {
        Hour(month: month, hour: $0.hour, thousandths: $0.thousandths)
      }
    }
  }

  /// Chances in whole thousandths that add up to 1000: the largest remainders are rounded up.
  private static func whole(_ chances: [(hour: Int, chance: Double)]) -> [(
    hour: Int, thousandths: Int
  )] {
    var rounded = chances.map { (hour: $0.hour, thousandths: Int($0.chance * 1000)) }
    let missing = 1000 - rounded.reduce(0) { $0 + $1.thousandths }
    let remainders = chances.indices.sorted {
      let left = chances[$0].chance * 1000 - Double(rounded[$0].thousandths)
      let right = chances[$1].chance * 1000 - Double(rounded[$1].thousandths)
      return left == right ? $0 < $1 : left > right
    }
    for index in remainders.prefix(max(0, missing)) { rounded[index].thousandths += 1 }
    return rounded
  }

  /// Name within the site's folder.
  public static let fileName = "coincident_peaks.csv"

  /// The text of the file, for the line `four_cp` of the tariff `ercot-west-indexed`.
  public var csv: String {
    let calendar = YearOfHours(year: year)
    let rows = hours.map { hour in
      let chance = Double(hour.thousandths) / 1000
      let name = Self.months[hour.month] ?? ""
      return "four_cp,\(name),\(calendar.stamp(hour.hour)),\(chance)"
    }
    return (["line,peak,start,probability"] + rows).joined(separator: "\n") + "\n"
  }
}
