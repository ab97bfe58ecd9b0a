import Accounting
import Reliability
import SiteModel
import Tabular
import Units

extension SummaryPage {
  private static let costLines = 14

  /// What is asked first: cost, capital, emissions, service, and what it is compared with.
  mutating func glance(_ result: RunResult, _ figures: PlanFigures) {
    let (plan, site) = (result.plan, result.site)
    let served = plan.served.in(.megawattHours)
    heading("At a glance")
    func line(_ name: String, _ text: String) { row(name, [(text, 44)]) }
    if let cost = figures.costPerServed {
      line("LCOE (cash)", "\(FigureText.grouped(cost, places: 2)) USD/MWh served")
    }
    let capital = (plan.capital.cost - plan.capital.credit).in(.usd)
    line("capital after credits", "\(FigureText.grouped(capital)) USD")
    let tonnes = figures.emissions(inside: site.emissions.view)
    let each = served > 0 ? ", \(FigureText.grouped(1000 * tonnes / served)) kg/MWh" : ""
    line("emissions counted by caps", "\(FigureText.grouped(tonnes)) t CO2e/year\(each)")
    let asked = plan.classes.reduce(0) { $0 + $1.demand.in(.megawattHours) }
    let missing = plan.classes.reduce(0) { $0 + $1.unserved.in(.megawattHours) }
    if asked > 0 { line("load served by plan", percent(asked - missing, of: asked, places: 2)) }
    for outcome in result.uptime?.verdict.outcome.classes ?? [] {
      line(
        "availability of \(outcome.name.replacingUnderscores), simulated",
        "\(FigureText.fixed(100 * outcome.availability, places: 4, shiftedBy: 0)) %")
    }
    let savings = Savings(site: site, plan: plan, cash: plan.cash)
    if let usual = savings.businessAsUsual, served > 0 {
      line(
        "reference case: all from the grid",
        "\(FigureText.grouped(usual / served, places: 2)) USD/MWh")
    } else if let alone = savings.alone, let source = savings.source, served > 0 {
      line(
        "reference case: \(source) alone",
        "\(FigureText.grouped(alone / served, places: 2)) USD/MWh")
    }
  }

  /// Sizes that are not negligible.
  mutating func build(_ plan: SitePlan) {
    heading("Build")
    for part in plan.components where !part.isLoad {
      var sizes: [String] = []
      if let units = part.units, let name = part.unitName {
        sizes.append(
          "\(FigureText.grouped(units, places: units == units.rounded() ? 0 : 2)) \(name)")
      }
      if let power = part.power?.in(.megawatts) {
        let peak = part.isConnection ? " peak import" : ""
        let unit = part.basis.unit
        sizes.append("\(FigureText.size(power)) \(unit)\(peak)")
      }
      if let energy = part.energy?.in(.megawattHours) {
        sizes.append("\(FigureText.size(energy)) MWh")
      }
      let isNothing = (part.power?.in(.megawatts) ?? 0) < 1e-6 && (part.units ?? 0) < 1e-6
      row(part.component, [(isNothing ? "none" : sizes.joined(separator: ", "), 56)])
    }
  }

  /// Money spent once, before and after tax credits: the costs below hold it as yearly payments.
  mutating func capital(_ plan: SitePlan) {
    heading("Installed capital", columns: [("USD", 14), ("after credits", 15)])
    func row(_ name: String, _ capital: SitePlan.Capital) {
      let net = (capital.cost - capital.credit).in(.usd)
      self.row(
        name, [(FigureText.grouped(capital.cost.in(.usd)), 14), (FigureText.grouped(net), 15)])
    }
    for part in plan.components {
      guard let capital = part.capital, capital.cost.in(.usd) >= 0.5 else { continue }
      row(part.component, capital)
    }
    row("all components", plan.capital)
  }

  /// Yearly energy from each source, its cash cost by MWh, and what passed through storage.
  mutating func energy(_ plan: SitePlan, _ figures: PlanFigures) {
    heading("Energy", columns: [("MWh/year", 14), ("share", 10), ("USD/MWh", 11)])
    let supplied = figures.supplied
    for part in plan.components {
      guard let supply = figures.yearly(part, .supply), supply >= 0.5 else { continue }
      let share = part.stores ? "stored" : percent(supply, of: supplied)
      let cash = plan.costs.filter { $0.component == part.component && $0.nature == .cash }
        .reduce(0) { $0 + $1.amount.in(.usd) }
      row(
        part.component,
        [
          (FigureText.grouped(supply), 14), (share, 10),
          (part.stores ? "" : FigureText.grouped(cash / supply, places: 2), 11),
        ])
    }
    let served = plan.served.in(.megawattHours)
    row(
      "load served",
      [
        (FigureText.grouped(served), 14), ("", 10),
        (figures.costPerServed.map { FigureText.grouped($0, places: 2) } ?? "", 11),
      ])
  }

  /// Yearly costs by line, cash first, and by MWh served.
  mutating func costs(_ plan: SitePlan, _ figures: PlanFigures) {
    heading("Cost", columns: [("USD/year", 16), ("USD/MWh", 12)])
    let served = plan.served.in(.megawattHours)
    func columns(_ amount: Double) -> [(String, Int)] {
      [
        (FigureText.grouped(amount), 16),
        (served > 0 ? FigureText.grouped(amount / served, places: 2) : "", 12),
      ]
    }
    // The largest lines in the order of the plan; the rest in one.
    let cash = plan.costs.filter { $0.nature == .cash && $0.amount.in(.usd).magnitude >= 0.5 }
    let dearest = cash.map { $0.amount.in(.usd).magnitude }.sorted(by: >).prefix(Self.costLines)
    let least = dearest.last ?? 0
    var rest: (lines: Int, amount: Double) = (0, 0)
    for line in cash {
      let amount = line.amount.in(.usd)
      if amount.magnitude >= least {
        row("\(line.component) \(line.line.replacingUnderscores)", columns(amount))
      } else {
        rest.lines += 1
        rest.amount += amount
      }
    }
    if rest.lines > 0 { row("\(rest.lines) smaller lines", columns(rest.amount)) }
    row("cost per MWh served (cash)", columns(figures.cost(.cash)))
    let others: [(SitePlan.CostLine.Nature, String)] = [
      (.unserved, "value of unserved load"), (.carbonPrice, "price of CO2"),
      (.nonCash, "battery degradation (non-cash)"),
      (.sharedPrice, "price of what sites share (not cash)"),
    ]
    for (nature, name) in others where figures.cost(nature).magnitude >= 0.5 {
      row(name, columns(figures.cost(nature)))
    }
  }

  /// The plan's bill beside business as usual.
  mutating func bills(_ savings: Savings) {
    heading("Bill", columns: [("USD/year", 28)])
    for row in savings.rows {
      guard let amount = row.amount else { continue }
      self.row(row.name, [(FigureText.grouped(amount), 28)])
    }
    if let absence = savings.absence { wrap(absence.prefix(1).uppercased() + absence.dropFirst()) }
  }

  /// Emissions by source, and the sums that limits act on.
  mutating func emissions(_ plan: SitePlan, _ figures: PlanFigures, _ site: Site) {
    heading(
      "Emissions, \(site.emissions.gwpSet.name)", columns: [("t CO2e/year", 16), ("scope", 12)])
    for line in plan.emissions where line.amount.in(.tonnes).magnitude >= 0.05 {
      row(
        "\(line.component) \(line.source.replacingUnderscores)",
        [
          (FigureText.grouped(line.amount.in(.tonnes), places: 1), 16),
          (line.scope.map { "\($0)" } ?? (line.basis == .marginal ? "marginal" : "outside"), 12),
        ])
    }
    func total(_ name: String, _ amount: Double) {
      row(name, [(FigureText.grouped(amount, places: 1), 16), ("", 12)])
    }
    total(
      "inside the cap's boundary, \(site.emissions.view.rawValue)",
      figures.emissions(inside: site.emissions.view))
    if let required = site.emissions.hourlyCarbonFree {
      let score = CarbonFreeAccount(site: site, plan: plan).score.score ?? 0
      row(
        "carbon-free in the hour of use, required "
          + PlainNumber.text((100 * required * 1e6).rounded() / 1e6) + " %",
        [(PlainNumber.text((100 * score * 1e4).rounded() / 1e4) + " %", 16), ("", 12)])
    }
    if let cap = site.emissions.capPerYear { total("cap of a year", cap.in(.tonnes)) }
    if let cap = site.emissions.capPerServedEnergy {
      total("cap by energy served", (cap * plan.served).in(.tonnes))
    }
    if let cap = site.emissions.nitrogenOxidesPerYear {
      total("nitrogen oxides (t NOx)", plan.nitrogenOxides(of: site).in(.tonnes))
      total("cap of a year (t NOx)", cap.in(.tonnes))
    }
  }

  /// What each class was refused.
  mutating func unserved(_ plan: SitePlan) {
    heading("Unserved by plan", columns: [("MWh/year", 16), ("of demand", 12), ("hours", 10)])
    for part in plan.classes {
      let missing = part.unserved.in(.megawattHours)
      row(
        part.name,
        [
          (FigureText.grouped(missing), 16),
          (percent(missing, of: part.demand.in(.megawattHours)), 12),
          (FigureText.grouped(part.hoursShort), 10),
        ])
    }
  }

  /// Binding constraints, the most expensive first.
  mutating func limits(_ plan: SitePlan) {
    guard !plan.shadowPrices.isEmpty else { return }
    heading("Binding constraints", columns: [("shadow price (USD/year)", 28), ("steps", 10)])
    for price in plan.shadowPrices.prefix(8) {
      row(
        price.limit,
        [
          (
            "\(FigureText.grouped(price.value, places: price.value.magnitude < 100 ? 2 : 0)) \(price.unit)",
            28
          ),
          (FigureText.grouped(Double(price.bindingSteps)), 10),
        ])
    }
    if plan.shadowPrices.count > 8 {
      wrap("and \(plan.shadowPrices.count - 8) more in plan.json")
    }
  }

  private func percent(_ part: Double, of whole: Double, places: Int = 1) -> String {
    whole > 0 ? FigureText.grouped(100 * part / whole, places: places) + " %" : ""
  }
}

extension String {
  var replacingUnderscores: String { String(map { $0 == "_" ? " " : $0 }) }
}
