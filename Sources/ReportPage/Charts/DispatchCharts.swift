import SiteModel
import Tabular

/// Power by source over load, and what stores hold.
struct DispatchCharts {
  let flows: DispatchFlows
  let palette: Palette
  let horizon: Horizon
  let worst: (week: Int, why: String)

  /// Through the year.
  var years: [Chart] { [year] + (flows.stored.isEmpty ? [] : [storedYear]) }

  /// Hour by hour.
  var weeks: [Chart] { [week] + (flows.stored.isEmpty ? [] : [storedWeek]) + [worstWeek] }

  /// Weeks of the horizon, the last perhaps of a day or two.
  var weekCount: Int { (horizon.count * horizon.stepMinutes + 10_079) / 10_080 }

  private var columns: [String] {
    flows.bands.map(\.column) + [DispatchFlows.loadColumn, DispatchFlows.unservedColumn]
  }

  private var year: Chart {
    Chart(
      name: "dispatch-year", title: "Power by source through the year",
      description:
        "Daily means in MW, stacked by source, with the load served as a line; charging is shown below the axis.",
      specification: stack(dailyMeans, axis: Self.months, mean: true), columns: columns)
  }

  private var week: Chart {
    Chart(
      name: "dispatch-week", title: "Power by source, hour by hour",
      description: "One week in MW, stacked by source, with the load that is served as a line.",
      specification: stack(
        weekOnly("week"), axis: Self.days, mean: false
      ).with(["params": [["name": "week", "value": 1]]]),
      columns: columns, span: .chosenWeek)
  }

  private var worstWeek: Chart {
    Chart(
      name: "dispatch-worst-week", title: "The hardest week, hour by hour",
      description:
        "Week \(worst.week), \(worst.why), in MW: stacked by source, with the load that is served as a line.",
      specification: stack(weekOnly("\(worst.week)"), axis: Self.days, mean: false),
      columns: columns, span: .week(worst.week))
  }

  private static let months: JSONValue = ["format": "%b", "tickCount": "month"]
  private static let days: JSONValue = [
    "format": "%a %e %b", "tickCount": "day", "labelOverlap": "greedy",
  ]

  /// Time across; stamps are local standard time counted as if it were UTC.
  private static func across(_ axis: JSONValue) -> JSONValue {
    [
      "field": "time", "type": "temporal", "scale": ["type": "utc"], "title": .null, "axis": axis,
    ]
  }

  /// Keeps the hours of one week and gives them their time.
  private func weekOnly(_ week: String) -> [JSONValue] {
    [
      ["calculate": "datum.hour_beginning", "as": "time"],
      [
        "filter": .text(
          "floor((datum.hour_beginning - utc(\(horizon.calendar.year), 0, 1)) / 6048e5) + 1 == \(week)"
        )
      ],
    ]
  }

  /// One row a day with the mean of each column: early, so that little is left to stack.
  private var dailyMeans: [JSONValue] {
    [
      ["timeUnit": "utcyearmonthdate", "field": "hour_beginning", "as": "time"],
      [
        "aggregate": .array(
          columns.map { ["op": "mean", "field": .text($0), "as": .text($0)] }),
        "groupby": ["time"],
      ],
    ]
  }

  /// Bands over and under the axis, and the load over them.
  private func stack(_ first: [JSONValue], axis: JSONValue, mean: Bool) -> JSONValue {
    let below: [JSONValue] = flows.bands.filter(\.isBelow).map { band in
      ["calculate": .text("-datum['\(band.column)']"), "as": .text(band.column)]
    }
    var columns = flows.bands.map(\.column)
    var sources = flows.bands.map(\.source)
    if flows.isShort {
      columns.append(DispatchFlows.unservedColumn)
      sources.append(Palette.unserved.name)
    }
    var bands: [JSONValue] = [["fold": .texts(columns), "as": ["flow", "mw"]]]
    let names = zip(columns, sources).map { "'\($0)':'\($1)'" }.joined(separator: ",")
    let ranks = columns.enumerated().map { "'\($1)':\($0)" }.joined(separator: ",")
    bands += [
      ["calculate": .text("({\(names)})[datum.flow]"), "as": "source"],
      ["calculate": .text("({\(ranks)})[datum.flow]"), "as": "rank"],
    ]
    let others = (flows.isShort ? [Palette.unserved] : []) + [Palette.load]
    let color: JSONValue = palette.scale(of: flows.components, and: others)
    let interpolate: JSONValue = mean ? "monotone" : "step-after"
    let x: JSONValue = Self.across(axis)
    return [
      "height": 300, "transform": .array(first + below),
      "layer": [
        [
          "transform": .array(bands), "mark": ["type": "area", "interpolate": interpolate],
          "encoding": [
            "x": x,
            "y": ["field": "mw", "type": "quantitative", "stack": "zero", "title": "MW"],
            "color": ["field": "source", "type": "nominal", "scale": color],
            "order": ["field": "rank"], "detail": ["field": "flow"],
          ],
        ],
        [
          "mark": ["type": "line", "interpolate": interpolate, "strokeWidth": 1.5],
          "encoding": [
            "x": x, "y": ["field": .text(DispatchFlows.loadColumn), "type": "quantitative"],
            "color": ["datum": .text(Palette.load.name)],
          ],
        ],
      ],
    ]
  }

  private var storedColumns: [String] { flows.stored.map(\.column) }

  private var storedNames: String {
    flows.stored.map { "'\($0.column)':'\(Report.words($0.component))'" }.joined(separator: ",")
  }

  private var storedColor: JSONValue { palette.scale(of: flows.stored.map(\.component)) }

  private var storedWeek: Chart {
    Chart(
      name: "stored-week", title: "Battery state of energy, hour by hour",
      description: "One week in MWh, one line for each battery.",
      specification: [
        "height": 150, "params": [["name": "week", "value": 1]],
        "transform": .array(
          weekOnly("week") + [
            ["fold": .texts(storedColumns), "as": ["flow", "mwh"]],
            ["calculate": .text("({\(storedNames)})[datum.flow]"), "as": "source"],
          ]),
        "mark": ["type": "line", "strokeWidth": 2],
        "encoding": [
          "x": Self.across(Self.days),
          "y": ["field": "mwh", "type": "quantitative", "title": "MWh"],
          "color": ["field": "source", "type": "nominal", "scale": storedColor],
        ],
      ], columns: storedColumns, span: .chosenWeek)
  }

  private var storedYear: Chart {
    Chart(
      name: "stored-year", title: "Battery state of energy through the year",
      description:
        "From each day's least to its greatest energy in MWh, one band for each battery.",
      specification: [
        "height": 150,
        "transform": [
          ["timeUnit": "utcyearmonthdate", "field": "hour_beginning", "as": "time"],
          ["fold": .texts(storedColumns), "as": ["flow", "mwh"]],
          [
            "aggregate": [
              ["op": "min", "field": "mwh", "as": "least"],
              ["op": "max", "field": "mwh", "as": "greatest"],
            ], "groupby": ["time", "flow"],
          ],
          ["calculate": .text("({\(storedNames)})[datum.flow]"), "as": "source"],
        ],
        "mark": ["type": "area", "opacity": 0.75, "interpolate": "step-after"],
        "encoding": [
          "x": Self.across(Self.months),
          "y": ["field": "least", "type": "quantitative", "title": "MWh"],
          "y2": ["field": "greatest"],
          "color": ["field": "source", "type": "nominal", "scale": storedColor],
        ],
      ], columns: storedColumns)
  }
}
