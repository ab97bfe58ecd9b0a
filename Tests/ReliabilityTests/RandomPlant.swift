import Reliability
import Units

/// A plant drawn at random, of every kind of part.
struct RandomPlant {
  private var stream: RandomStream
  private let steps = 24 * 14

  init(seed: UInt64) {
    stream = RandomStream(seed: seed, year: 0, identity: RandomStream.identity(of: "plant"))
  }

  private mutating func between(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * stream.uniform()
  }

  private mutating func isSo(_ chance: Double = 0.5) -> Bool { stream.uniform() < chance }

  private mutating func outages() -> Outages {
    let spread: Outages.Spread =
      isSo() ? .exponential : .logNormal(coefficientOfVariation: between(0.2, 3))
    return Make.outages(up: between(20, 400), down: between(0.5, 40), spread: spread)
  }

  private mutating func series(_ low: Double, _ high: Double) -> Profile {
    .megawatts((0..<steps).map { _ in between(low, high) })
  }

  private mutating func unit(_ number: Int) -> SupplyUnit {
    var unit = SupplyUnit(
      name: "unit \(number)", output: .constant(Make.power(between(1, 4))), outages: outages())
    if isSo(0.3) { unit.output = series(0, 4) }
    if isSo(0.2) {
      let start = Int(between(0, 200))
      unit.maintenance = [start..<start + 30]
    }
    return unit
  }

  private mutating func standby() -> SupplyUnit {
    let tank: Energy? = isSo(0.7) ? Make.energy(between(1, 20)) : nil
    return SupplyUnit(
      name: "set", output: .constant(Make.power(between(1, 5))), outages: outages(),
      standby: SupplyUnit.Standby(
        startFailure: between(0, 0.3), startTime: Make.hours(isSo() ? 0 : between(0, 2)),
        readiness: between(0.8, 1), tank: tank, refill: Make.power(between(0, 1))))
  }

  private mutating func store(_ number: Int) -> Store {
    let power = between(0.5, 6)
    let energy = between(1, 20)
    let floor = between(0, 0.3) * energy
    var plan: [Energy] = []
    if isSo() {
      // Up and down between two levels, slowly enough for the power.
      let depth = min(energy - floor, 3 * power)
      plan = (0..<steps).map {
        Make.energy(floor + depth * Double(min($0 % 24, 24 - $0 % 24)) / 24)
      }
    }
    return Store(
      name: "store \(number)", power: Make.power(power), energy: Make.energy(energy),
      floor: Make.energy(floor), chargeEfficiency: between(0.8, 1),
      dischargeEfficiency: between(0.8, 1), plan: plan, blocks: Int(between(1, 5)),
      outages: isSo() ? outages() : nil, inverter: isSo(0.3) ? outages() : nil)
  }

  private mutating func classes() -> [LoadClass] {
    let work = LoadClass.GPUWork(
      perMegawatt: 700, checkpoint: Make.hours(0.02), interval: Make.hours(0.3),
      restart: Make.hours(0.2))
    return [
      LoadClass(
        name: "training", load: series(0, 4), target: 0.9, shedBeforeStores: between(0, 1),
        gpus: work),
      LoadClass(
        name: "batch", load: series(0, 2),
        deferral: LoadClass.Deferral(
          deadline: Make.hours(between(1, 24)), catchUp: Make.power(between(0, 2)))),
      LoadClass(name: "firm", load: .constant(Make.power(between(1, 6))), target: 0.99),
    ]
  }

  /// The plant, and the same with a dead store that never lets time jump.
  mutating func draw() throws -> (plain: Plant, restless: Plant) {
    let running = (1...Int(between(2, 7))).map { unit($0) }
    let units = running + (isSo() ? [standby()] : [])
    let fuel = FuelSupply(name: "gas", units: running.dropLast().map(\.name), outages: outages())
    let fuels = isSo() ? [fuel] : []
    let stores = (0..<Int(between(0, 3))).map { store($0) }
    let members = running.map(\.name) + stores.filter { $0.outages != nil }.map(\.name)
    let group = CommonCause(
      name: "group", members: members, beta: between(0, 0.3),
      meanTimeToRepair: Make.hours(between(1, 20)), spread: .exponential)
    let groups = isSo() ? [group] : []
    let dead = Store(
      name: "dead", power: .zero, energy: Make.energy(1), initial: .zero)
    let classes = classes()
    func plant(_ stores: [Store]) throws -> Plant {
      try Make.plant(
        steps: steps, units, fuels: fuels, commonCauses: groups, stores: stores, classes)
    }
    return (try plant(stores), try plant(stores + [dead]))
  }
}
