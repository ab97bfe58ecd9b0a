import Foundation
import Tabular
import Reporting

/// Where the sites are, and how they compare.
struct PortfolioCharts {
  let sites: [PortfolioReport.Site]
  let outliers: [PortfolioReport.Outlier]

  private static let plain = "#0072b2"
  private static let odd = "#d55e00"
  private static let failed = "#a3203a"
  /// More bars than these at either end are left to the table.
  private static let most = 20

  /// Sites by longitude and latitude; nil where none has coordinates.
  var map: Chart? {
    let placed = sites.compactMap { site in
      site.latitude.flatMap { latitude in
        site.longitude.map { (site: site, latitude: latitude, longitude: $0) }
      }
    }
    guard let frame = Frame(placed.map { ($0.latitude, $0.longitude) }) else { return nil }
    let values: [JSONValue] = placed.map { one in
      [
        "name": .text(one.site.name), "status": .text(PortfolioReport.words(one.site.status)),
        "latitude": .number(one.latitude), "longitude": .number(one.longitude),
        "cost": .number(one.site.cost), "served": .number(one.site.served),
      ]
    }
    let tooltip: JSONValue = [
      ["field": "name", "title": "site"], ["field": "status"],
      ["field": "cost", "title": "USD per MWh", "format": ",.2f"],
      ["field": "served", "title": "MWh a year", "format": ",.0f"],
    ]
    return Chart(
      name: "sites-by-place", title: "Sites by longitude and latitude",
      description:
        "Each circle is a site with a plan: the larger, the more energy it serves, the darker, the more expensive; "
        + "each cross is a site without one.",
      specification: [
        "data": ["values": .array(values)], "height": 420,
        "encoding": [
          "x": frame.channel("longitude", frame.longitudes),
          "y": frame.channel("latitude", frame.latitudes), "tooltip": tooltip,
        ],
        "layer": [
          [
            "transform": [["filter": "isValid(datum.cost)"]],
            "mark": ["type": "point", "filled": true, "opacity": 0.85],
            "encoding": [
              "size": [
                "field": "served", "type": "quantitative", "legend": .null,
                "scale": ["range": [50, 450], "zero": true],
              ],
              "color": [
                "field": "cost", "type": "quantitative",
                "scale": ["scheme": "cividis", "reverse": true],
                "legend": [
                  "title": "USD per MWh served", "orient": "bottom", "gradientLength": 240,
                  "titleLimit": 240,
                ],
              ],
            ],
          ],
          [
            "transform": [["filter": "!isValid(datum.cost)"]],
            "mark": [
              "type": "point", "shape": "cross", "filled": true, "size": 140,
              "color": .text(Self.failed),
            ],
          ],
        ],
      ])
  }

  /// Sites from the greatest figure to the least; of many, those at both ends.
  func bars(_ figure: PortfolioFigure) -> Chart? {
    let ranked = figure.ranked(sites)
    guard let greatest = ranked.map(\.value.magnitude).max() else { return nil }
    let isCut = ranked.count > 2 * Self.most
    let shown = isCut ? ranked.prefix(Self.most) + ranked.suffix(Self.most) : ranked[...]
    let strange = Set(outliers.filter { $0.figure.column == figure.column }.map(\.site.name))
    let values: [JSONValue] = shown.map { site, value in
      [
        "line": .text(site.name), "source": strange.contains(site.name) ? "outlier" : "site",
        "value": .number(value), "label": .text(FigureText.grouped(value, places: 1)), "opacity": 1,
      ]
    }
    let which =
      isCut
      ? "The \(Self.most) sites with the most and the \(Self.most) with the least of \(ranked.count)"
      : "One bar a site"
    return Chart(
      name: "ranked-\(figure.column)", title: "\(figure.title) by site",
      description: "\(which), in \(figure.unit), the greatest first"
        + (strange.isEmpty ? "." : "; outliers are orange."),
      specification: LabelledBars(
        values: values, names: shown.map(\.site.name), amount: "value", greatest: greatest,
        title: figure.unit,
        colors: ["domain": ["site", "outlier"], "range": [.text(Self.plain), .text(Self.odd)]]
      ).specification, isHalf: true)
  }

  /// Sites from the least figure to the greatest, each as wide as the energy that it serves.
  func curve(_ figure: PortfolioFigure) -> Chart? {
    let ranked = figure.ranked(sites).reversed()
    guard ranked.count > 1 else { return nil }
    var served = 0.0
    let values: [JSONValue] = ranked.map { site, value in
      let start = served
      served += site.served ?? 0
      return [
        "name": .text(site.name), "value": .number(value), "from": .number(start / 1000),
        "to": .number(served / 1000),
      ]
    }
    return Chart(
      name: "curve-\(figure.column)", title: "\(figure.title) over the energy served",
      description:
        "One step a site, from the least to the most in \(figure.unit), as wide as the energy it serves.",
      specification: [
        "data": ["values": .array(values)], "height": 320,
        "mark": [
          "type": "rect", "color": .text(Self.plain), "opacity": 0.75, "stroke": "#ffffff",
          "strokeWidth": 0.5,
        ],
        "encoding": [
          "x": [
            "field": "from", "type": "quantitative", "title": "GWh served a year, all sites so far",
          ],
          "x2": ["field": "to"],
          "y": ["field": "value", "type": "quantitative", "title": .text(figure.unit)],
          "y2": ["datum": 0],
          "tooltip": [
            ["field": "name", "title": "site"],
            ["field": "value", "title": .text(figure.unit), "format": ",.2f"],
          ],
        ],
      ], isHalf: true)
  }

  /// Ranges of the axes in which a degree is about as long both ways on a wide page.
  private struct Frame {
    let latitudes: ClosedRange<Double>
    let longitudes: ClosedRange<Double>

    init?(_ places: [(latitude: Double, longitude: Double)]) {
      guard let south = places.map(\.latitude).min(), let north = places.map(\.latitude).max(),
        let west = places.map(\.longitude).min(), let east = places.map(\.longitude).max()
      else { return nil }
      // A degree of longitude in degrees of latitude; near the poles no more than a tenth is asked for.
      let shrink = max(0.1, cos((south + north) / 2 * .pi / 180))
      let (wide, margin) = (2.4, 1.15)
      let height = max(margin * (north - south), margin * (east - west) * shrink / wide, 1)
      let width = height * wide / shrink
      latitudes = ((south + north) / 2 - height / 2)...((south + north) / 2 + height / 2)
      longitudes = ((west + east) / 2 - width / 2)...((west + east) / 2 + width / 2)
    }

    func channel(_ name: String, _ range: ClosedRange<Double>) -> JSONValue {
      [
        "field": .text(name), "type": "quantitative", "title": .text("\(name), degrees"),
        "axis": ["tickCount": 8],
        "scale": [
          "domain": [.number(range.lowerBound), .number(range.upperBound)], "zero": false,
          "nice": false,
        ],
      ]
    }
  }
}
