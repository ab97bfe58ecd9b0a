import Accounting
import SiteModel
import Tabular
import Units
import Reporting

/// Where the money goes, and energy and bill by month.
struct MoneyCharts {
  let palette: Palette

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// One bar a line of cost, the largest first.
  func costs(_ lines: [(component: String, line: String, amount: Double)]) -> Chart {
    let shown = lines.filter { $0.amount.magnitude >= 0.5 }
      .sorted { ($1.amount, $0.line) < ($0.amount, $1.line) }
    let total = lines.reduce(0) { $0 + $1.amount }
    let values: [JSONValue] = shown.map {
      [
        "line": .text(Self.name($0.component, $0.line)),
        "source": .text(Report.words($0.component)), "kusd": .number($0.amount / 1000),
        "label": .text(Self.thousands($0.amount)), "opacity": 1,
      ]
    }
    return Chart(
      name: "costs", title: "Cash costs of a year by line",
      description:
        "Annual cash cost by line item, largest first (total \(FigureText.grouped(total / 1000)) thousand USD).",
      specification: LabelledBars(
        values: values, names: shown.map { Self.name($0.component, $0.line) }, amount: "kusd",
        greatest: (shown.first?.amount ?? 0) / 1000, title: "thousand USD a year",
        colors: palette.scale(of: Self.unique(shown.map(\.component)))
      ).specification, isHalf: true)
  }

  /// Energy from each source in each month.
  func energy(_ flows: DispatchFlows, _ horizon: Horizon) -> Chart {
    let bands = flows.bands.filter { !$0.isBelow }
    let hours = Double(horizon.stepMinutes) / 60
    var sums = [[Double]](repeating: [Double](repeating: 0, count: 12), count: bands.count)
    for step in 0..<horizon.count {
      let month = horizon.calendar.standardTime(minute: step * horizon.stepMinutes).month - 1
      for (place, band) in bands.enumerated() { sums[place][month] += band.values[step] * hours }
    }
    let values: [JSONValue] = bands.enumerated().flatMap { place, band in
      (0..<12).filter { sums[place][$0] > 0 }.map { month in
        [
          "month": .text(Self.months[month]), "source": .text(band.source),
          "rank": .integer(place), "mwh": .number(sums[place][month]),
        ]
      }
    }
    return Chart(
      name: "monthly-energy", title: "Energy by source and month",
      description: "One bar a month in MWh, stacked by source.",
      specification: [
        "data": ["values": .array(values)], "height": 240, "mark": ["type": "bar"],
        "encoding": [
          "x": Self.monthAxis,
          "y": ["field": "mwh", "type": "quantitative", "title": "MWh"],
          "color": [
            "field": "source", "type": "nominal",
            "scale": palette.scale(of: Self.unique(bands.map(\.component))),
          ],
          "order": ["field": "rank"],
        ],
      ], isHalf: true)
  }

  /// The bill of each month, with business as usual as a mark where there is one.
  func bill(_ bill: Bill, usual: Bill?) -> Chart {
    var values: [JSONValue] = []
    for month in 1...12 {
      for (rank, group) in BillGroup.allCases.enumerated() {
        let amount = bill.lines.filter { $0.month == month && BillGroup($0) == group }
          .reduce(0) { $0 + $1.amount.in(.usd) }
        guard amount.magnitude >= 0.5 else { continue }
        values.append([
          "month": .text(Self.months[month - 1]), "what": .text(group.rawValue),
          "rank": .integer(rank), "kusd": .number(amount / 1000),
        ])
      }
    }
    var layers: [JSONValue] = [
      [
        "mark": ["type": "bar"],
        "encoding": [
          "x": Self.monthAxis,
          "y": ["field": "kusd", "type": "quantitative", "title": "thousand USD"],
          "color": [
            "field": "what", "type": "nominal", "scale": BillGroup.scale(withUsual: usual != nil),
          ],
          "order": ["field": "rank"],
        ],
      ]
    ]
    if let usual {
      let marks: [JSONValue] = (1...12).map { month in
        let amount = usual.lines.filter { $0.month == month }.reduce(0) { $0 + $1.amount.in(.usd) }
        return ["month": .text(Self.months[month - 1]), "kusd": .number(amount / 1000)]
      }
      layers.append([
        "data": ["values": .array(marks)],
        "mark": ["type": "tick", "thickness": 3, "bandSize": 22],
        "encoding": [
          "x": Self.monthAxis, "y": ["field": "kusd", "type": "quantitative"],
          "color": ["datum": .text(BillGroup.usual)],
        ],
      ])
    }
    return Chart(
      name: "monthly-bill", title: "Grid bill by month",
      description: "One bar a month in thousand USD: charges for energy, for demand, and fixed ones"
        + (usual == nil ? "." : "; the dark mark is business as usual."),
      specification: [
        "data": ["values": .array(values)], "height": 240, "layer": .array(layers),
      ], isHalf: true)
  }

  /// Kinds of lines on a bill, by what they count.
  enum BillGroup: String, CaseIterable {
    case energy, demand
    case fixed = "fixed and other"

    init(_ line: Bill.Line) {
      switch line.unit {
      case "kWh": self = .energy
      case "kW", "kVAr": self = .demand
      default: self = .fixed
      }
    }

    static let usual = "business as usual"

    static func scale(withUsual: Bool) -> JSONValue {
      [
        "domain": .texts(allCases.map(\.rawValue) + (withUsual ? [usual] : [])),
        "range": .texts(["#0072b2", "#00344f", "#b8bec6"] + (withUsual ? ["#111111"] : [])),
      ]
    }
  }

  private static let monthAxis: JSONValue = [
    "field": "month", "type": "ordinal", "title": .null, "sort": .texts(months),
    "scale": ["domain": .texts(months)], "axis": ["labelAngle": 0, "labelOverlap": true],
  ]

  /// A line of a component, which is named once where the line has its name.
  static func name(_ component: String, _ line: String) -> String {
    Report.words(component == line ? component : "\(component) \(line)")
  }

  static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  private static func thousands(_ usd: Double) -> String {
    FigureText.grouped(usd / 1000, places: usd.magnitude >= 100_000 ? 0 : 1)
  }
}
