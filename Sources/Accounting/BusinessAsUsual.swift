public import SiteModel
public import Units

/// The load that a plan serves, taken wholly from the grid: no new assets, the same class rules.
///
/// Where a site has several connections, each takes what it can in the order of the site file. Where
/// imports cannot carry the load the reference is the plan's cheapest single source.
public struct BusinessAsUsual: Sendable {
  /// The bill; nil where imports cannot carry the load.
  public let bill: Bill?
  /// By how much imports fall short in the worst step.
  public let shortfall: Power
  /// Its emissions by source; nil where imports cannot carry the load.
  public let emissions: [SitePlan.EmissionLine]?
  /// MW that each connection takes at each step, by name.
  public let imports: [String: [Double]]

  /// The bill of a plan's served load.
  public init(site: Site, plan: SitePlan) {
    let reader = DispatchReader(plan)
    let count = plan.horizon.count
    var served = [Double](repeating: 0, count: count)
    for part in plan.components where part.isLoad {
      for flow in part.flows where flow.key.role == .served && flow.values.count == count {
        for step in 0..<count { served[step] += flow.values[step] }
      }
    }
    var lines: [Bill.Line] = []
    var usual = SitePlan(status: plan.status, horizon: plan.horizon)
    usual.components = plan.components.filter { $0.isLoad }
    var taken: [String: [Double]] = [:]
    for grid in site.components.grids {
      var imports = [Double](repeating: 0, count: count)
      for step in 0..<count {
        imports[step] = min(served[step], grid.importLimit[step].in(.megawatts))
        served[step] -= imports[step]
      }
      taken[grid.name] = imports
      // A contract that is chosen reserves what is taken.
      let contract = grid.choosesContractCapacity ? imports.max() : nil
      let meter = GridMeter(
        grid,
        MeterSeries(horizon: plan.horizon, imports: imports, contractCapacity: contract),
        calendar: reader.calendar, siteStepMinutes: site.stepMinutes)
      lines += GridBill(meter).lines
      var part = SitePlan.ComponentPlan(of: grid)
      part.flows = [.init(.gridImport, imports)]
      usual.components.append(part)
    }
    let short = served.max() ?? 0
    // A millionth of the load is the solver's trace.
    let isShort = short > 1e-6 * site.peakLoad.in(.megawatts)
    shortfall = isShort ? Power(short, .megawatts) : .zero
    self.imports = taken
    bill = isShort ? nil : Bill(lines: lines)
    emissions = isShort ? nil : EmissionsAccount(site: site, plan: usual).lines
  }
}
