import SiteModel
import Tabular

/// What a meter measures of a component, and in which units it may be read.
struct MeteredFlow {
  /// As in `meters.csv`: a column of `dispatch.csv` without its unit, or `fuel`, `run_hours`, `starts`.
  let name: String
  /// Column of the dispatch that it becomes; the ledger reads it from there.
  let key: FlowKey
  /// The component's fuel; nil for what is no fuel.
  let fuel: FuelStatement?
  private let kinds: [MeterUnits.Kind]

  private init(
    _ name: String, _ key: FlowKey, fuel: FuelStatement? = nil, _ kinds: [MeterUnits.Kind]
  ) {
    self.name = name
    self.key = key
    self.fuel = fuel
    self.kinds = kinds
  }

  /// The flow of a row; nil after a finding.
  init?(_ table: ActualsTable, _ row: Int, of site: Site, _ planned: SitePlan) {
    let name = table.text(row, "component")
    guard let component = site.components.first(where: { $0.name == name }) else {
      table.report(
        row, "component", "the site has no component '\(name)'",
        help: Suggestion.help(for: name, in: site.components.map(\.name), known: "components"))
      return nil
    }
    let known = Self.known(of: component, planned)
    let flow = table.text(row, "flow")
    guard let found = known.first(where: { $0.name == flow }) else {
      table.report(
        row, "flow", "'\(flow)' is nothing that is metered of '\(name)'",
        help: Suggestion.help(for: flow, in: known.map(\.name), known: "flows"))
      return nil
    }
    self = found
  }

  /// The fuel of a row of the log of standby runs; nil after a finding.
  init?(fuelOf table: ActualsTable, _ row: Int, of site: Site) {
    let name = table.text(row, "component")
    let component = site.components.first { $0.name == name }
    guard let burner = component as? any FuelBurning,
      let fuel = burner.fuels.first(where: { $0.heatPerFlow != 1 })
    else {
      table.report(
        row, "component", "'\(name)' is no standby set of the site",
        help: "write the name of a component with a fuel of its own")
      return nil
    }
    self.init("fuel", .meteredFuel, fuel: fuel, [.heat, .volume, .liquid])
  }

  /// All that may be metered of a component.
  static func known(of component: any Component, _ planned: SitePlan) -> [MeteredFlow] {
    var flows: [MeteredFlow] = []
    if let burner = component as? any FuelBurning {
      for fuel in burner.fuels {
        flows.append(
          fuel.heatPerFlow == 1
            ? MeteredFlow(fuel.flow.name, fuel.flow, fuel: fuel, [.heat, .volume])
            : MeteredFlow("fuel", .meteredFuel, fuel: fuel, [.heat, .volume, .liquid]))
      }
      if burner.engines != nil {
        flows.append(MeteredFlow("run_hours", .onlineCapacity, [.hours]))
        flows.append(MeteredFlow("starts", .started, [.count]))
      }
    }
    if component.isConnection {
      flows.append(MeteredFlow(FlowKey.gridImport.name, .gridImport, [.electricity]))
      flows.append(MeteredFlow(FlowKey.gridExport.name, .gridExport, [.electricity]))
    }
    let part = planned.components.first { $0.component == component.name }
    for key in (part?.flows ?? []).map(\.key) where key.isEnergy && key.role.side != nil {
      flows.append(MeteredFlow(key.name, key, [.electricity]))
    }
    if component is any CarbonFreeGenerating || component is any FuelBurning {
      flows.append(MeteredFlow(FlowKey.output.name, .output, [.electricity]))
    }
    if component is any Storing {
      flows.append(MeteredFlow(FlowKey.charge.name, .charge, [.electricity]))
      flows.append(MeteredFlow(FlowKey.discharge.name, .discharge, [.electricity]))
    }
    if part?.isLoad == true {
      flows.append(MeteredFlow("served", .served("facility"), [.electricity]))
    }
    return flows
  }

  /// Names of which one must be metered of a component: fuels, imports and what the plan moves.
  static func required(of component: any Component, _ planned: SitePlan) -> [[String]] {
    var wanted: [[String]] = []
    let flows = known(of: component, planned)
    for flow in flows where flow.fuel != nil && flow.fuel?.flow != .output {
      wanted.append([flow.name])
    }
    for flow in flows where flow.key == .meteredFuel { wanted.append([flow.name]) }
    if component.isConnection { wanted.append([FlowKey.gridImport.name]) }
    guard let part = planned.components.first(where: { $0.component == component.name }) else {
      return wanted
    }
    let served = part.flows.filter { $0.key.role == .served }
      .map(\.key.name)
    if !served.isEmpty { wanted.append(["served"] + served) }
    for flow in part.flows
    where [.output, .gridExport, .charge, .discharge].contains(flow.key.role)
      && flow.values.contains(where: { $0 != 0 })
    {
      wanted.append([flow.key.name])
    }
    return wanted
  }

  /// The unit of a row; nil after a finding.
  func unit(_ table: ActualsTable, _ row: Int) -> String? {
    let text = table.text(row, "unit")
    let accepted = MeterUnits.known.filter { unit in kinds.contains { $0 == unit.kind } }
    if let unit = accepted.first(where: { $0.name == text }) {
      if unit.kind == .volume, let fuel, MeterUnits.heatingValue(fuel) == nil {
        table.report(
          row, "unit", "the fuel of this component is no gas", help: "write gal, MMBtu or GJ")
        return nil
      }
      if unit.kind == .liquid, perGallon == nil {
        table.report(
          row, "unit", "nothing says how much heat a gallon of this fuel holds",
          help: "write the fuel in MMBtu")
        return nil
      }
      return text
    }
    table.report(
      row, "unit", "'\(text)' is not a unit of '\(name)'",
      help: Suggestion.help(for: text, in: accepted.map(\.name), known: "units"))
    return nil
  }

  /// MMBtu in a gallon; nil for fuels that are no liquid.
  var perGallon: Double? {
    guard let fuel, case .table(let name, _) = fuel.burner else { return nil }
    return MeterUnits.perGallon(name)
  }
}
