import Units

extension Array where Element == Double {
  /// The value of a step, where one value may stand for all.
  @inline(__always)
  func value(at step: Int) -> Double { count == 1 ? self[0] : self[step] }
}

extension Model {
  /// Everything that fails while it runs; standby sets are apart.
  static func processes(of plant: Plant) -> [Process] {
    let units = positions(plant.units.map(\.name))
    let stores = positions(plant.stores.map(\.name))
    var ownShare: [String: Double] = [:]
    for group in plant.commonCauses {
      for member in group.members { ownShare[member] = 1 - group.beta }
    }
    var processes: [Process] = []
    for (index, unit) in plant.units.enumerated() {
      guard let outages = unit.outages, unit.standby == nil else { continue }
      let share = ownShare[unit.name] ?? 1
      guard share > 0 else { continue }
      processes.append(
        Process(
          name: unit.name, kind: unit.kind == .grid ? .grid : .unit, outages: outages,
          ownShare: share, units: [index]))
    }
    for (index, store) in plant.stores.enumerated() {
      processes += Self.processes(of: store, at: index, ownShare: ownShare[store.name] ?? 1)
    }
    for fuel in plant.fuels {
      processes.append(
        Process(
          name: fuel.name, kind: .fuel, outages: fuel.outages,
          units: fuel.units.compactMap { units[$0] }))
    }
    processes += plant.commonCauses.compactMap { process(of: $0, plant, units, stores) }
    for (place, taking) in plant.shared.enumerated() {
      processes.append(
        Process(
          name: "shared cause\u{1F}\(taking.cause.name)", label: taking.cause.name,
          kind: .commonCause, outages: taking.cause.outages,
          units: taking.units.compactMap { units[$0] }, sharedPlace: place, seed: taking.cause.seed)
      )
    }
    return processes
  }

  /// Blocks and inverter. A unit separator keeps their names apart from all that people give.
  private static func processes(of store: Store, at index: Int, ownShare: Double) -> [Process] {
    var processes: [Process] = []
    if let outages = store.outages, ownShare > 0 {
      processes = (1...store.blocks).map { block in
        Process(
          name: "\(store.name)\u{1F}\(block)", label: store.name, kind: .store, outages: outages,
          ownShare: ownShare, blockOf: index)
      }
    }
    if let outages = store.inverter {
      processes.append(
        Process(
          name: "\(store.name)\u{1F}inverter", label: store.name, kind: .store, outages: outages,
          stores: [index]))
    }
    return processes
  }

  private static func process(
    of group: CommonCause, _ plant: Plant, _ units: [String: Int], _ stores: [String: Int]
  ) -> Process? {
    guard group.beta > 0 else { return nil }
    let outages =
      plant.units.map { ($0.name, $0.outages) } + plant.stores.map { ($0.name, $0.outages) }
    let rates = outages.compactMap { name, outages in
      group.members.contains(name) ? outages.map { 1 / $0.meanTimeToFailure.in(.hours) } : nil
    }
    let mean = rates.reduce(0, +) / Double(rates.count)
    return Process(
      name: group.name, kind: .commonCause,
      outages: Outages(
        meanTimeToFailure: TimeSpan(1 / (group.beta * mean), .hours),
        meanTimeToRepair: group.meanTimeToRepair, spread: group.spread),
      units: group.members.compactMap { units[$0] },
      stores: group.members.compactMap { stores[$0] })
  }

  private static func positions(_ names: [String]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: zip(names, names.indices))
  }
}

extension Model.StoreData {
  init(_ store: Store, hours: Double, count: Int) {
    power = store.power.in(.megawatts)
    chargingPower = (store.chargingPower ?? store.power).in(.megawatts)
    let floor = store.floor.in(.megawattHours)
    let usable = store.energy.in(.megawattHours) - floor
    energy = usable
    intake = store.chargeEfficiency
    yield = store.dischargeEfficiency
    // The plan's rounding may stand a hair outside; further out is refused with the plant.
    let plan = store.plan.map { min(max(0, $0.in(.megawattHours) - floor), usable) }
    self.plan = plan.isEmpty ? [usable] : plan
    net =
      plan.isEmpty
      ? []
      : plan.indices.map { step in
        let rise = plan[step] - plan[(step + count - 1) % count]
        return (rise < 0 ? -rise * store.dischargeEfficiency : -rise / store.chargeEfficiency)
          / hours
      }
    initial = store.initial.map { min(max(0, $0.in(.megawattHours) - floor), usable) }
    blocks = store.blocks
  }
}

extension Model.StandbyData {
  init?(_ unit: SupplyUnit, at index: Int) {
    guard let standby = unit.standby else { return nil }
    self.unit = index
    identity = RandomStream.identity(of: unit.name)
    startFailure = standby.startFailure
    startTime = standby.startTime.in(.hours)
    readiness = standby.readiness
    tank = standby.tank?.in(.megawattHours)
    refill = standby.refill.in(.megawatts)
    meanUp = unit.outages?.meanTimeToFailure.in(.hours) ?? .infinity
    meanDown = unit.outages?.meanTimeToRepair.in(.hours) ?? 0
    lasting = unit.outages.map {
      Lasting(mean: $0.meanTimeToRepair.in(.hours), spread: $0.spread)
    }
    fleet = nil
  }
}

extension Model.ClassData {
  init(_ load: LoadClass) {
    name = load.name
    target = load.target
    shedBeforeStores = load.shedBeforeStores
    deadline = load.deferral?.deadline.in(.hours)
    catchUp = load.deferral?.catchUp.in(.megawatts) ?? 0
    gpus = load.gpus
    checkpoint = load.gpus?.checkpoint.in(.hours) ?? 0
  }
}

extension Model.Weather {
  init(_ plant: Plant, year: Int, stores: [Model.StoreData], away: [[Bool]]) {
    let outputs = plant.units.map { unit -> [Double] in
      var values = unit.output.values(year: year)
      guard !unit.maintenance.isEmpty else { return values }
      if values.count == 1 { values = Array(repeating: values[0], count: plant.count) }
      for window in unit.maintenance {
        for step in window { values[step] = 0 }
      }
      return values
    }
    let running = plant.units.indices.filter { plant.units[$0].standby == nil }
    let classLoads = plant.classes.map { $0.load.values(year: year) }
    let steps = 0..<plant.count
    let supply = steps.map { step in
      running.reduce(0) { $0 + outputs[$1].value(at: step) }
    }
    let inFleets = Set(plant.fleets.flatMap(\.units))
    let always = running.filter { !inFleets.contains(plant.units[$0].name) }
    let steady = steps.map { step in
      always.reduce(0) { $0 + outputs[$1].value(at: step) }
    }
    let load = steps.map { step in classLoads.reduce(0) { $0 + $1.value(at: step) } }
    self.outputs = outputs
    greatestOutput = outputs.map { $0.max() ?? 0 }
    self.supply = supply
    self.steady = steady
    self.load = load
    self.classLoads = classLoads
    margin = Model.Margin(
      steps.map { step in
        let planned = stores.reduce(0) { $0 + ($1.net.isEmpty ? 0 : $1.net[step]) }
        let online = Self.planned(plant, outputs, away, at: step)
        return steady[step] + online + planned - load[step]
      })
    bareMargin = Model.Margin(steps.map { supply[$0] - load[$0] })
  }
}
