public import SiteModel
import Units

/// Carbon-free power of a plan hour by hour, recomputed from its dispatch.
///
/// Stores that keep carbon-free energy apart are taken at their word, which `tagError` checks. For
/// others the rule is: what they charge is carbon-free as far as sun shines, and what they give is
/// carbon-free as long as such energy is left; the first hour begins with none.
public struct CarbonFreeAccount: Sendable {
  /// The score and its parts, in MWh.
  public let score: CarbonFreeScore
  /// MWh of each step: load, carbon-free power made at the site.
  public let load: [Double]
  /// MWh made at the site in each step.
  public let made: [Double]
  /// MWh that stores gave as carbon-free.
  public let released: [Double]
  /// MWh of own carbon-free power that reached the bus: made, less stored, plus released.
  public let own: [Double]
  /// MWh of imports that went to the load.
  public let gridToLoad: [Double]
  /// Carbon-free share of the grid.
  public let gridShare: [Double]
  /// Greatest MWh by which a carbon-free inventory says more than it can hold.
  public let tagError: Double

  /// The account of a plan.
  public init(site: Site, plan: SitePlan) {
    let reader = DispatchReader(plan)
    let count = plan.horizon.count
    let hours = reader.hoursPerStep
    func energy(_ key: FlowKey, _ component: String) -> [Double] {
      (reader.column(key, of: component) ?? [Double](repeating: 0, count: count)).map { $0 * hours }
    }
    var load = [Double](repeating: 0, count: count)
    var made = load
    var other = load
    var imports = load
    var share = [Double?](repeating: nil, count: count)
    func add(_ values: [Double], to sum: inout [Double], times factor: Double = 1) {
      for step in 0..<count { sum[step] += factor * values[step] }
    }
    for part in plan.components {
      for flow in part.flows where part.isLoad && flow.key.role == .served {
        add(flow.values.map { $0 * hours }, to: &load)
      }
    }
    for component in site.components {
      if let source = component as? any CarbonFreeGenerating {
        let output = energy(source.carbonFreeFlow, source.name)
        if source.sellsCertificates { add(output, to: &other) } else { add(output, to: &made) }
      }
      if component is any FuelBurning { add(energy(.output, component.name), to: &other) }
    }
    for grid in site.components.grids {
      add(energy(.gridImport, grid.name), to: &imports)
      add(energy(.gridImport, grid.name), to: &other)
      for step in 0..<count {
        let own = grid.carbon.carbonFree[step].in(.fraction)
        share[step] = min(share[step] ?? own, own)
      }
    }
    var left = made
    var given = [Double](repeating: 0, count: count)
    var worst = 0.0
    for case let store as any Storing in site.components {
      let tags = Tags(
        store: store, reader: reader, charge: energy(.charge, store.name),
        discharge: energy(.discharge, store.name), available: left)
      worst = max(worst, tags.error)
      for step in 0..<count {
        left[step] -= tags.charge[step]
        given[step] += tags.discharge[step]
        other[step] -= tags.otherCharge[step]
      }
    }
    // What stores say they took cannot exceed what was made.
    for step in 0..<count { worst = max(worst, -left[step]) }
    let own = (0..<count).map { max(0, left[$0] + given[$0]) }
    let gridToLoad = (0..<count).map { max(0, min(imports[$0], other[$0])) }
    let gridShare = share.map { $0 ?? 0 }
    self.load = load
    self.made = made
    released = given
    self.own = own
    self.gridToLoad = gridToLoad
    self.gridShare = gridShare
    tagError = worst
    score = CarbonFreeScore(
      load: load, carbonFree: own, gridShare: gridShare, gridEnergy: gridToLoad)
  }

  /// What part of a store's charge and discharge is carbon-free.
  private struct Tags {
    var charge: [Double]
    var discharge: [Double]
    var otherCharge: [Double]
    var error = 0.0

    init(
      store: any Storing, reader: DispatchReader, charge: [Double], discharge: [Double],
      available: [Double]
    ) {
      let statement = store.storage
      let kept = 1 - statement.standbyLossPerDay * reader.hoursPerStep / 24
      if let told = reader.column(.carbonFreeCharge, of: store.name),
        let given = reader.column(.carbonFreeDischarge, of: store.name),
        let stored = reader.column(.carbonFreeStored, of: store.name)
      {
        self.charge = told.map { $0 * reader.hoursPerStep }
        self.discharge = given.map { $0 * reader.hoursPerStep }
        otherCharge = zip(charge, self.charge).map { $0 - $1 }
        for step in stored.indices {
          let before = stored[step == 0 ? stored.count - 1 : step - 1]
          let most =
            before * kept + self.charge[step] * statement.chargeEfficiency
            - self.discharge[step] / statement.dischargeEfficiency
          error = max(
            error, stored[step] - most, -stored[step], self.charge[step] - charge[step],
            self.discharge[step] - discharge[step])
        }
        return
      }
      self.charge = charge.indices.map { min(charge[$0], max(0, available[$0])) }
      self.discharge = []
      var inventory = 0.0
      for step in charge.indices {
        inventory = inventory * kept + self.charge[step] * statement.chargeEfficiency
        let given = min(discharge[step], inventory * statement.dischargeEfficiency)
        inventory -= given / statement.dischargeEfficiency
        self.discharge.append(given)
      }
      otherCharge = zip(charge, self.charge).map { $0 - $1 }
    }
  }
}
