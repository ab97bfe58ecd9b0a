import SiteModel
import Units
import Tabular

/// The tables beside the plan.
struct Tables {
  let result: RunResult
  let figures: PlanFigures

  init(_ result: RunResult) {
    self.result = result
    figures = PlanFigures(plan: result.plan, stampYear: result.site.stampYear)
  }

  private var plan: SitePlan { result.plan }

  /// What to build and what it does: one row a component.
  ///
  /// Yearly energy is what a component supplies, or draws if it supplies nothing. Shares are of the
  /// energy from components that do not store.
  var mix: [UInt8] {
    var table = CSVText(header: [
      "component", "kind", "capacity_mw", "capacity_basis", "energy_mwh", "units", "unit_name",
      "annual_mwh", "share_of_supply", "capacity_factor", "annual_cost_usd", "t_co2e",
      "capital_usd", "investment_tax_credit_usd",
    ])
    let supplied = figures.supplied
    let hoursOfYear = Double(plan.horizon.calendar.dayCount * 24)
    for part in plan.components {
      let supply = figures.yearly(part, .supply)
      let annual = supply ?? figures.yearly(part, .use)
      let power = part.power?.in(.megawatts)
      var share: Double?
      if let supply, !part.stores, supplied > 0 { share = supply / supplied }
      var factor: Double?
      if let annual, let power, power > 0 { factor = annual / (power * hoursOfYear) }
      let cost = plan.costs.filter { $0.component == part.component && $0.nature == .cash }
        .reduce(0) { $0 + $1.amount.in(.usd) }
      let emitted = plan.emissions.filter { $0.component == part.component && $0.scope != nil }
        .reduce(0) { $0 + $1.amount.in(.tonnes) }
      table.row([
        .text(part.component), .text(part.kind), .number(power),
        power == nil ? .empty : .text(part.basis.rawValue),
        .number(part.energy?.in(.megawattHours)), .number(part.units),
        part.unitName.map { .text($0) } ?? .empty, .number(annual), .number(share),
        .number(factor), .number(cost), .number(emitted), .number(part.capital?.cost.in(.usd)),
        .number(part.capital?.credit.in(.usd)),
      ])
    }
    return table.bytes
  }

  /// Every column of the dispatch at every step.
  var dispatch: [UInt8] {
    let flows = plan.components.flatMap { part in
      part.flows.map { (name: "\(part.component)_\($0.key.header)", values: $0.values) }
    }
    var table = CSVText(header: ["hour_beginning"] + flows.map(\.name))
    let columns = flows.map(\.values)
    for step in 0..<plan.horizon.count { table.row(figures.stamp(step), columns, at: step) }
    return table.bytes
  }
}
