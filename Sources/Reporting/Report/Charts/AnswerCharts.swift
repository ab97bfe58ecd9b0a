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
        ? "Each point is a plan: its cost in million USD a year against the uptime that it promises."
        : "Each point is a plan: its cost in million USD a year against its emissions in t CO2e a year.",
      specification: [
        "data": ["values": .array(values)], "height": 280,
        "mark": ["type": "line", "point": ["size": 60, "filled": true], "color": "#0072b2"],
        "encoding": [
          "x": [
            "field": "limit", "type": "quantitative", "scale": ["zero": false],
            "title": isOfUptime ? "promised share of time" : "t CO2e a year",
          ],
          "y": [
            "field": "musd", "type": "quantitative", "scale": ["zero": false],
            "title": "million USD a year",
          ],
          "order": ["field": "limit"],
        ],
      ])
  }

  /// One bar a key and value, the keys that move the cost most first.
  static func sensitivity(_ changes: [(key: String, value: String, change: Double)]) -> Chart {
    var greatest: [String: Double] = [:]
    for one in changes { greatest[one.key] = max(greatest[one.key] ?? 0, one.change.magnitude) }
    let keys = greatest.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(15).map(\.key)
    let values: [JSONValue] = changes.filter { keys.contains($0.key) }.map {
      [
        "key": .text($0.key), "kusd": .number($0.change / 1000), "value": .text($0.value),
        "what": $0.change < 0 ? "cheaper" : "dearer",
      ]
    }
    return Chart(
      name: "sensitivity", title: "What changes of single keys do to the cost",
      description:
        "One bar for each value tried, in thousand USD a year against the plan; the figure is the value.",
      specification: [
        "data": ["values": .array(values)], "height": .integer(34 * max(1, keys.count)),
        "encoding": [
          "y": ["field": "key", "type": "nominal", "title": .null, "sort": .texts(keys)],
          "yOffset": ["field": "value"],
          "x": ["field": "kusd", "type": "quantitative", "title": "thousand USD a year"],
        ],
        "layer": [
          [
            "mark": ["type": "bar"],
            "encoding": [
              "color": [
                "field": "what", "type": "nominal",
                "scale": ["domain": ["cheaper", "dearer"], "range": ["#44aa99", "#cc6677"]],
              ]
            ],
          ],
          [
            "mark": ["type": "text", "align": "left", "dx": 3, "fontSize": 10],
            "encoding": ["text": ["field": "value"]],
          ],
        ],
      ])
  }
}
