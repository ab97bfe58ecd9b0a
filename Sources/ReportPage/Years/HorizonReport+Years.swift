import Reporting
import SiteModel

extension HorizonReport {
  /// Cost, energy and emissions by year.
  var years: Page.Section {
    var section = Page.Section(id: "years", title: "Cost, energy and emissions by year")
    section.pictures = [cost, energy, emissions].compactMap(\.self)
    section.tables = [table, supplyTable]
    return section
  }

  private var all: [HorizonDocument.Year] { document.years ?? [] }

  /// `2030`, or `2030–2034` for a year that stands for others.
  private var names: [String] {
    all.map { $0.count > 1 ? "\($0.year)–\($0.year + $0.count - 1)" : "\($0.year)" }
  }

  private var components: [String] { site.components.map(\.name) }

  private var cost: Page.Picture? {
    let cash = Set(
      (document.costs ?? []).filter { $0.nature != SitePlan.CostLine.Nature.cash.rawValue }
        .map { "\($0.component).\($0.line)" })
    let sums = all.map { year in
      Dictionary(
        year.costs.members.filter { !cash.contains($0.key) }.map {
          (String($0.key.prefix { $0 != "." }), $0.value)
        }, uniquingKeysWith: +)
    }
    let named = HorizonText.unique(components + sums.flatMap { $0.keys.sorted() })
    return YearBars(
      title: "Cash cost by year", what: "Cash costs of each year, stacked by component",
      years: names,
      bands: named.map { name in
        .init(
          name: Report.words(name), color: palette.color(of: name),
          amounts: sums.map { $0[name] ?? 0 })
      }, units: [("USD", 1), ("thousand USD", 1e3), ("million USD", 1e6), ("billion USD", 1e9)]
    ).picture
  }

  private var energy: Page.Picture? {
    YearBars(
      title: "Energy by year", what: "Energy made or imported in each year, stacked by source",
      years: names,
      bands: components.map { name in
        .init(
          name: Report.words(name), color: palette.color(of: name),
          amounts: all.map { $0.supply[name] ?? 0 })
      }, units: [("MWh", 1), ("GWh", 1e3), ("TWh", 1e6)]
    ).picture
  }

  private var emissions: Page.Picture? {
    YearBars(
      title: "Emissions by year", what: "Emissions of each year by scope, scope 2 location-based",
      years: names,
      bands: [
        .init(name: "scope 1", color: "#d55e00", amounts: all.map(\.emissionTotals.scope1)),
        .init(name: "scope 2", color: "#0072b2", amounts: all.map(\.emissionTotals.scope2)),
      ], units: [("t CO2e", 1), ("thousand t CO2e", 1e3), ("million t CO2e", 1e6)]
    ).picture
  }

  private var table: Page.Table {
    let hasGPUs = all.contains { $0.costPerGPUHour != nil }
    return Page.Table(
      "The modelled years. Cash holds capital as yearly payments; the capital spent in the year stands beside it.",
      head: [
        .text("year"), .right("cash, USD"), .right("capital spent, USD"), .right("MWh served"),
        .right("MWh waiting"), .right("MWh unserved"), .right("USD per MWh served"),
      ] + (hasGPUs ? [.right("USD per GPU-hour")] : []),
      rows: zip(names, all).map { name, year in
        [
          .text(name), .figure(year.cash), .figure(year.capital - year.investmentTaxCredit),
          .figure(year.served), .figure(year.waiting), .figure(year.unserved),
          .figure(year.costPerServed, places: 2),
        ] + (hasGPUs ? [.figure(year.costPerGPUHour, places: 4)] : [])
      })
  }

  private var supplyTable: Page.Table {
    let sources = components.filter { name in all.contains { $0.supply[name] != nil } }
    return Page.Table(
      "Energy made or imported in MWh, peak import, and emissions by scope, scope 2 location-based.",
      head: [.text("year")] + sources.map { .right(Report.words($0)) } + [
        .right("peak import, MW"), .right("scope 1, t CO2e"), .right("scope 2, t CO2e"),
      ],
      rows: zip(names, all).map { name, year in
        [.text(name)] + sources.map { .figure(year.supply[$0]) } + [
          .size(year.peakImport), .figure(year.emissionTotals.scope1),
          .figure(year.emissionTotals.scope2),
        ]
      })
  }

  /// Present values by line.
  var presentValues: Page.Section {
    let lines = (document.costs ?? []).map { cost -> [Page.Cell] in
      [
        .text(MoneyCharts.name(cost.component, cost.line)), .text(Report.words(cost.nature)),
        .figure(cost.amount),
      ]
    }
    let sum: [Page.Cell] = [
      .text("objective, the sum of these"), .text(""),
      .figure(document.objective, key: "objective_usd"),
    ]
    return Page.Section(
      id: "present-value", title: "Present value",
      tables: [
        Page.Table(
          "Present values over the horizon by component and line, in USD of \(document.dollarYear).",
          head: [.text("line"), .text("nature"), .right("USD")], rows: lines + [sum])
      ])
  }
}
