import SiteModel
import Units

extension Comparison {
  /// State of charge rebuilt from charge and discharge, at the worst step of each store.
  var stores: [Check] {
    var checks: [Check] = []
    for case let store as any Storing in site.components {
      let name = store.name
      guard let stored = reader.column(.stored, of: name),
        let charge = reader.column(.charge, of: name),
        let discharge = reader.column(.discharge, of: name),
        stored.count == charge.count, stored.count == discharge.count, let last = stored.last
      else {
        checks.append(Check("state of charge of \(name): columns", 0, 1, "", tolerance: 0))
        continue
      }
      let statement = store.storage
      let energy = store.energyInUse(in: site, over: plan.horizon)
      let floors = energy.map { $0.map { statement.lowest * $0 } }
      var floor = floors?.last ?? 0
      let kept = 1 - statement.standbyLossPerDay * reader.hoursPerStep / 24
      var before = last
      if let begins = statement.begins {
        before = begins * (energy?.first ?? reader.energyInUse(of: name))
        floor = floors?.first ?? 0
      }
      var steps: [Check] = []
      for step in stored.indices {
        // What comes, comes at its floor.
        let rise = (floors?[step] ?? floor) - floor
        floor += rise
        var level = (before + rise) * kept
        level += charge[step] * reader.hoursPerStep * statement.chargeEfficiency
        level -= discharge[step] * reader.hoursPerStep / statement.dischargeEfficiency
        // What goes may take energy with it.
        if rise < 0 { level = min(level, max(stored[step], 0)) }
        steps.append(
          Check(
            "state of charge of \(name), worst step \(step)", stored[step], level, "MWh",
            tolerance: tolerance))
        before = stored[step]
      }
      checks += worst(steps)
      if let ends = statement.ends {
        checks.append(
          Check(
            "state of charge of \(name) at the end", last,
            ends * (energy?.last ?? reader.energyInUse(of: name)), "MWh", tolerance: tolerance))
      }
    }
    return checks + solarCharging
  }

  /// What stores that only solar fields charge take beyond what these give, at the worst step.
  private var solarCharging: [Check] {
    let stores = site.components.compactMap { $0 as? any Storing }
      .filter(\.storage.chargesFromSolar)
    guard !stores.isEmpty else { return [] }
    let fields = site.components.filter { $0 is any SolarGenerating }
    func sum(_ key: FlowKey, _ names: [String]) -> [Double] {
      names.reduce([Double](repeating: 0, count: plan.horizon.count)) { sum, name in
        zip(sum, reader.columnOrZeros(key, of: name)).map { $0 + $1 }
      }
    }
    let charge = sum(.charge, stores.map(\.name))
    let solar = sum(.output, fields.map(\.name))
    return worst(
      charge.indices.map {
        Check(
          "charge from solar alone, worst step \($0)", max(charge[$0], solar[$0]), solar[$0],
          "MW", tolerance: tolerance)
      })
  }
}

extension DispatchReader {
  /// MWh in use of a store in a year that recurs: what was bought, as it is at mid-life.
  fileprivate func energyInUse(of component: String) -> Double {
    for part in plan.components where part.component == component {
      return (part.leftInUse * (part.energy ?? .zero)).in(.megawattHours)
    }
    return 0
  }
}
