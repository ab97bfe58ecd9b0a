import Tabular

/// Cost against a limit, and what changes of single keys do.
enum AnswerCharts {
  /// Cost against emissions, or against a promised uptime.
  static func frontier(_ points: [(limit: Double, cost: Double)], isOfUptime: Bool) -> Chart {
    let values: [JSONValue] = points.map {
      ["limit": .number($0.limit), "musd": .number($0.cost / 1e6)]
    }
    return Chart(
      name: "frontier", title: isOfUptime ? "Cost against uptime" : "Cost against emissions",
      description: isOfUptime
        ? "Each point is a plan: its cost in million USD a year against its uptime target."
        : "Each point is a plan: its cost in million USD a year against its emissions in t CO2e a year.",
      specification: [
        "data": ["values": .array(values)], "height": 280,
        "mark": ["type": "line", "point": ["size": 60, "filled": true], "color": "#0072b2"],
        "encoding": [
          "x": [
            "field": "limit", "type": "quantitative", "scale": ["zero": false],
            "title": isOfUptime ? "uptime target, share of time" : "t CO2e a year",
          ],
          "y": [
            "field": "musd", "type": "quantitative", "scale": ["zero": false],
            "title": "million USD a year",
          ],
          "order": ["field": "limit"],
        ],
      ])
  }

  /// One bar a key and value, the keys that move the cost most first; those that move nothing are left
  /// to the table.
  static func sensitivity(_ changes: [(key: String, value: String, change: Double)]) -> Chart {
    let tried = Dictionary(grouping: changes, by: \.key)
    let greatest = tried.mapValues { $0.map(\.change.magnitude).max() ?? 0 }
    let keys = greatest.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .filter { $0.value >= 1e-4 * (greatest.values.max() ?? 0) }.prefix(15).map(\.key)
    let values: [JSONValue] = keys.flatMap { key in
      (tried[key] ?? []).enumerated().map { place, one in
        [
          "key": .text(Self.name(key)), "kusd": .number(one.change / 1000),
          "value": .text(one.value), "place": .integer(place),
          "what": one.change < 0 ? "cheaper" : "more expensive",
        ]
      }
    }
    let shown = keys.flatMap { tried[$0] ?? [] }.map { $0.change / 1000 }
    let room = 0.15 * max((shown.max() ?? 0) - (shown.min() ?? 0), 1e-6)
    let ends: JSONValue = [
      .number((shown.min() ?? 0) < 0 ? (shown.min() ?? 0) - room : 0),
      .number((shown.max() ?? 0) > 0 ? (shown.max() ?? 0) + room : 0),
    ]
    return Chart(
      name: "sensitivity", title: "What changes of single keys do to the cost",
      description:
        "One bar for each value tried, in thousand USD a year against the plan; the figure is the value.",
      specification: [
        "data": ["values": .array(values)], "height": .integer(62 * max(1, keys.count)),
        "encoding": [
          // The name of a key stands over its bars, for it is too long to stand beside them.
          "y": [
            "field": "key", "type": "nominal", "title": .null,
            "sort": .texts(keys.map { Self.name($0) }),
            "scale": ["paddingInner": 0.45, "paddingOuter": 0.4],
            "axis": [
              "labelAlign": "left", "labelPadding": -4, "labelOffset": -25, "labelLimit": 330,
              "ticks": false, "domain": false,
            ],
          ],
          "yOffset": ["field": "place", "type": "ordinal"],
          "x": [
            "field": "kusd", "type": "quantitative", "title": "thousand USD a year",
            "scale": ["domain": ends, "nice": false],
          ],
        ],
        "layer": [
          [
            "mark": ["type": "bar"],
            "encoding": [
              "color": [
                "field": "what", "type": "nominal",
                "scale": [
                  "domain": ["cheaper", "more expensive"], "range": ["#44aa99", "#cc6677"],
                ],
              ]
            ],
          ],
          label(where: "datum.kusd >= 0", align: "left", offset: 3),
          label(where: "datum.kusd < 0", align: "right", offset: -3),
        ],
      ])
  }

  /// The value behind the end of its bar.
  private static func label(where side: String, align: String, offset: Int) -> JSONValue {
    [
      "transform": [["filter": .text(side)]],
      "mark": [
        "type": "text", "align": .text(align), "dx": .integer(offset), "fontSize": 11,
      ],
      "encoding": ["text": ["field": "value"]],
    ]
  }

  /// A key as a reader would say it.
  private static func name(_ key: String) -> String {
    let mark = "components."
    return Report.words(key.hasPrefix(mark) ? String(key.dropFirst(mark.count)) : key)
  }
}
