import Reporting
import Tabular

extension PortfolioReport {
  /// How many modules are up and how often.
  package struct Uptime: Sendable {
    package struct Level: Sendable {
      let share: Double
      let hoursBelow: Double
      let events: Double
      let hoursApart: Double
      let simulated: Double
      let standardError: Double
      let sitesDown: Int

      package init(
        share: Double, hoursBelow: Double, events: Double, hoursApart: Double, simulated: Double,
        standardError: Double, sitesDown: Int
      ) {
        self.share = share
        self.hoursBelow = hoursBelow
        self.events = events
        self.hoursApart = hoursApart
        self.simulated = simulated
        self.standardError = standardError
        self.sitesDown = sitesDown
      }
    }

    let modules: Int
    let sites: Int
    let years: Int
    let causes: [String]
    let absences: [String]
    let levels: [Level]

    package init(
      modules: Int, sites: Int, years: Int, causes: [String], absences: [String], levels: [Level]
    ) {
      self.modules = modules
      self.sites = sites
      self.years = years
      self.causes = causes
      self.absences = absences
      self.levels = levels
    }
  }

  /// The section of availability; without content where nobody asked.
  var uptimeSection: Page.Section {
    var section = Page.Section(id: "uptime", title: "Availability of the portfolio")
    guard let uptime else { return section }
    let count = FigureText.grouped(Double(uptime.modules))
    section.paragraphs = [
      "Share of \(count) modules at \(uptime.sites) sites that is up, failures and planned shedding counted: the sites' own "
        + "states in \(FigureText.grouped(Double(uptime.years))) simulated years, by hour of the day and month, convolved. "
        + (uptime.causes.isEmpty
          ? "The sites share no cause of outages."
          : "Shared causes: \(uptime.causes.joined(separator: ", ")).")
    ]
    if !uptime.absences.isEmpty {
      section.paragraphs.append("Left out: \(uptime.absences.joined(separator: "; ")).")
    }
    section.tables = [
      Page.Table(
        "Hours a year in which less than a share is up. Simulated: the same years of all sites laid side by side, with one "
          + "standard error. The sites that must fail are the largest.",
        head: [
          .text("share up"), .right("hours below"), .right("events a year"),
          .right("hours below, no shared causes"), .right("simulated"), .right("±"),
          .right("sites that must fail"),
        ],
        rows: uptime.levels.filter { $0.share >= 0.5 }.map { level in
          let key = "uptime.\(PlainNumber.text(level.share))"
          return [
            .text("\(PlainNumber.text(100 * level.share)) %"),
            .size(level.hoursBelow, key: "\(key).hours_below_per_year"),
            .size(level.events, key: "\(key).events_per_year"), .size(level.hoursApart, key: ""),
            .size(level.simulated, key: ""), .size(level.standardError, key: ""),
            .right("\(level.sitesDown)"),
          ]
        })
    ]
    return section
  }

  /// The share that is up against the hours of a year in which less is.
  var uptimeCurve: Chart? {
    guard let uptime else { return nil }
    func points(_ name: String, _ hours: (Uptime.Level) -> Double) -> [JSONValue] {
      uptime.levels.filter { hours($0) >= 0.001 }.map {
        [
          "case": .text(name), "share": .number(100 * $0.share), "hours": .number(hours($0)),
        ]
      }
    }
    let together = uptime.causes.isEmpty ? "sites fail apart" : "with shared causes"
    var values = points(together, \.hoursBelow)
    if !uptime.causes.isEmpty { values += points("no shared causes", \.hoursApart) }
    guard values.count > 1 else { return nil }
    return Chart(
      name: "share-up", title: "Share up against hours a year",
      description:
        "For each share of the modules, the hours of a year in which less than that is up; the scale of hours is logarithmic.",
      specification: [
        "data": ["values": .array(values)], "height": 320,
        "mark": ["type": "line", "point": ["size": 50, "filled": true]],
        "encoding": [
          "x": [
            "field": "hours", "type": "quantitative", "scale": ["type": "log"],
            "title": "hours a year in which less is up",
          ],
          "y": [
            "field": "share", "type": "quantitative", "scale": ["zero": false],
            "title": "share of modules up, %",
          ],
          "order": ["field": "share"],
          "color": [
            "field": "case", "type": "nominal", "legend": ["title": .null, "orient": "bottom"],
            "scale": [
              "domain": .texts([together, "no shared causes"]), "range": ["#0072b2", "#d55e00"],
            ],
          ],
          "tooltip": [
            ["field": "case"], ["field": "share", "title": "share up, %"],
            ["field": "hours", "title": "hours a year below", "format": ",.3f"],
          ],
        ],
      ])
  }
}
