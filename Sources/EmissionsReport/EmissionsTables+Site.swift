import Accounting
import SiteModel
import Tabular
import Units

extension EmissionsTables {
  /// The project of using gas that would be flared: rows `month`, then rows `total` of the year.
  var flareTable: [UInt8] {
    var table = CSVText(header: [
      "source_id", "row", "period_start", "period_end", "inventory", "gwp_set", "offered_mscf",
      "taken_mscf", "composition", "baseline_method", "flare", "unlit_fraction", "be_t_co2e",
      "pe_t_co2e", "le_t_co2e", "er_t_co2e", "reading",
    ])
    let year = [0..<plan.horizon.count]
    let rows = flareProject(months).map { ("month", $0) } + flareProject(year).map { ("total", $0) }
    for (kind, row) in rows {
      let span = period(row.steps)
      let flare =
        row.flare.measured.map { "measured destruction \(PlainNumber.text($0))" }
        ?? row.flare.tier.rawValue.replacing("_", with: " ")
      let gas = row.gas.filter { $0.moleFraction > 0 }
        .map { "\(PlainNumber.text($0.moleFraction)) x \($0.formula)" }
      let method =
        row.baseline == .flare
        ? "W19-W20" : row.baseline == .displacement ? "AM0009-style" : "captured by law"
      table.row([
        .text(row.component), .text(kind), .text(span.start), .text(span.end), .text("no"),
        .text(gwp.name), .exact(row.offered / 1000), .exact(row.taken / 1000),
        .text(gas.joined(separator: "; ")),
        .text(method), .text(flare), .exact(row.flare.unlit), .exact(row.project.baseline),
        .exact(row.project.project), .exact(row.project.leakage), .exact(row.project.net),
        .text(row.project.net < 0 ? "worse than the baseline" : "better than the baseline"),
      ])
    }
    return table.bytes
  }

  func flareProject(_ periods: [Range<Int>]) -> [FlareProjectAccount.Row] {
    FlareProjectAccount(site: site, plan: plan, ledger: ledger, periods: periods, metered: metered)
      .rows
  }

  /// The making of what is built, in the year of purchase; by year of life as a memo.
  var embodiedTable: [UInt8] {
    var table = CSVText(header: [
      "source_id", "source_type", "method", "amount", "unit", "factor_id", "factor_kg_co2e",
      "purchase_t_co2e", "second_life_allocation",
    ])
    let embodied = ledger.lines.filter { $0.label.source == "embodied" }
    let secondLife = site.components.filter { $0 is any SecondLife }.map(\.name)
    for row in ledger.rows(of: embodied, in: []) {
      let isSecondLife = secondLife.contains(row.label.component)
      table.row([
        .text(row.label.component), .text(row.label.kind), .text(row.label.method),
        .exact(row.activity), .text(row.label.activityUnit), .text(row.label.factorID),
        .exact(row.factor), .exact(row.mass),
        isSecondLife ? .text(site.emissions.secondLifeAllocation.rawValue) : .empty,
      ])
    }
    return table.bytes
  }

  /// Emissions for each MWh of the facility and of the IT behind it.
  var intensityTable: [UInt8] {
    var table = CSVText(header: [
      "site", "scenario", "year", "gwp_set", "basis", "t_co2e", "facility_mwh", "it_mwh", "pue",
      "t_co2e_per_facility_mwh", "cue_t_co2e_per_it_mwh",
    ])
    let facility = carbonFree.load.reduce(0, +) * plan.horizon.weight
    let it = itEnergy
    let bases: [(String, (LedgerLine.Label) -> Bool)] = [
      ("scope1+2-location", { $0.scope == 1 || $0.basis == .location }),
      ("scope1+2-market", { $0.scope == 1 || $0.basis == .market }),
    ]
    for (name, belongs) in bases {
      let tonnes = ledger.equivalent(of: ledger.lines.filter { belongs($0.label) }, gwp)
      table.row([
        .text(site.name), .text(scenario), .integer(year), .text(gwp.name), .text(name),
        .exact(tonnes), .exact(facility), it.map { .exact($0) } ?? .empty,
        it.map { .exact(facility / $0) } ?? .empty,
        facility > 0 ? .exact(tonnes / facility) : .empty,
        it.map { .exact(tonnes / $0) } ?? .empty,
      ])
    }
    return table.bytes
  }

  /// MWh of IT; nil where a load gives no PUE.
  private var itEnergy: Double? {
    var sum = 0.0
    let hours = Double(plan.horizon.stepMinutes) / 60 * plan.horizon.weight
    for load in site.components.loads {
      guard let pue = load.powerUsageEffectiveness else { return nil }
      for part in plan.components where part.component == load.name {
        for flow in part.flows where flow.key.role == .served {
          for step in flow.values.indices {
            sum += flow.values[step] / pue[step].in(.fraction) * hours
          }
        }
      }
    }
    return sum > 0 ? sum : nil
  }

  /// Nitrogen oxides of engines: not a greenhouse gas, so beside the ledger.
  var nitrogenOxideTable: [UInt8] {
    var table = CSVText(header: [
      "source_id", "period_start", "period_end", "output_mwh", "nox_kg_per_mwh", "nox_t",
    ])
    for case let burner as any FuelBurning in site.components {
      guard burner.engines != nil || burner.nitrogenOxides > .zero else { continue }
      let rate = burner.nitrogenOxides.in(.kilogramsPerMegawattHour)
      for steps in months {
        let span = period(steps)
        let output = energy(.output, burner.name, steps)
        table.row([
          .text(burner.name), .text(span.start), .text(span.end), .exact(output), .exact(rate),
          .exact(output * rate * 1e-3),
        ])
      }
    }
    return table.bytes
  }
}
