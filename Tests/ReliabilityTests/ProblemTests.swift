import Reliability
import Testing
import Units

@Suite("unsound plants")
struct ProblemTests {
  private func problems(_ make: () throws -> Plant) -> [PlantProblem] {
    do {
      _ = try make()
      return []
    } catch {
      return (error as? UnsoundPlant)?.problems ?? []
    }
  }

  private func fields(_ make: () throws -> Plant) -> [PlantProblem.Field] {
    problems(make).map(\.field)
  }

  private func unit(_ outages: Outages) -> [SupplyUnit] {
    [SupplyUnit(name: "a", output: .constant(Make.power(10)), outages: outages)]
  }

  @Test("statistics that cannot be")
  func statistics() {
    let cases: [(Outages, PlantProblem.Field)] = [
      (Make.outages(up: 100, down: 0), .meanTimeToRepair),
      (Make.outages(up: 0, down: 10), .meanTimeToFailure),
      (Make.outages(up: .nan, down: 10), .meanTimeToFailure),
      (Make.outages(up: 100, down: .infinity), .meanTimeToRepair),
      (
        Make.outages(up: 100, down: 1, spread: .logNormal(coefficientOfVariation: 0)), .spread
      ),
      (Make.outages(up: 100, down: 1, rate: [1, 2]), .relativeRate),
      (Make.outages(up: 100, down: 1, rate: Array(repeating: 0, count: 24)), .relativeRate),
    ]
    for (outages, field) in cases {
      #expect(fields { try Make.plant(steps: 24, unit(outages), Make.firm(10)) } == [field])
    }
  }

  @Test("shares above one", arguments: [-0.1, 1.1, .nan])
  func shares(share: Double) {
    var set = SupplyUnit(
      name: "set", output: .constant(Make.power(10)), outages: Make.outages(up: 100, down: 1))
    set.standby = SupplyUnit.Standby(
      startFailure: share, startTime: .zero, readiness: share)
    #expect(
      fields { try Make.plant(steps: 24, [set], Make.firm(10)) } == [.startFailure, .readiness])
    let group = CommonCause(
      name: "group", members: ["a"], beta: share, meanTimeToRepair: Make.hours(1),
      spread: .exponential)
    #expect(
      fields {
        try Make.plant(
          steps: 24, unit(Make.outages(up: 100, down: 1)), commonCauses: [group], Make.firm(10))
      } == [.beta])
    var load = Make.firm(10)[0]
    load.shedBeforeStores = share
    load.target = share
    #expect(
      fields { try Make.plant(steps: 24, [], [load]) } == [.shedBeforeStores, .target])
    let store = Store(
      name: "store", power: Make.power(1), energy: Make.energy(1), dischargeEfficiency: share)
    #expect(
      fields { try Make.plant(steps: 24, [], stores: [store], Make.firm(10)) } == [.efficiency])
  }

  @Test("series that do not fit")
  func series() {
    let short = SupplyUnit(name: "a", output: .megawatts([1, 2, 3]), maintenance: [20..<30])
    #expect(
      fields { try Make.plant(steps: 24, [short], Make.firm(10)) } == [.output, .maintenance])
    let store = Store(
      name: "store", power: Make.power(1), energy: Make.energy(2), floor: Make.energy(1),
      plan: [0, 2, 5].map(Make.energy))
    #expect(
      fields { try Make.plant(steps: 3, [], stores: [store], Make.firm(10)) } == [.plan, .plan])
    #expect(fields { try Make.plant(steps: 3, [], Make.firm([1, -1, .nan])) } == [.load])
    #expect(
      fields { try Make.plant(steps: 3, [], Make.firm(1), months: [1, 1]) } == [.months])
    #expect(fields { try Make.plant(steps: 3, [], []) } == [.load])
  }

  @Test("a path that rises faster than what charges the store")
  func charging() throws {
    func plant(_ charging: Double?) throws -> Plant {
      let store = Store(
        name: "store", power: Make.power(1), chargingPower: charging.map(Make.power),
        energy: Make.energy(3), plan: [0, 2, 1].map(Make.energy))
      return try Make.plant(steps: 3, [], stores: [store], Make.firm(1))
    }
    _ = try plant(2)
    #expect(fields { try plant(nil) } == [.plan])
    #expect(fields { try plant(1.9) } == [.plan])
    #expect(fields { try plant(-1) } == [.power, .plan])
  }

  @Test("names that are missing or used twice")
  func names() {
    let two = unit(Make.outages(up: 1, down: 1)) + unit(Make.outages(up: 1, down: 1))
    #expect(fields { try Make.plant(steps: 24, two, Make.firm(1)) } == [.name])
    let fuel = FuelSupply(name: "gas", units: ["b"], outages: Make.outages(up: 1, down: 1))
    let found = problems { try Make.plant(steps: 24, [], fuels: [fuel], Make.firm(1)) }
    #expect(found.map(\.subject) == ["gas"] && found.map(\.field) == [.members])
  }

  @Test("all is told at once")
  func together() {
    let units = unit(Make.outages(up: 0, down: 0))
    let store = Store(name: "store", power: Make.power(-1), energy: Make.energy(1), blocks: 0)
    #expect(
      fields { try Make.plant(steps: 24, units, stores: [store], Make.firm(-1)) } == [
        .meanTimeToFailure, .meanTimeToRepair, .power, .blocks, .load,
      ])
  }

  @Test("stepwise time needs exponential spreads and means of a step")
  func stepwise() throws {
    let outages = Make.outages(
      up: 0.5, down: 2, spread: .logNormal(coefficientOfVariation: 1))
    let plant = try Make.plant(steps: 24, unit(outages), Make.firm(1))
    #expect(throws: UnsoundPlant.self) { try Simulation(plant, timing: .stepwise) }
    _ = try Simulation(plant)
  }
}
