public import SiteModel

/// The inventory of a reporting year beside the planned one, and the difference by cause.
///
/// With L the energy that the facility used, A the activity of a source (MMBtu of its fuel, MWh imported,
/// engine-hours, units), and f its t CO2e for each unit of activity, planned (p) and reported (r):
/// load = f_p·A_p·(L_r/L_p − 1), mix = f_p·(A_r − A_p·L_r/L_p), factor = A_r·(f_r − f_p); the last is `slip`
/// for gas that leaves unburned. The three sum to f_r·A_r − f_p·A_p.
public struct DifferenceByCause: Sendable {
  /// One source of the inventory.
  public struct Row: Sendable, Equatable {
    /// GHG Protocol scope.
    public let scope: Int
    /// By which method Scope 2 is counted.
    public let basis: SitePlan.EmissionLine.Basis
    /// Name of the component or of the equipment.
    public let component: String
    /// As in the ledger.
    public let source: String
    /// t CO2e.
    public let planned: Double
    /// t CO2e.
    public let reported: Double
    /// t CO2e because the facility used more or less than planned, all else as planned.
    public let load: Double
    /// t CO2e because more or less of this source was used for the same load.
    public let mix: Double
    /// t CO2e because a unit of it carries more or less.
    public let factor: Double
    /// The same of gas that leaves unburned.
    public let slip: Double
  }

  /// Sources in the order of the reported ledger, then those that were only planned.
  public let rows: [Row]
  /// MWh that the facility used, planned and reported.
  public let load: (planned: Double, reported: Double)

  /// Sources whose gas leaves unburned.
  private static let unburned = ["methane_slip", "backup_methane_slip", "crankcase"]

  private struct Key: Hashable {
    let scope: Int
    let basis: SitePlan.EmissionLine.Basis
    let component: String
    let source: String
  }

  private struct Side {
    var tonnes: [Key: Double] = [:]
    var activity: [Key: Double] = [:]
    var order: [Key] = []
    var load = 0.0

    init(_ ledger: Ledger, site: Site, plan: SitePlan) {
      let reader = DispatchReader(plan)
      for row in ledger.rows(of: ledger.lines, in: [0..<plan.horizon.count]) {
        let label = row.label
        let key = Key(
          scope: label.scope ?? 0, basis: label.basis, component: label.component,
          source: label.source)
        if tonnes[key] == nil { order.append(key) }
        tonnes[key, default: 0] += row.mass * label.gas.potential(ledger.gwpSet)
        if ["crankcase", "release", "embodied"].contains(label.source) {
          activity[key, default: 0] += row.activity
        }
      }
      for component in site.components {
        let burner = component as? any FuelBurning
        for fuel in burner?.fuels ?? [] {
          let heat = reader.heat(of: fuel, component.name).reduce(0, +) * reader.yearly
          let isFlare = if case .flare = fuel.burner { true } else { false }
          let names = isFlare ? ["flare"] : ["combustion_co2", "methane_slip", "n2o", "upstream"]
          for key in order where key.component == component.name {
            if names.contains(where: { fuel.prefix + $0 == key.source }) { activity[key] = heat }
          }
        }
        if component.isConnection {
          let imported = reader.perYear(reader.columnOrZeros(.gridImport, of: component.name))
          for key in order where key.component == component.name { activity[key] = imported }
        }
      }
      for part in plan.components where part.isLoad {
        for flow in part.flows where flow.key.role == .served {
          load += reader.perYear(flow.values)
        }
      }
    }
  }

  /// The reported ledger beside that of the plan, under the reported set of potentials.
  public init(
    planned: Ledger, of site: Site, _ plan: SitePlan, reported: Ledger, _ metered: MeteredYear
  ) {
    let before = Side(planned, site: site, plan: plan)
    let after = Side(reported, site: metered.site, plan: metered.plan)
    let growth = before.load > 0 ? after.load / before.load : 1
    let order = after.order + before.order.filter { after.tonnes[$0] == nil }
    load = (before.load, after.load)
    rows = order.map { key in
      let (told, seen) = (before.tonnes[key] ?? 0, after.tonnes[key] ?? 0)
      let (a, b) = (before.activity[key] ?? 0, after.activity[key] ?? 0)
      // A source without a plan, or without any use, is a change of the mix at its own factor.
      let factor = a != 0 ? told / a : b != 0 ? seen / b : 0
      let isUnburned = Self.unburned.contains(key.source)
      // Making and leaks do not follow the load.
      let isStanding = ["release", "embodied"].contains(key.source)
      let byLoad = isStanding ? 0 : told * (growth - 1)
      let byMix = factor * b - told - byLoad
      let rest = seen - factor * b
      return Row(
        scope: key.scope, basis: key.basis, component: key.component, source: key.source,
        planned: told, reported: seen, load: byLoad, mix: byMix, factor: isUnburned ? 0 : rest,
        slip: isUnburned ? rest : 0)
    }
  }
}
