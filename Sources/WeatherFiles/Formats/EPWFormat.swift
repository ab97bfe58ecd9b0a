import Resources
import Tabular

/// EnergyPlus weather: eight lines of head, then columns by position. Hours count from 1 and end there
/// (EnergyPlus, Auxiliary Programs, "EPW data dictionary").
enum EPWFormat: WeatherFormat {
  private static let headRows = 8

  static func isFormat(_ text: CSVCells) -> Bool {
    text.cell(0, 0) == "LOCATION" && text.count(0) >= 9
  }

  static func layout(_ text: CSVCells, _ site: WeatherPlace?, _ reading: InputReader)
    -> WeatherLayout?
  {
    let head = WeatherHead(text: text, reading: reading)
    guard
      let place = head.place(
        latitude: (0, 6), longitude: (0, 7), elevation: (0, 9), clock: head.clock((0, 8)))
    else { return nil }
    let periods = (0..<min(headRows, text.rows.count)).last { text.cell($0, 0) == "DATA PERIODS" }
    guard let periods, let perHour = text.whole(periods, 2), [1, 2, 4].contains(perHour) else {
      reading.report(
        "the head does not say how many rows an hour has", at: Place(file: text.source),
        help: "a line 'DATA PERIODS,1,1,…', with 1, 2 or 4 rows an hour")
      return nil
    }
    return WeatherLayout(
      format: "EPW", place: place, firstRow: periods + 1,
      columns: [
        (.global, .init(index: 13, missingFrom: 9999)),
        (.direct, .init(index: 14, missingFrom: 9999)),
        (.diffuse, .init(index: 15, missingFrom: 9999)),
        (.temperature, .init(index: 6, missingFrom: 99.9)),
        (.wind, .init(index: 21, missingFrom: 999)),
      ], stampColumns: [0, 1, 2, 3, 4], shape: "1995,1,31,24,60 (year, month, day, hour 1 to 24)",
      mark: .end,
      stamp: { text, row in
        guard let month = text.whole(row, 1), let day = text.whole(row, 2),
          let hour = text.whole(row, 3), let minute = text.whole(row, 4),
          (1...24).contains(hour), (0...60).contains(minute)
        else { return nil }
        // With one row an hour the minute is 0 or 60, by the maker's habit; with more it ends the row.
        let end = perHour == 1 ? 60 * hour : 60 * (hour - 1) + (minute == 0 ? 60 : minute)
        return .init(year: text.whole(row, 0), month: month, day: day, minute: end)
      })
  }
}
