import Tabular
import Reporting

/// A chart as a specification in Vega-Lite, and what it says to those who cannot see it.
struct Chart {
  /// Name of its file and of its place in the page.
  let name: String
  let title: String
  /// What is on the axes and what the chart shows, in a sentence or two.
  let description: String
  /// Without data: the page and the file put them in.
  let specification: JSONValue
  /// Columns of the hourly table that it needs; empty where it carries its own values.
  var columns: [String] = []
  /// Whether two such charts stand side by side where there is room.
  var isHalf = false
  /// Which hours it needs.
  var span = Span.year

  /// Hours that the page hands to a chart; in a file all stand, and the specification picks its own.
  enum Span {
    case year
    /// Those of the week that the reader chose; weeks count from 1.
    case chosenWeek
    case week(Int)
  }

  /// The specification as it stands in a file, readable by any program that knows Vega-Lite.
  var file: OutputFile {
    var whole = specification
    if !columns.isEmpty {
      whole = whole.with([
        "data": [
          "url": "hours.csv",
          "format": [
            "type": "csv", "parse": ["hour_beginning": "utc:'%Y-%m-%dT%H:%M'"],
          ],
        ]
      ])
    }
    return OutputFile(name: "\(name).vl.json", bytes: framed(whole).document)
  }

  /// The specification as the page draws it: hours by name.
  var embedded: JSONValue {
    columns.isEmpty
      ? framed(specification) : framed(specification.with(["data": ["name": "hours"]]))
  }

  /// Columns and hours for the page's script.
  var needs: JSONValue {
    let week: JSONValue =
      switch span {
      case .year: .null
      case .chosenWeek: "chosen"
      case .week(let week): .integer(week)
      }
    return ["columns": .texts(columns), "week": week]
  }

  var frame: Page.Frame {
    Page.Frame(name: name, title: title, description: description, isHalf: isHalf)
  }

  private func framed(_ whole: JSONValue) -> JSONValue {
    whole.with([
      "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
      "description": .text("\(title). \(description)"), "width": "container",
      "autosize": ["type": "fit-x", "contains": "padding"], "config": Self.configuration,
    ])
  }

  private static let configuration: JSONValue = [
    "font": "system-ui, sans-serif", "background": "transparent",
    "view": ["stroke": .null],
    "axis": [
      "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": 500, "gridColor": "#e4e7eb",
      "domainColor": "#8a94a0", "tickColor": "#8a94a0", "labelColor": "#333b45",
      "titleColor": "#333b45", "labelLimit": 170, "labelSeparation": 6,
    ],
    "legend": [
      "orient": "bottom", "columns": 3, "labelFontSize": 12, "title": .null, "labelLimit": 130,
      "columnPadding": 12, "symbolStrokeWidth": 3,
    ],
    "area": ["line": false], "bar": ["discreteBandSize": 16],
  ]
}
