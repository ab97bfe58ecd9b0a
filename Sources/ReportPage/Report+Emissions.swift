import Accounting
import SiteModel
import Units
import Reporting

extension Report {
  /// Emissions by source and by hour, with what limits act on.
  func addEmissions(to contents: inout Contents) {
    let ledger = Ledger(site: site, plan: plan)
    let view = site.emissions.view
    let account = EmissionsAccount(ledger, view: view).lines
    let lines = account.map { line in
      let key = "\(line.component).\(line.source)"
      return (
        component: line.component, source: line.source,
        tonnes: record.emissions?[key] ?? line.amount.in(.tonnes),
        isOutside: !view.counts(scope: line.scope, basis: line.basis), scope: line.scope,
        basis: line.basis, key: record.emissions?[key] == nil ? "" : "emissions_t_co2e.\(key)"
      )
    }
    guard !lines.isEmpty, let totals = record.emissionTotals else { return }
    var rows: [[Page.Cell]] = lines.map { line in
      [
        .text(MoneyCharts.name(line.component, line.source)),
        .text(
          line.scope.map { "\($0)" }
            ?? (line.basis == .marginal ? "at the margin" : "not the site's")),
        .text(line.isOutside ? "" : "yes"), .figure(line.tonnes, places: 1, key: line.key),
      ]
    }
    rows.append([
      .text("inside the cap's boundary, \(Wording.words(view))"), .text(""), .text(""),
      .figure(
        totals.insideCapBoundary, places: 1, key: "emissions_totals_t_co2e.inside_cap_boundary"),
    ])
    if let cap = site.emissions.capPerYear {
      rows.append([
        .text("cap of a year"), .text(""), .text(""), .figure(cap.in(.tonnes), places: 1),
      ])
    }
    if let cap = site.emissions.capPerServedEnergy, let served = record.served {
      rows.append([
        .text("cap by energy served"), .text(""), .text(""),
        .figure((cap * Energy(served, .megawattHours)).in(.tonnes), places: 1),
      ])
    }
    let charts = EmissionsCharts(palette: palette)
    var shown = [charts.sources(lines.map { ($0.component, $0.source, $0.tonnes, $0.isOutside) })]
    if let hours = charts.hoursOfDay(ledger, view: view) { shown.append(hours) }
    contents.add(
      Page.Section(
        id: "emissions", title: "Emissions",
        tables: [
          Page.Table(
            "Emissions of a year as CO2e by \(totals.gwpSet).",
            head: [
              .text("source"), .text("scope"), .text("inside the boundary"),
              .right("t CO2e a year"),
            ],
            rows: rows, isLong: true)
        ]), shown)
  }
}
