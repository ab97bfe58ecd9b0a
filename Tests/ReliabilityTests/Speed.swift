import Reliability
import Testing
import Units

@Suite("speed") struct Speed {
  @Test func site() async throws {
    let loads = (0..<8760).map { 17 + 3 * Double($0 % 24) / 24 }
    var units = Make.units(12, of: 1.6, up: 1000, down: 40)
    units.append(
      SupplyUnit(
        name: "grid", kind: .grid, output: .constant(Make.power(6)),
        outages: Outages(
          failuresPerYear: 4, meanDuration: Make.hours(4),
          spread: .logNormal(coefficientOfVariation: 1.5))))
    units.append(
      SupplyUnit(
        name: "sun",
        output: .megawatts(
          (0..<8760).map {
            let h = Double($0 % 24); return max(0, 5 - (h - 12).magnitude)
          })))
    for i in 1...2 {
      units.append(
        SupplyUnit(
          name: "diesel \(i)", output: .constant(Make.power(2)),
          outages: Make.outages(up: 500, down: 20),
          standby: SupplyUnit.Standby(
            startFailure: 0.01, startTime: Make.hours(0.1), tank: Make.energy(48),
            refill: Make.power(0.5))))
    }
    let plan = (0..<8760).map { hour -> Energy in
      let h = hour % 24
      return Make.energy(
        h < 8 ? 4 + 2 * Double(h) : h < 18 ? 18 : h < 22 ? 18 - 3.5 * Double(h - 17) : 4)
    }
    let stores = [
      Store(
        name: "bess", power: Make.power(8), energy: Make.energy(20), floor: Make.energy(2),
        chargeEfficiency: 0.95, dischargeEfficiency: 0.95, plan: plan, blocks: 4,
        outages: Make.outages(up: 4000, down: 48)),
      Store(
        name: "second", power: Make.power(4), energy: Make.energy(20), floor: Make.energy(2),
        chargeEfficiency: 0.93, dischargeEfficiency: 0.93, plan: plan, blocks: 10,
        outages: Make.outages(up: 3000, down: 72)),
    ]
    let group = CommonCause(
      name: "hall", members: (1...12).map { "unit \($0)" }, beta: 0.02,
      meanTimeToRepair: Make.hours(8), spread: .exponential)
    let fuel = FuelSupply(
      name: "gas", units: (1...12).map { "unit \($0)" }, outages: Make.outages(up: 4000, down: 6))
    let plant = try Make.plant(
      units, fuels: [fuel], commonCauses: [group], stores: stores,
      [
        LoadClass(
          name: "training", load: .megawatts(loads.map { $0 * 0.5 }), target: 0.99,
          shedBeforeStores: 0.9),
        LoadClass(
          name: "batch", load: .megawatts(loads.map { $0 * 0.2 }),
          deferral: .init(deadline: Make.hours(12), catchUp: Make.power(2))),
        LoadClass(name: "firm", load: .megawatts(loads.map { $0 * 0.3 }), target: 0.9999),
      ], months: Make.months)
    let simulation = try Simulation(plant)
    let clock = ContinuousClock()
    let time = clock.measure {
      let o = simulation.runSerially(years: 2000, seed: 1);
      for c in o.classes {
        print(
          c.name, c.timeAvailability, c.shortHours.method, c.shortHours.varianceReduction,
          c.blame.prefix(4).map { "\($0.name) \($0.kind) \($0.share)" })
      }
    }
    print("SPEED 2000 years", time)
  }
}
