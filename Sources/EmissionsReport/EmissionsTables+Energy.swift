import Accounting
import SiteModel
import Tabular
import Units

extension EmissionsTables {
  /// One amount of energy of the year.
  struct EnergyRow {
    /// `fuel`, `generated`, `bought`, `sold`, `stored_losses` or `used`.
    let item: String
    /// `renewable`, `nuclear`, `uncertified` (its certificates are sold), `fossil`, `recovered`, `certified`,
    /// `grid_mix` or empty.
    let source: String
    let component: String
    let megawattHours: Double
  }

  /// MWh in a MMBtu (IT): 1055.05585262 ÷ 3600.
  private static let perMMBtu = 1.055_055_852_62 / 3.6

  /// Energy by source as CDP and ESRS E1 ask: fuel by its higher heating value, power at the site bus.
  var energyRows: [EnergyRow] {
    let year = 0..<plan.horizon.count
    var rows: [EnergyRow] = []
    for component in site.components {
      let name = component.name
      if let burner = component as? any FuelBurning {
        rows += fuels(of: burner) + generated(by: burner)
      } else if let maker = component as? any CarbonFreeGenerating {
        let made = component is any NuclearGenerating ? "nuclear" : "renewable"
        let source = maker.sellsCertificates ? "uncertified" : made
        rows.append(
          .init(
            item: "generated", source: source, component: name,
            megawattHours: energy(.output, name, year)))
      }
      if component.isConnection {
        let imported = energy(.gridImport, name, year)
        let certified = ledger.rows(of: ledger.lines, in: [year]).reduce(0.0) {
          let label = $1.label
          let isOwn = label.component == name && label.basis == .market
          return isOwn && label.source == "grid_contract" && label.gas == .carbonDioxide
            ? $0 + $1.activity : $0
        }
        rows.append(
          .init(item: "bought", source: "certified", component: name, megawattHours: certified))
        rows.append(
          .init(
            item: "bought", source: "grid_mix", component: name, megawattHours: imported - certified
          ))
        rows.append(
          .init(
            item: "sold", source: "", component: name,
            megawattHours: energy(.gridExport, name, year)))
      }
    }
    for part in plan.components where component(part.component) is any Storing {
      rows.append(
        .init(
          item: "stored_losses", source: "", component: part.component,
          megawattHours: energy(.charge, part.component, year)
            - energy(.discharge, part.component, year)))
    }
    for part in plan.components where part.isLoad {
      let used = part.flows.filter { $0.key.role == .served }
        .reduce(0) { $0 + energy($1.key, part.component, year) }
      rows.append(.init(item: "used", source: "", component: part.component, megawattHours: used))
    }
    return rows
  }

  private func component(_ name: String) -> (any Component)? {
    site.components.first { $0.name == name }
  }

  /// Gas that would be flared is recovered; what still is flared is no consumption of energy.
  private func source(of fuel: FuelStatement, _ burner: any FuelBurning) -> String {
    burner is any AvoidingFlaring && fuel.prefix.isEmpty ? "recovered" : "fossil"
  }

  private func isFlare(_ fuel: FuelStatement) -> Bool {
    if case .flare = fuel.burner { true } else { false }
  }

  private func fuels(of burner: any FuelBurning) -> [EnergyRow] {
    burner.fuels.filter { !isFlare($0) }.map { fuel in
      EnergyRow(
        item: "fuel", source: source(of: fuel, burner), component: burner.name,
        megawattHours: ledger.heat(of: fuel, burner.name, plan) * Self.perMMBtu)
    }
  }

  /// Power of a burner, by the heat of each of its fuels.
  private func generated(by burner: any FuelBurning) -> [EnergyRow] {
    let output = energy(.output, burner.name, 0..<plan.horizon.count)
    let fuels = burner.fuels.filter { !isFlare($0) }
      .map { (source(of: $0, burner), ledger.heat(of: $0, burner.name, plan)) }
    let all = fuels.reduce(0) { $0 + $1.1 }
    return fuels.map { source, heat in
      EnergyRow(
        item: "generated", source: source, component: burner.name,
        megawattHours: all > 0 ? output * heat / all : 0)
    }
  }

  /// Sums by item and source, then the components behind them.
  var energyTable: [UInt8] {
    var table = CSVText(
      header: ["site", "scenario", "year", "row", "item", "source", "component", "mwh"])
    let rows = energyRows
    func write(_ kind: String, _ item: String, _ source: String, _ name: String, _ mwh: Double) {
      table.row([
        .text(site.name), .text(scenario), .integer(year), .text(kind), .text(item), .text(source),
        .text(name), .exact(mwh),
      ])
    }
    for row in rows { write("part", row.item, row.source, row.component, row.megawattHours) }
    for (item, source) in Self.energyGroups {
      let own = rows.filter { $0.item == item && $0.source == source }
      if own.isEmpty { continue }
      write("sum", item, source, "", own.reduce(0) { $0 + $1.megawattHours })
    }
    return table.bytes
  }

  private static let energyGroups = [
    ("fuel", "fossil"), ("fuel", "recovered"), ("generated", "renewable"),
    ("generated", "nuclear"), ("generated", "uncertified"), ("generated", "fossil"),
    ("generated", "recovered"),
    ("bought", "certified"), ("bought", "grid_mix"), ("sold", ""), ("stored_losses", ""),
    ("used", ""),
  ]
}

extension Sequence<EmissionsTables.EnergyRow> {
  /// MWh of one sum of the table; nil where the site has nothing of it.
  func sum(_ item: String, _ sources: [String]) -> Double? {
    let own = filter { $0.item == item && sources.contains($0.source) }
    return own.isEmpty ? nil : own.reduce(0) { $0 + $1.megawattHours }
  }
}
