import Accounting
import SiteModel
import Units
import Tabular
import Reporting

extension EmissionsTables {
  /// Scope 2 by each method, beside what it is made of; exports are a memo and never netted.
  func scopeTwoTable(_ periods: [Range<Int>]) -> [UInt8] {
    var table = CSVText(header: [
      "period_start", "period_end", "period_start_utc", "gwp_set", "import_mwh",
      "loc_factor_kg_per_mwh", "lbm_t",
      "eac_matched_annual_mwh", "eac_matched_hourly_mwh", "residual_factor_kg_per_mwh",
      "mbm_annual_t", "mbm_hourly_t", "export_mwh_memo",
    ])
    func lines(_ basis: SitePlan.EmissionLine.Basis) -> [LedgerLine] {
      ledger.lines.filter { $0.label.basis == basis }
    }
    let location = lines(.location)
    let market = lines(.market)
    let hourly = lines(.marketHourly)
    for steps in periods {
      func rows(_ lines: [LedgerLine]) -> [Ledger.Row] { ledger.rows(of: lines, in: [steps]) }
      func activity(_ rows: [Ledger.Row], _ source: String) -> Double {
        rows.reduce(0) {
          $0 + ($1.label.source == source && $1.label.gas == .carbonDioxide ? $1.activity : 0)
        }
      }
      let imported = grids.reduce(0) { $0 + energy(.gridImport, $1.name, steps) }
      let exported = grids.reduce(0) { $0 + energy(.gridExport, $1.name, steps) }
      let (byLocation, byYear, byHour) = (rows(location), rows(market), rows(hourly))
      let tonnes = equivalent(byLocation)
      let rest = byYear.filter { $0.label.source == "grid_residual" }
      let restEnergy = activity(byYear, "grid_residual")
      let span = period(steps)
      table.row([
        .text(span.start), .text(span.end), beginning(steps), .text(gwp.name), .exact(imported),
        imported > 0 ? .exact(1000 * tonnes / imported) : .empty, .exact(tonnes),
        .exact(activity(byYear, "grid_contract")), .exact(activity(byHour, "grid_contract")),
        restEnergy > 0 ? .exact(1000 * equivalent(rest) / restEnergy) : .empty,
        .exact(equivalent(byYear)), .exact(equivalent(byHour)), .exact(exported),
      ])
    }
    return table.bytes
  }

  /// Carbon-free power of each hour.
  var carbonFreeHours: [UInt8] {
    var table = CSVText(header: [
      "period_start", "period_start_utc", "load_mwh", "onsite_cfe_mwh", "green_discharge_mwh",
      "own_cfe_mwh",
      "grid_to_load_mwh", "grid_cfe_share", "cfe_mwh", "excess_mwh",
    ])
    let account = carbonFree
    for step in account.load.indices {
      let load = account.load[step]
      let own = min(load, account.own[step])
      let grid = min(load - own, account.gridToLoad[step]) * account.gridShare[step]
      table.row([
        .text(stamp.stamp(step)), beginning(step..<(step + 1)), .exact(load),
        .exact(account.made[step]),
        .exact(account.released[step]), .exact(account.own[step]),
        .exact(account.gridToLoad[step]), .exact(account.gridShare[step]), .exact(own + grid),
        .exact(account.own[step] - own),
      ])
    }
    return table.bytes
  }

  /// The score of the year.
  var carbonFreeSummary: [UInt8] {
    var table = CSVText(header: [
      "site", "scenario", "year", "load_mwh", "matched_mwh", "from_grid_mwh", "excess_mwh",
      "cfe_score_pct", "hourly_match_pct", "volumetric_pct", "hours_below_50_pct",
      "required_pct",
    ])
    let score = carbonFree.score
    let weight = plan.horizon.weight
    let below = score.shares.count { ($0 ?? 1) < 0.5 }
    func percent(_ share: Double?) -> CSVText.Cell { share.map { .exact(100 * $0) } ?? .empty }
    table.row([
      .text(site.name), .text(scenario), .integer(year), .exact(score.load * weight),
      .exact(score.matched * weight), .exact(score.fromGrid * weight),
      .exact(score.excess * weight), percent(score.score), percent(score.hourlyMatch),
      percent(score.volumetric),
      .number(Double(below) * Double(plan.horizon.stepMinutes) / 60 * weight),
      percent(site.emissions.hourlyCarbonFree),
    ])
    return table.bytes
  }

  /// Every term of supply and use by month, and what is left: nothing.
  var balanceTable: [UInt8] {
    let terms = plan.components.flatMap { part in
      part.flows.filter { $0.key.role.side != nil }.map { (part.component, $0) }
    }
    let stores = plan.components.filter(\.stores)
    var table = CSVText(
      header: ["period_start", "period_end"]
        + terms.map {
          "\($0.0)_\($0.1.key.header)h_\($0.1.key.role.side == .supply ? "supply" : "use")"
        }
        + stores.map { "\($0.component)_losses_mwh" } + ["residual_mwh"])
    for steps in months {
      let span = period(steps)
      var residual = 0.0
      var cells: [CSVText.Cell] = [.text(span.start), .text(span.end)]
      for (component, flow) in terms {
        let amount = energy(flow.key, component, steps)
        residual += flow.key.role.side == .supply ? amount : -amount
        cells.append(.exact(amount))
      }
      for store in stores { cells.append(.exact(losses(of: store, steps))) }
      table.row(cells + [.exact(residual)])
    }
    return table.bytes
  }

  /// Charged − discharged − gain of stored energy.
  private func losses(of store: SitePlan.ComponentPlan, _ steps: Range<Int>) -> Double {
    let stored = store.values(of: .stored)
    guard let last = stored.last else { return 0 }
    let before = steps.lowerBound == 0 ? last : stored[steps.lowerBound - 1]
    let gain = (stored[steps.upperBound - 1] - before) * plan.horizon.weight
    return energy(.charge, store.component, steps)
      - energy(.discharge, store.component, steps) - gain
  }

  /// What imports cause at the margin, apart from every inventory.
  var consequentialTable: [UInt8] {
    var table = CSVText(header: [
      "period_start", "period_end", "source_id", "inventory", "import_mwh", "factor_id",
      "marginal_factor_kg_co2e_per_mwh", "consequential_t_co2e",
    ])
    for row in ledger.rows(of: ledger.consequential, in: months) {
      let span = period(row.steps)
      table.row([
        .text(span.start), .text(span.end), .text(row.label.component), .text("no"),
        .exact(row.activity), .text(row.label.factorID), .exact(row.factor), .exact(row.mass),
      ])
    }
    return table.bytes
  }
}
