import SiteModel
import Tabular

/// Duration curves and maps of hours by day.
struct CurveCharts {
  let flows: DispatchFlows
  let palette: Palette
  let horizon: Horizon
  let grids: [String]

  /// Load and imports sorted from greatest to least.
  var duration: Chart {
    let imports = flows.bands.filter { grids.contains($0.component) && !$0.isBelow }
    let columns = [DispatchFlows.loadColumn] + imports.map(\.column)
    let names =
      (["'\(DispatchFlows.loadColumn)':'\(Palette.load.name)'"]
      + imports.map { "'\($0.column)':'\($0.source)'" }).joined(separator: ",")
    let isAlone = imports.isEmpty
    return Chart(
      name: "duration", title: isAlone ? "Load duration" : "Load and import duration",
      description:
        "Duration curve: share of hours at or above each level.",
      specification: [
        "height": 260,
        "transform": [
          ["fold": .texts(columns), "as": ["flow", "mw"]],
          [
            "window": [["op": "row_number", "as": "rank"]],
            "sort": [["field": "mw", "order": "descending"]], "groupby": ["flow"],
          ],
          ["calculate": .text("100 * datum.rank / \(horizon.count)"), "as": "share"],
          ["calculate": .text("({\(names)})[datum.flow]"), "as": "source"],
        ],
        "mark": ["type": "line", "strokeWidth": 2],
        "encoding": [
          "x": [
            "field": "share", "type": "quantitative", "title": "share of hours, %",
            "scale": ["domain": [0, 100]],
          ],
          "y": ["field": "mw", "type": "quantitative", "title": "MW", "scale": ["zero": true]],
          "color": [
            "field": "source", "type": "nominal",
            "scale": palette.scale(of: imports.map(\.component), and: [Palette.load]),
          ],
          // Where all is imported one line lies on the other. Both scales name the same in the same
          // order, or there would be two legends.
          "strokeDash": [
            "field": "source", "type": "nominal",
            "scale": [
              "domain": .texts(imports.map(\.source) + [Palette.load.name]),
              "range": .array(imports.map { _ in [1, 0] } + [[6, 4]]),
            ],
          ],
        ],
      ], columns: columns, isHalf: true)
  }

  /// A column as one small square for each hour: days across, hours of the day upwards.
  func map(
    _ column: (name: String, values: [Double]), name: String, title: String, what: String,
    unit: String
  ) -> Chart {
    let ends = Self.ends(of: column.values)
    let end = "utc(\(horizon.calendar.year), 0, 1) + \(horizon.count * horizon.stepMinutes) * 6e4"
    return Chart(
      name: name, title: title,
      description: "Each column is a day and each row an hour of the day; the darker, the \(what)."
        + (ends.isCut ? " What lies beyond the scale has the colour of its end." : ""),
      specification: [
        "height": 190,
        "transform": [
          ["timeUnit": "utcyearmonthdate", "field": "hour_beginning", "as": "day"],
          ["calculate": .text("min(time(datum.day) + 3 * 864e5, \(end))"), "as": "day_end"],
          [
            "calculate": "utchours(datum.hour_beginning) + utcminutes(datum.hour_beginning) / 60",
            "as": "hour",
          ],
          [
            "calculate": .text("datum.hour + \(1.5 * Double(horizon.stepMinutes) / 60)"),
            "as": "hour_end",
          ],
        ],
        // Each square reaches under its neighbours, by more than a pixel on a phone, or fine gaps would
        // show between them.
        "mark": ["type": "rect", "strokeWidth": 0, "clip": true],
        "encoding": [
          "x": [
            "field": "day", "type": "temporal", "scale": ["type": "utc"], "title": .null,
            "axis": ["format": "%b", "tickCount": "month", "grid": false],
          ],
          "x2": ["field": "day_end"],
          "y": [
            "field": "hour", "type": "quantitative", "title": "hour of day",
            "scale": ["domain": [0, 24]], "axis": ["values": [0, 6, 12, 18, 24], "grid": false],
          ],
          "y2": ["field": "hour_end"],
          "color": [
            "field": .text(column.name), "type": "quantitative",
            "scale": [
              "scheme": "cividis", "reverse": true, "clamp": true,
              "domain": [.number(ends.range.lowerBound), .number(ends.range.upperBound)],
            ],
            "legend": [
              "title": .text(unit), "orient": "bottom", "gradientLength": 240, "titleLimit": 240,
            ],
          ],
        ],
      ], columns: [column.name])
  }

  /// The scale of a map: a few extreme hours must not leave the others without colour.
  private static func ends(of values: [Double]) -> (range: ClosedRange<Double>, isCut: Bool) {
    let sorted = values.sorted()
    guard let least = sorted.first, let greatest = sorted.last, least < greatest else {
      return (0...1, false)
    }
    let low = sorted[sorted.count / 100]
    let high = sorted[sorted.count - 1 - sorted.count / 100]
    guard low < high, greatest - least > 1.5 * (high - low) else {
      return (least...greatest, false)
    }
    return (low...high, true)
  }
}
