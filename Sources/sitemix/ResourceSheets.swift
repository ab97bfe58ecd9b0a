import Reporting
import Resources
import SiteFiles
import SiteModel

/// A site's steps with months, for tables of series.
private struct Steps {
  let site: Site

  var stamps: [String] {
    let calendar = site.calendar
    return (0..<site.horizon.count).map { step in
      let moment = calendar.standardTime(minute: step * site.stepMinutes)
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      return "\(calendar.year)-\(two(moment.month))-\(two(moment.day))"
        + "T\(two(moment.minute / 60)):\(two(moment.minute % 60))"
    }
  }

  var stepsPerDay: Int { 1440 / site.stepMinutes }
  var hoursPerStep: Double { Double(site.stepMinutes) / 60 }

  /// Mean of each month.
  func monthly(_ values: [Double]) -> [Double] {
    let calendar = site.calendar
    var first = 0
    return (1...12).map { month in
      let count = calendar.days(inMonth: month) * stepsPerDay
      defer { first += count }
      return values[first..<first + count].reduce(0, +) / Double(count)
    }
  }

  /// Sum over hours of each day.
  func daily(_ values: [Double]) -> [Double] {
    stride(from: 0, to: values.count, by: stepsPerDay).map {
      values[$0..<$0 + stepsPerDay].reduce(0, +) * hoursPerStep
    }
  }

  /// `12 Jan`
  func name(ofDay day: Int) -> String {
    let moment = site.calendar.standardTime(minute: day * 1440)
    return "\(moment.day) \(Self.months[moment.month - 1])"
  }

  static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  func csv(_ columns: [(name: String, values: [Double])]) -> String {
    var text = (["hour_beginning"] + columns.map(\.name)).joined(separator: ",") + "\n"
    for (step, stamp) in stamps.enumerated() {
      text +=
        ([stamp] + columns.map { Self.written($0.values[step]) }).joined(separator: ",") + "\n"
    }
    return text
  }

  private static func written(_ value: Double) -> String {
    let text = value == 0 ? "0" : "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// The weather of a site in figures.
struct WeatherSheet {
  private let read: SiteResources
  private let weather: SiteWeather
  private let steps: Steps

  init?(_ read: SiteResources) {
    guard let weather = read.weather else { return nil }
    self.read = read
    self.weather = weather
    steps = Steps(site: read.site)
  }

  /// Every step: the weather, then what was derived, `component.key`.
  var csv: String {
    let light = weather.irradiance
    var columns: [(name: String, values: [Double])] = [
      ("ghi_w_per_m2", light.global), ("dni_w_per_m2", light.direct),
      ("dhi_w_per_m2", light.diffuse), ("temperature_c", weather.temperature),
      ("wind_m_per_s", weather.wind),
    ]
    for series in read.series where !isGas(series) {
      columns.append(("\(series.component).\(series.key)", series.values))
    }
    return steps.csv(columns)
  }

  private func isGas(_ series: SiteResources.Series) -> Bool {
    read.gas.contains { $0.component == series.component } && series.key.hasPrefix("available")
  }

  /// One screen.
  var text: String {
    let temperature = weather.temperature
    let global = weather.irradiance.global
    let horizontal = steps.daily(global).map { $0 / 1000 }
    var lines = [
      "\(read.site.name): \(weather.weather.origin)"
    ]
    lines += read.site.notes.filter {
      $0.hasPrefix("weather: ") && !$0.hasSuffix(weather.weather.origin)
    }
    lines += [
      "", row("sunlight on level ground", horizontal.reduce(0, +), 0, "kWh/m² a year"),
      row("temperature, mean", mean(temperature), 1, "°C"),
      row("  coldest and hottest step", temperature.min() ?? 0, 1, "°C", temperature.max()),
    ]
    for series in read.series { lines += self.lines(series) }
    lines += ["", monthly]
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ series: SiteResources.Series) -> [String] {
    let values = series.values
    let head = ["", "\(series.component): \(series.how)"]
    switch series.key {
    case "output_kw_per_kwdc":
      let days = steps.daily(values)
      let worst = days.indices.min { days[$0] < days[$1] } ?? 0
      let dark = days.count { $0 < 0.25 * mean(days) }
      return head + [
        row("yield", days.reduce(0, +), 0, "kWh/kWdc a year"),
        row("capacity factor, AC over DC", 100 * mean(values), 1, "%"),
        row("greatest output", values.max() ?? 0, 3, "kW/kWdc"),
        row("worst day, \(steps.name(ofDay: worst))", days[worst], 2, "kWh/kWdc"),
        row("days under a quarter of the mean", Double(dark), 0, "days"),
      ]
    case "pue_fraction":
      return head + [
        row("PUE, mean", mean(values), 3, ""), row("PUE, peak", values.max() ?? 0, 3, ""),
      ]
    case "water_l_per_kwh": return [row("water", mean(values), 3, "m³/MWh of IT")]
    case "output_derate_fraction":
      return head + [
        row("power left, mean", 100 * mean(values), 1, "%"),
        row("power left, least", 100 * (values.min() ?? 0), 1, "%"),
      ]
    case "heat_rate_factor":
      return [row("fuel against rating, greatest", values.max() ?? 0, 3, "")]
    default: return []
    }
  }

  /// By month: temperature, sunlight and each solar field.
  private var monthly: String {
    let fields = read.series.filter { $0.key == "output_kw_per_kwdc" }
    var table = [["month", "°C", "kWh/m² day"] + fields.map { "\($0.component) kWh/kWdc day" }]
    let columns =
      [
        steps.monthly(weather.temperature),
        steps.monthly(weather.irradiance.global).map { $0 * 0.024 },
      ]
      + fields.map { steps.monthly($0.values).map { $0 * 24 } }
    for month in 0..<12 {
      table.append(
        [Steps.months[month]]
          + columns.enumerated().map {
            FigureText.grouped($1[month], places: $0 == 0 ? 1 : 2)
          })
    }
    return SheetText.table(table)
  }

  private func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }

  private func row(
    _ name: String, _ value: Double, _ places: Int, _ unit: String, _ second: Double? = nil
  ) -> String {
    SheetText.row(name, value, places, unit, second)
  }
}

/// The gas of a site's wells in figures.
struct GasSheet {
  private let read: SiteResources
  private let steps: Steps

  init(_ read: SiteResources) {
    self.read = read
    steps = Steps(site: read.site)
  }

  private func series(_ gas: SiteResources.Gas, _ outlook: GasField.Outlook) -> [Double] {
    gas.field.perHour(
      outlook, days: read.site.calendar.dayCount, stepMinutes: read.site.stepMinutes)
  }

  /// Every step, each outlook.
  var csv: String {
    steps.csv(
      read.gas.flatMap { gas in
        GasField.Outlook.allCases.map {
          ("\(gas.component)_\($0.rawValue)_mcf_per_h", series(gas, $0))
        }
      })
  }

  /// One screen.
  var text: String {
    read.gas.map { gas in
      let cases = GasField.Outlook.allCases.map { steps.monthly(series(gas, $0)).map { $0 * 24 } }
      var table = [["Mcf/day"] + GasField.Outlook.allCases.map(\.rawValue)]
      for month in 0..<12 {
        table.append([Steps.months[month]] + cases.map { FigureText.grouped($0[month]) })
      }
      let lines = [
        "\(gas.component): \(gas.field.wells.count) wells, planned for \(gas.outlook.rawValue)", "",
        SheetText.row("heating value", 1000 * gas.heatingValue, 0, "Btu/scf"),
        SheetText.row("CO2 if all burns", gas.carbonDioxidePerMMBtu, 1, "kg/MMBtu"),
        SheetText.row("methane number", gas.methaneNumber, 0, ""), "", SheetText.table(table),
        "p90 is what nine years of ten exceed on the day; interruptions are not in the series but in",
        "gas_interruptions_per_year and gas_interruption_hours, which the simulation draws.",
      ]
      return lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}

/// Lines of sheets.
enum SheetText {
  static func row(
    _ name: String, _ value: Double, _ places: Int, _ unit: String, _ second: Double? = nil
  ) -> String {
    let figure = FigureText.grouped(value, places: places)
    let other = second.map { " to \(FigureText.grouped($0, places: places))" } ?? ""
    return
      ("  " + FigureText.left(name, 38) + FigureText.right(figure, 10) + "\(other) \(unit)")
      .trimmingSuffix
  }

  static func table(_ rows: [[String]]) -> String {
    let widths = (rows.first ?? []).indices.map { column in
      rows.reduce(0) { max($0, $1[column].count) }
    }
    return rows.map { row in
      "  " + row.indices.map { FigureText.right(row[$0], widths[$0]) }.joined(separator: "   ")
    }.joined(separator: "\n")
  }
}

extension String {
  /// Without blanks at the end.
  fileprivate var trimmingSuffix: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
