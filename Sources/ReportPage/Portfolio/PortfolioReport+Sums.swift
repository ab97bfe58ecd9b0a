import Tabular
import Reporting

extension PortfolioReport {
  /// Sums over sites that have a plan.
  struct Sums {
    private(set) var sites = 0
    private(set) var cash = 0.0
    private(set) var served = 0.0
    private(set) var tonnes = 0.0

    init(_ all: some Sequence<Site>) {
      for site in all where site.hasPlan {
        sites += 1
        cash += site.cash ?? 0
        served += site.served ?? 0
        tonnes += site.tonnes ?? 0
      }
    }

    /// Cash ÷ energy served.
    var cost: Double? { served > 0 ? cash / served : nil }
    /// kg of CO2e for each MWh served.
    var intensity: Double? { served > 0 ? 1000 * tonnes / served : nil }
  }

  /// Whether tonnes of all sites may be added up.
  var hasOneRule: Bool { potentials.count < 2 }

  /// The answer: how many sites have a plan, and what these come to.
  var facts: [Page.Fact] {
    let sums = Sums(sites)
    var facts = [
      Page.Fact(
        name: "Sites with a plan", value: FigureText.grouped(Double(sums.sites)),
        unit: "of \(sites.count)", beside: "", key: "total.sites",
        exact: PlainNumber.text(Double(sums.sites)))
    ]
    guard sums.sites > 0 else { return facts }
    func fact(
      _ name: String, _ value: Double, _ unit: String, _ beside: String, _ key: String,
      places: Int = 0
    ) {
      facts.append(
        Page.Fact(
          name: name, value: FigureText.grouped(value, places: places), unit: unit, beside: beside,
          key: "total.\(key)", exact: PlainNumber.text(value)))
    }
    if let cost = sums.cost {
      fact("Cost", cost, "USD per MWh served", range(.cost), "cost_usd_per_mwh", places: 2)
    }
    fact(
      "Cash", sums.cash, "USD a year", "energy served: \(FigureText.grouped(sums.served)) MWh",
      "cash_usd_per_year")
    if hasOneRule, let intensity = sums.intensity {
      let rule = potentials.first.map { " (\($0))" } ?? ""
      fact(
        "Emissions, scopes 1 and 2", sums.tonnes, "t CO2e a year\(rule)",
        "\(FigureText.grouped(intensity)) kg/MWh; \(range(.intensity))", "t_co2e")
    }
    return facts
  }

  /// `from 41.20 (pad-1) to 97.31 (pad-7)`.
  private func range(_ figure: PortfolioFigure) -> String {
    let ranked = figure.ranked(sites)
    guard let most = ranked.first, let least = ranked.last else { return "" }
    func told(_ one: (site: Site, value: Double)) -> String {
      "\(FigureText.size(one.value)) (\(one.site.name))"
    }
    return "from \(told(least)) to \(told(most))"
  }

  /// What each owner's and each group's sites come to.
  var owners: Page.Section {
    func table(_ word: String, _ name: (Site) -> String) -> Page.Table? {
      let names = Set(sites.map(name)).sorted()
      guard names != [""] else { return nil }
      let rows = names.map { one -> [Page.Cell] in
        let members = sites.filter { name($0) == one }
        let sums = Sums(members)
        let key = "\(word).\(one)"
        return [
          .text(one.isEmpty ? "none named" : one), .right("\(members.count)"),
          .figure(Double(sums.sites), key: "\(key).sites"),
          .figure(sums.served, key: "\(key).served_mwh"),
          .figure(sums.cash, key: "\(key).cash_usd_per_year"),
          .figure(sums.cost, places: 2, key: "\(key).cost_usd_per_mwh"),
          .figure(
            hasOneRule ? sums.tonnes : nil, places: 1, key: hasOneRule ? "\(key).t_co2e" : ""),
        ]
      }
      return Page.Table(
        "Sites by \(word).",
        head: [
          .text(word), .right("sites"), .right("planned"), .right("MWh a year"),
          .right("USD a year"), .right("USD/MWh"), .right("t CO2e a year"),
        ], rows: rows)
    }
    var section = Page.Section(id: "owners", title: "Owners and groups")
    section.tables = [table("owner", \.owner), table("group", \.group)].compactMap { $0 }
    if !hasOneRule, !section.tables.isEmpty {
      section.paragraphs = [
        "The sites count by \(potentials.joined(separator: " and ")): their tonnes are no sum. "
          + "emissions_totals.csv adds up each set by itself."
      ]
    }
    return section
  }
}
