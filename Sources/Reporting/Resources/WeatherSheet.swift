package import Resources
package import SiteModel
package import Tabular

/// The weather of a site in figures.
package struct WeatherSheet {
  private let site: Site
  private let weather: SiteWeather
  private let series: [DerivedSeries]
  private let steps: SiteSteps

  /// A site's weather over its steps, with the series that were derived from it.
  package init(_ site: Site, _ weather: SiteWeather, derived series: [DerivedSeries]) {
    self.site = site
    self.weather = weather
    self.series = series
    steps = SiteSteps(site: site)
  }

  /// Every step: the weather, then what was derived, `component.key`.
  package var csv: CSVText {
    let light = weather.irradiance
    var columns: [(name: String, values: [Double])] = [
      ("ghi_w_per_m2", light.global), ("dni_w_per_m2", light.direct),
      ("dhi_w_per_m2", light.diffuse), ("temperature_c", weather.temperature),
      ("wind_m_per_s", weather.wind),
    ]
    for one in series {
      columns.append(("\(one.component).\(one.key)", one.values))
    }
    return steps.csv(columns)
  }

  /// One screen.
  package var text: String {
    let temperature = weather.temperature
    let global = weather.irradiance.global
    let horizontal = steps.daily(global).map { $0 / 1000 }
    var lines = [
      "\(site.name): \(weather.weather.origin)"
    ]
    lines += site.notes.filter {
      $0.hasPrefix("weather: ") && !$0.hasSuffix(weather.weather.origin)
    }
    lines += [
      "", row("sunlight on level ground", horizontal.reduce(0, +), 0, "kWh/m² a year"),
      row("temperature, mean", mean(temperature), 1, "°C"),
      row("  coldest and hottest step", temperature.min() ?? 0, 1, "°C", temperature.max()),
    ]
    for one in series { lines += self.lines(one) }
    lines += ["", monthly]
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ series: DerivedSeries) -> [String] {
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
    case "capacity_factor_fraction":
      let calm = values.count { $0 < 0.05 }
      return head + [
        row("capacity factor", 100 * mean(values), 1, "%"),
        row("hours under 5 %", Double(calm) * steps.hoursPerStep, 0, "h"),
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
    let fields = series.filter { $0.key == "output_kw_per_kwdc" }
    var table = [["month", "°C", "kWh/m² day"] + fields.map { "\($0.component) kWh/kWdc day" }]
    let columns =
      [
        steps.monthly(weather.temperature),
        steps.monthly(weather.irradiance.global).map { $0 * 0.024 },
      ]
      + fields.map { steps.monthly($0.values).map { $0 * 24 } }
    for month in 0..<12 {
      table.append(
        [SiteSteps.months[month]]
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
