import Accounting
import SiteModel
import Tabular
import Units
import Reporting

extension Report {
  /// The answer beside what there would be without it.
  var facts: [Page.Fact] {
    guard plan.hasDispatch else { return [] }
    var facts: [Page.Fact] = []
    let usual = BusinessAsUsual(site: site, plan: plan)
    let served = record.served ?? 0
    if let cost = record.costPerServed {
      facts.append(
        Page.Fact(
          name: "Cost", value: FigureText.grouped(cost, places: 2), unit: "USD per MWh served",
          beside: costBeside(usual, served), key: "cost_per_mwh_served_usd",
          exact: PlainNumber.text(cost)))
    }
    if let totals = record.emissionTotals {
      facts.append(
        Page.Fact(
          name: "Emissions, \(Wording.words(site.emissions.view))",
          value: FigureText.grouped(totals.insideCapBoundary),
          unit: "t CO2e a year (\(totals.gwpSet))"
            + (served > 0
              ? ", \(FigureText.grouped(1000 * totals.insideCapBoundary / served)) kg/MWh" : ""),
          beside: emissionsBeside(usual), key: "emissions_totals_t_co2e.inside_cap_boundary",
          exact: PlainNumber.text(totals.insideCapBoundary)))
    }
    facts += uptimeFacts(usual)
    let capital = (plan.capital.cost - plan.capital.credit).in(.usd)
    facts.append(
      Page.Fact(
        name: "Capital after credits", value: FigureText.grouped(capital / 1e6, places: 2),
        unit: "million USD", beside: "paid once; the cost holds it as yearly payments", key: "",
        exact: ""))
    return facts
  }

  private func costBeside(_ usual: BusinessAsUsual, _ served: Double) -> String {
    guard served > 0 else { return "" }
    if let bill = record.bill?.businessAsUsual {
      return "business as usual, all from the grid: \(FigureText.grouped(bill / served, places: 2))"
    }
    let short =
      "No business-as-usual case: the grid connection is "
      + "\(FigureText.size(usual.shortfall.in(.megawatts))) MW short of peak load"
    guard let alone = record.bill?.alone, let source = record.bill?.source else {
      return short
    }
    return "\(short); \(Self.words(source)) alone: \(FigureText.grouped(alone / served, places: 2))"
  }

  private func emissionsBeside(_ usual: BusinessAsUsual) -> String {
    guard let lines = usual.emissions else { return "no business-as-usual case to compare with" }
    let tonnes = lines.filter {
      site.emissions.view.counts(scope: $0.scope, basis: $0.basis)
    }
    .reduce(0) { $0 + $1.amount.in(.tonnes) }
    return "business as usual: \(FigureText.grouped(tonnes))"
  }

  /// One fact a class: simulated where failures were simulated, else what the plan serves.
  private func uptimeFacts(_ usual: BusinessAsUsual) -> [Page.Fact] {
    // A connection that cannot carry the load is nothing to compare with.
    let alone = usual.bill == nil ? nil : gridAlone
    let beside =
      alone.map { "the grid alone: \($0) %, by its own statistics" }
      ?? "no grid that carries the load to compare with"
    let simulated = simulatedClasses.filter { $0.availability != nil }
    guard simulated.isEmpty else {
      return simulated.map { outcome in
        Page.Fact(
          name: "Uptime of \(Self.words(outcome.name)), simulated",
          value: Self.percent(outcome.availability ?? 0), unit: "% of the time",
          beside: (outcome.decision.map { "\($0.replacingUnderscores); " } ?? "") + beside, key: "",
          exact: "")
      }
    }
    return (record.servedFraction?.sorted ?? []).map { part in
      Page.Fact(
        name: "Load served, \(Self.words(part.key))", value: Self.percent(part.value),
        unit: "% of demand by plan; no failures simulated", beside: beside,
        key: "served_fraction.\(part.key)", exact: PlainNumber.text(part.value))
    }
  }

  /// Share of the year that the connections are there, by their stated outages, in percent.
  private var gridAlone: String? {
    let shares = site.components.grids.compactMap(\.statedAvailability)
    guard let best = shares.max() else { return nil }
    return Self.percent(best)
  }

  /// A share in percent with as many nines as it has, and one figure more.
  static func percent(_ share: Double) -> String {
    guard share < 1 else { return "100" }
    var places = 1
    var missing = 100 * (1 - share)
    while missing < 1, places < 6 {
      missing *= 10
      places += 1
    }
    return FigureText.grouped(100 * share, places: places)
  }

  /// Sizes, energy, cost and emissions of each component.
  var build: Page.Section {
    let supplied = figures.supplied
    let rows: [[Page.Cell]] = plan.components.filter { !$0.isLoad }.map { part in
      let key = "sizes.\(part.component)"
      let supply = figures.yearly(part, .supply)
      let isNothing = (part.power?.in(.megawatts) ?? 0) < 1e-6 && (part.units ?? 0) < 1e-6
      var units =
        part.units.map { FigureText.grouped($0, places: $0 == $0.rounded() ? 0 : 2) } ?? ""
      if let name = part.unitName, !units.isEmpty { units += " \(name)" }
      let costs = (record.costs?.members ?? []).filter {
        $0.key.hasPrefix("\(part.component).") && isCash($0.key)
      }
      let share = supply.flatMap { supplied > 0 && !part.stores ? $0 / supplied : nil }
      return [
        .text(Self.words(part.component) + (isNothing ? " (not built)" : "")),
        .size(part.power?.in(.megawatts), key: "\(key).capacity_mw"),
        .size(part.energy?.in(.megawattHours), key: "\(key).energy_mwh"),
        Page.Cell(
          text: units, isNumber: true, key: part.units == nil ? "" : "\(key).units",
          exact: part.units.map { PlainNumber.text($0) } ?? ""),
        .figure(supply), share.map { .figure(100 * $0, places: 1) } ?? .right(""),
        .figure(costs.map(\.value).sorted().reduce(0, +)),
      ]
    }
    return Page.Section(
      id: "build", title: "What to build",
      tables: [
        Page.Table(
          "Power is that of the whole site as built; of a grid connection, the peak import; of a solar field, MWdc of its modules.",
          head: [
            .text("component"), .right("MW"), .right("MWh"), .right("units"), .right("MWh a year"),
            .right("% of supply"), .right("USD a year"),
          ], rows: rows), capital,
      ])
  }

  /// Money spent once, before and after tax credits.
  private var capital: Page.Table {
    func row(_ name: String, _ cost: Double, _ credit: Double, key: String) -> [Page.Cell] {
      [
        .text(name), .figure(cost, key: "\(key)capital_usd"),
        .figure(credit, key: "\(key)investment_tax_credit_usd"), .figure(cost - credit),
      ]
    }
    let rows = (record.sizes?.members ?? []).compactMap { part -> [Page.Cell]? in
      guard let cost = part.value.capital, cost >= 0.5 else { return nil }
      return row(
        Self.words(part.key), cost, part.value.investmentTaxCredit ?? 0,
        key: "sizes.\(part.key).")
    }
    let total = row("all", record.capital ?? 0, record.investmentTaxCredit ?? 0, key: "")
    return Page.Table(
      "Installed capital, paid once; the yearly costs hold it as payments over each life.",
      head: [
        .text("component"), .right("USD"), .right("tax credits"), .right("USD after credits"),
      ], rows: rows + [total])
  }

  /// Whether the cost per MWh counts a line.
  func isCash(_ key: String) -> Bool { !(record.nonCash ?? []).contains(key) }
}
