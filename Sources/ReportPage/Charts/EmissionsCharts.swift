import Accounting
import SiteModel
import Tabular
import Units
import Reporting

/// Emissions by source, and by hour of the day.
struct EmissionsCharts {
  let palette: Palette

  /// One bar a source; what is outside the inventory is paler.
  func sources(_ lines: [(component: String, source: String, tonnes: Double, isOutside: Bool)])
    -> Chart
  {
    let shown = lines.filter { $0.tonnes.magnitude >= 0.05 }
      .sorted { ($1.tonnes, $0.source) < ($0.tonnes, $1.source) }
    let values: [JSONValue] = shown.map {
      [
        "line": .text(MoneyCharts.name($0.component, $0.source)),
        "source": .text(Report.words($0.component)), "tonnes": .number($0.tonnes),
        "label": .text(FigureText.grouped($0.tonnes)),
        "opacity": $0.isOutside ? 0.35 : 1,
      ]
    }
    return Chart(
      name: "emissions", title: "Emissions of a year by source",
      description:
        "One bar a source in t CO2e a year, the greatest first; what is outside the site's inventory, or "
        + "counted by another method, is paler.",
      specification: LabelledBars(
        values: values, names: shown.map { MoneyCharts.name($0.component, $0.source) },
        amount: "tonnes",
        greatest: shown.first?.tonnes ?? 0, title: "t CO2e a year",
        colors: palette.scale(of: MoneyCharts.unique(shown.map(\.component)))
      ).specification, isHalf: true)
  }

  /// Mean tonnes an hour of the site's own and purchased power by hour of the day, from the ledger.
  func hoursOfDay(_ ledger: Ledger, view: EmissionsPolicy.View) -> Chart? {
    let horizon = ledger.horizon
    let days = Double(horizon.count * horizon.stepMinutes) / 1440
    let shown = ledger.lines.filter {
      !$0.label.isYearly && view.counts(scope: $0.label.scope, basis: $0.label.basis)
    }
    var sums: [(component: String, tonnes: [Double])] = []
    for row in ledger.rows(of: shown, in: ledger.periods(.hour)) {
      let minute = row.steps.lowerBound * horizon.stepMinutes
      let hour = horizon.calendar.standardTime(minute: minute).hour
      let tonnes = row.mass * row.label.gas.potential(ledger.gwpSet) / horizon.weight
      if let place = sums.firstIndex(where: { $0.component == row.label.component }) {
        sums[place].tonnes[hour] += tonnes
      } else {
        var fresh = [Double](repeating: 0, count: 24)
        fresh[hour] = tonnes
        sums.append((row.label.component, fresh))
      }
    }
    sums.removeAll { !$0.tonnes.contains { $0 > 1e-6 } }
    guard !sums.isEmpty else { return nil }
    let values: [JSONValue] = sums.flatMap { source in
      (0..<24).map { hour in
        [
          "hour": .integer(hour), "source": .text(Report.words(source.component)),
          "tonnes": .number(source.tonnes[hour] / days),
        ]
      }
    }
    return Chart(
      name: "emissions-by-hour", title: "Emissions by hour of day",
      description: "Mean t CO2e in each hour of the day (local standard time), stacked by source.",
      specification: [
        "data": ["values": .array(values)], "height": 220,
        "mark": ["type": "bar", "binSpacing": 0],
        "encoding": [
          "x": [
            "field": "hour", "type": "ordinal", "title": "hour of day",
            "axis": ["labelAngle": 0, "values": [0, 3, 6, 9, 12, 15, 18, 21]],
          ],
          "y": ["field": "tonnes", "type": "quantitative", "title": "t CO2e an hour"],
          "color": [
            "field": "source", "type": "nominal", "scale": palette.scale(of: sums.map(\.component)),
          ],
        ],
      ], isHalf: true)
  }
}
