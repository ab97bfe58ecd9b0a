package import Reliability
package import SiteModel
import Units

extension OutageSurvival {
  /// A site's plan while the grid is out: the load that it serves, capacities at the end of life, stored energy
  /// along the plan's path, and units that are not repaired.
  ///
  /// Sets that the plan has online run; the others must start, within their step. Fuel of a pipeline goes on
  /// coming, a tank lasts as long as it does at full load. All storage counts as one, with the losses of each
  /// weighed by its energy. Nil without load of these kinds.
  package init?(_ plan: SitePlan, of site: Site, carrying kinds: Set<LoadKind>) {
    let known = site.failingParts(of: plan).map(\.parts)
    let count = plan.horizon.count
    var load = [Double](repeating: 0, count: count)
    for part in known.flatMap(\.classes) where kinds.contains(part.kind) {
      for t in load.indices { load[t] += part.served[t % part.served.count] }
    }
    guard load.contains(where: { $0 > 0 }) else { return nil }
    let hours = plan.horizon.step.in(.hours)
    var certain = [Double](repeating: 0, count: count)
    var units: [Units] = []
    for parts in known {
      let own = parts.units.filter { !$0.isGrid }
      guard let first = own.first else { continue }
      guard let failures = first.failures else {
        if let standby = first.standby {
          units.append(Units(first, count: own.count, stays: 1, standby, hours))
        } else {
          for unit in own {
            for t in certain.indices { certain[t] += unit.output[t % unit.output.count] }
          }
        }
        continue
      }
      let up = failures.meanTimeToFailure.in(.hours)
      let down = failures.meanTimeToRepair.in(.hours)
      let stays = max(0, 1 - hours / up)
      if let standby = first.standby {
        units.append(Units(first, count: own.count, stays: stays, standby, hours))
      } else {
        units.append(
          Units(
            count: own.count, output: first.output, stays: stays,
            online: parts.starts.map { $0.online.map { Int(($0 - 1e-6).rounded(.up)) } } ?? [.max],
            readiness: up / (up + down), startFailure: parts.starts?.startFailure ?? 0))
      }
    }
    self.init(
      load: load, certain: certain, units: units,
      storage: Storage(known.compactMap(\.store), count: count), stepHours: hours)
  }

  /// Curves of a plan by what is carried, over lengths of an hour to a day; none where no grid can be out.
  package static func curves(of plan: SitePlan, of site: Site) -> [SurvivalCurve] {
    guard site.components.contains(where: \.isConnection) else { return [] }
    let steps = Int((24 / plan.horizon.step.in(.hours)).rounded())
    let asked: [(String, Set<LoadKind>)] = [
      ("firm load", [.firm]), ("all load", Set(LoadKind.allCases)),
    ]
    return asked.compactMap { name, kinds in
      OutageSurvival(plan, of: site, carrying: kinds).map {
        SurvivalCurve(
          name: name, stepHours: plan.horizon.step.in(.hours), chances: $0.curve(upTo: steps))
      }
    }
  }
}

extension OutageSurvival.Units {
  /// Standby sets, which are called when the outage begins.
  fileprivate init(
    _ unit: FailingParts.Unit, count: Int, stays: Double, _ standby: FailingParts.Standby,
    _ stepHours: Double
  ) {
    let net = (unit.output.max() ?? 0) - standby.refill
    self.init(
      count: count, output: unit.output, stays: stays, online: [0], readiness: standby.readiness,
      startFailure: standby.startFailure,
      steps: net > 0 ? Int(standby.tank / net / stepHours) : nil)
  }
}

extension OutageSurvival.Storage {
  /// All stores as one; nil without any.
  fileprivate init?(_ stores: [FailingParts.Store], count: Int) {
    let usable = stores.map { $0.energy - $0.floor }
    let all = usable.reduce(0, +)
    guard all > 0 else { return nil }
    func mean(_ value: (FailingParts.Store) -> Double) -> Double {
      zip(stores, usable).reduce(0) { $0 + value($1.0) * $1.1 } / all
    }
    self.init(
      chargingPower: stores.reduce(0) { $0 + $1.chargingPower },
      power: stores.reduce(0) { $0 + $1.power }, energy: all,
      chargeEfficiency: mean(\.chargeEfficiency), dischargeEfficiency: mean(\.dischargeEfficiency),
      // What is stored when a step begins is what the step before left.
      initial: (0..<count).map { t in
        stores.reduce(0) { sum, store in
          guard !store.path.isEmpty else { return sum + store.energy - store.floor }
          let before = (t + store.path.count - 1) % store.path.count
          return sum + store.path[before] - store.floor
        }
      })
  }
}
