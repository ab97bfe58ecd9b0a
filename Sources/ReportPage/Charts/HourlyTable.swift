import SiteModel
import Tabular
import Reporting

/// The hours that the charts share: wide, four digits, once in the page.
struct HourlyTable {
  let horizon: Horizon
  let columns: [(name: String, values: [Double])]

  /// Columnar, with the beginning and the length of a step in milliseconds of local standard time
  /// counted as if it were UTC; a column that never changes is one number.
  var json: JSONValue {
    [
      "start": .integer(Self.milliseconds(year: horizon.calendar.year)),
      "step": .integer(horizon.stepMinutes * 60_000), "count": .integer(horizon.count),
      "columns": .object(
        columns.map { column in
          let rounded = column.values.map(Self.fourDigits)
          if let first = rounded.first, rounded.allSatisfy({ $0 == first }) {
            return (key: column.name, value: .number(first))
          }
          return (key: column.name, value: .array(rounded.map { .number($0) }))
        }),
    ]
  }

  /// The same numbers as a file for the specifications beside it.
  var file: OutputFile {
    var table = CSVText(header: ["hour_beginning"] + columns.map(\.name))
    let values = columns.map { $0.values.map(Self.fourDigits) }
    for step in 0..<horizon.count { table.row(HourText.stamp(step, in: horizon), values, at: step) }
    return OutputFile(name: "hours.csv", bytes: table.bytes)
  }

  /// Four digits, and no more decimals than a kilowatt has.
  static func fourDigits(_ number: Double) -> Double {
    guard number.isFinite else { return 0 }
    var scale = 1000.0
    var magnitude = number.magnitude
    while magnitude >= 10, scale > 1 {
      magnitude /= 10
      scale /= 10
    }
    let rounded = (number * scale).rounded() / scale
    return rounded == 0 ? 0 : rounded
  }

  private static func milliseconds(year: Int) -> Int {
    var days = 0
    for past in 1970..<max(1970, year) {
      days += SiteModel.Calendar(year: past, daylightSaving: .none).dayCount
    }
    return days * 86_400_000
  }
}
