package import Reliability
package import SiteModel
import Units

extension Plant {
  /// A site's plan as the simulation of failures sees it: served load, capacities at the end of life,
  /// stored energy along the plan's path.
  ///
  /// A plan of less than a year is repeated to one. `strictness` is the share of the allowed
  /// unavailability that may be used. `withheld` is load that the plan sheds because it expects
  /// outages, and that is served where there are none; with it units may burn the gas that others leave.
  /// Without failures only what is planned is out.
  package init(
    _ plan: SitePlan, of site: Site, strictness: Double = 1, withheld: [ValuedLoad] = [],
    fails: Bool = true
  ) throws(UnsoundPlant) {
    let known = site.failingParts(of: plan)
    let count = max(plan.horizon.count, plan.horizon.stepsPerYear)
    let translation = Translation(
      count: count, hasSeveralLoads: known.count { !$0.parts.classes.isEmpty } > 1,
      withheld: withheld, fails: fails)
    var units: [SupplyUnit] = []
    var fuels: [FuelSupply] = []
    var groups: [CommonCause] = []
    var stores: [Store] = []
    var fleets: [Fleet] = []
    for (name, parts) in known {
      units += parts.units.map(translation.unit)
      if let starts = parts.starts, !parts.units.isEmpty {
        fleets.append(translation.fleet(starts, of: parts.units, named: name))
      }
      if let fuel = parts.fuel, !parts.units.isEmpty, fails {
        fuels.append(
          FuelSupply(
            name: "\(name) gas", units: parts.units.map(\.name), outages: Outages(fuel)))
      }
      if let store = parts.store { stores.append(translation.store(store, named: name)) }
      if let common = parts.common, fails {
        groups.append(
          CommonCause(
            name: "\(name) together",
            members: parts.store == nil ? parts.units.map(\.name) : [name],
            beta: common.beta, meanTimeToRepair: common.repair,
            spread: Outages.Spread(common.spread)))
      }
    }
    let outside = site.uptime.outsideUnavailability
    try self.init(
      step: plan.horizon.step, count: count, units: units, fleets: fleets, fuels: fuels,
      commonCauses: groups,
      stores: stores, classes: translation.classes(known, outside: outside, strictness),
      months: plan.horizon.count == plan.horizon.stepsPerYear
        ? plan.horizon.months.map(\.steps.count) : [])
  }
}

/// Parts of a plan in the words of the simulation.
private struct Translation {
  let count: Int
  let hasSeveralLoads: Bool
  let withheld: [ValuedLoad]
  let fails: Bool

  func profile(_ values: [Double]) -> Profile {
    values.count == 1 ? .constant(Power(values[0], .megawatts)) : .megawatts(repeated(values))
  }

  private func repeated(_ values: [Double]) -> [Double] {
    guard !values.isEmpty, values.count < count else { return values }
    return (0..<count).map { values[$0 % values.count] }
  }

  func unit(_ part: FailingParts.Unit) -> SupplyUnit {
    SupplyUnit(
      name: part.name, kind: part.isGrid ? .grid : .machine,
      output: profile(withheld.isEmpty ? part.output : part.alone ?? part.output),
      outages: fails ? part.failures.map { Outages($0) } : nil,
      standby: part.standby.map {
        .init(
          startFailure: fails ? $0.startFailure : 0, startTime: TimeSpan($0.startHours, .hours),
          readiness: fails ? $0.readiness : 1, tank: Energy($0.tank, .megawattHours),
          refill: Power($0.refill, .megawatts))
      }, maintenance: part.maintenance)
  }

  /// Whole sets online: the plan's, rounded up where it has parts of sets, and with a spinning spare
  /// one more than carries the load.
  func fleet(
    _ part: FailingParts.Starts, of units: [FailingParts.Unit], named name: String
  ) -> Fleet {
    func whole(_ sets: Double) -> Int { Int((sets * (1 - 1e-6)).rounded(.up)) }
    var online = part.online.map { min(units.count, max(0, whole($0))) }
    if part.isSpinning {
      for (t, loaded) in part.loaded.enumerated() where online[t] > 0 {
        online[t] = min(units.count, max(online[t], whole(loaded) + 1))
      }
    }
    return Fleet(
      name: "\(name) sets", units: units.map(\.name),
      online: online.isEmpty ? [0] : (0..<count).map { online[$0 % online.count] },
      startTime: TimeSpan(part.startHours, .hours), startFailure: fails ? part.startFailure : 0)
  }

  func store(_ part: FailingParts.Store, named name: String) -> Store {
    Store(
      name: name, power: Power(part.power, .megawatts),
      chargingPower: Power(part.chargingPower, .megawatts),
      energy: Energy(part.energy, .megawattHours), floor: Energy(part.floor, .megawattHours),
      chargeEfficiency: part.chargeEfficiency, dischargeEfficiency: part.dischargeEfficiency,
      plan: repeated(part.path).map { Energy($0, .megawattHours) }, blocks: part.blockCount,
      outages: fails ? part.blocks.map { Outages($0.failures) } : nil)
  }

  private func wanted(_ part: FailingParts.Class, of load: String) -> [Double] {
    guard let own = withheld.first(where: { $0.component == load && $0.name == part.name }),
      own.withheld.count == part.served.count
    else { return part.served }
    return zip(part.served, own.withheld).map { $0 + $1 }
  }

  /// Paused first, then what may wait, then what is promised as it comes.
  func classes(
    _ known: [(component: String, parts: FailingParts)], outside: Double, _ strictness: Double
  ) -> [Reliability.LoadClass] {
    let order: [LoadKind] = [.interruptible, .deferrable, .firm]
    return order.flatMap { kind in
      known.flatMap { name, parts in
        parts.classes.filter { $0.kind == kind }.map { part in
          LoadClass(
            name: hasSeveralLoads ? "\(name).\(part.name)" : part.name,
            load: profile(wanted(part, of: name)),
            // What the parts outside the simulation take is not left to it.
            target: part.target.map {
              min(1 - strictness * max(0, 1 - $0 - outside), 0.999_999_999)
            },
            shedBeforeStores: kind == .interruptible ? 1 : 0,
            deferral: kind == .deferrable
              ? .init(
                deadline: TimeSpan(part.deadlineHours, .hours),
                catchUp: Power(part.catchUp, .megawatts)) : nil,
            gpus: part.work.map {
              .init(
                perMegawatt: $0.perMegawatt, checkpoint: $0.checkpoint, interval: $0.interval,
                restart: $0.restart)
            })
        }
      }
    }
  }
}

extension Outages {
  init(_ failures: Failures) {
    self.init(
      meanTimeToFailure: failures.meanTimeToFailure, meanTimeToRepair: failures.meanTimeToRepair,
      spread: Spread(failures.spread))
  }
}

extension Outages.Spread {
  init(_ spread: Failures.Spread) {
    switch spread {
    case .exponential: self = .exponential
    case .logNormal(let variation): self = .logNormal(coefficientOfVariation: variation)
    }
  }
}
