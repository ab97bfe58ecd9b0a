import Tabular

/// Horizontal bars with their figures behind them, in the order of their names.
///
/// The values have `line`, `source`, `label`, `opacity` and the amount.
struct LabelledBars {
  let values: [JSONValue]
  let names: [String]
  let amount: String
  let greatest: Double
  let title: String
  let colors: JSONValue

  var specification: JSONValue {
    // Room for the figure behind the longest bar.
    let room: JSONValue = ["domainMax": .number(max(greatest * 1.3, 1e-6))]
    return [
      "data": ["values": .array(values)], "height": .integer(21 * max(1, names.count)),
      "encoding": [
        "y": ["field": "line", "type": "nominal", "title": .null, "sort": .texts(names)],
        "x": [
          "field": .text(amount), "type": "quantitative", "title": .text(title), "scale": room,
        ],
      ],
      "layer": [
        [
          "mark": ["type": "bar"],
          "encoding": [
            "color": ["field": "source", "type": "nominal", "scale": colors, "legend": .null],
            "opacity": ["field": "opacity", "type": "quantitative", "scale": .null],
          ],
        ],
        [
          "mark": ["type": "text", "align": "left", "dx": 4, "fontSize": 11],
          "encoding": ["text": ["field": "label"]],
        ],
      ],
    ]
  }
}
