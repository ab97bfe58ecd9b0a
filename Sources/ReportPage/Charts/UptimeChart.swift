import Tabular

/// What the shortages of simulated years are caused by.
enum UptimeChart {
  static func causes(_ rows: [(name: String, cause: String, share: Double)]) -> Chart {
    Chart(
      name: "uptime-causes", title: "Causes of shortfalls",
      description:
        "For each class of load, the share of its simulated hours short that each cause accounts for.",
      specification: [
        "data": [
          "values": .array(
            rows.map {
              [
                "class": .text(Report.words($0.name)), "cause": .text(Report.words($0.cause)),
                "percent": .number(100 * $0.share),
              ]
            })
        ],
        "height": .integer(22 * max(1, rows.count)),
        "mark": ["type": "bar"],
        "encoding": [
          "y": ["field": "cause", "type": "nominal", "title": .null, "sort": "-x"],
          "yOffset": ["field": "class"],
          "x": ["field": "percent", "type": "quantitative", "title": "share of the shortage, %"],
          "color": [
            "field": "class", "type": "nominal",
            "scale": ["range": ["#332288", "#44aa99", "#ddcc77", "#cc6677"]],
          ],
        ],
      ], isHalf: true)
  }
}
