import Reliability
import Testing
import Units

/// The dispatch rule by hand: nothing fails by chance, but a unit is away for maintenance.
@Suite("the dispatch rule")
struct DispatchTests {
  private func unit(_ name: String, _ size: Double, away: Range<Int>? = nil) -> SupplyUnit {
    SupplyUnit(
      name: name, output: .constant(Make.power(size)), maintenance: away.map { [$0] } ?? [])
  }

  private func classes(of plant: Plant) throws -> [ClassOutcome] {
    try Simulation(plant, start: .allUp).runSerially(years: 2, seed: 1).classes
  }

  private func work(deadline: Double) -> LoadClass {
    LoadClass(
      name: "batch", load: .constant(Make.power(4)),
      deferral: LoadClass.Deferral(deadline: Make.hours(deadline), catchUp: Make.power(2)))
  }

  /// 10 of 20 MW are away from 10 to 14, below 18 MW of load; the battery gives 2 MW for 1.6 h.
  private func plant(deadline: Double) throws -> Plant {
    let battery = Store(
      name: "battery", power: Make.power(2), energy: Make.energy(5), floor: Make.energy(1),
      dischargeEfficiency: 0.8)
    return try Make.plant(
      steps: 48, [unit("a", 10), unit("b", 10, away: 10..<14)], stores: [battery],
      [
        LoadClass(name: "training", load: .constant(Make.power(6)), shedBeforeStores: 0.5),
        work(deadline: deadline), LoadClass(name: "firm", load: .constant(Make.power(8))),
      ])
  }

  /// Training goes first: 3 MW before the battery and 3 MW after it, all of it for 4 h. From 11.6 on
  /// 2 MW of batch wait. From 14 on 2 MW are left: two hours for the battery, and 4.8 MWh of work
  /// are done at 18.4, the last of it due at 19.
  @Test("classes are shed in order, and waiting work is done in time")
  func order() throws {
    let classes = try classes(of: plant(deadline: 6))
    #expect(agree(classes[0].shortHours.mean, 4))
    #expect(agree(classes[0].unservedMWh.mean, 24))
    #expect(classes[0].events.mean == 1)
    #expect(classes[1].unservedMWh.mean == 0)
    #expect(classes[2].yearsShort == 0)
    let worst = try #require(classes[0].worst.first)
    #expect(worst.startHour == 10 && agree(worst.hours, 4) && worst.kind == .nothingOut)
    #expect(classes[0].causes.map(\.kind) == [.nothingOut])
    #expect(agree(classes[0].timeAvailability, 44.0 / 48))
    #expect(agree(classes[0].energyAvailability, 1 - 24.0 / 288))
  }

  /// A quarter of a MW for 24 hours stores 6 MWh, which carry 1 MW for as many hours of the 24 without the unit.
  @Test(
    "a store is charged with the power of its own converters", arguments: [(0.25, 18.0), (1, 0)])
  func charging(_ power: Double, short: Double) throws {
    let storage = Store(
      name: "storage", power: Make.power(1), chargingPower: Make.power(power),
      energy: Make.energy(100), initial: Make.energy(0))
    let plant = try Make.plant(
      steps: 48, [unit("a", 3, away: 24..<48)], stores: [storage], Make.firm(1))
    #expect(agree(try classes(of: plant)[0].shortHours.mean, short))
  }

  /// Due at 15.6, 16 and 17, when work can begin at 16: 0.8 and 2 MWh are late, 2 MWh are not.
  @Test("work past its deadline is unserved")
  func deadline() throws {
    let batch = try classes(of: plant(deadline: 4))[1]
    #expect(agree(batch.unservedMWh.mean, 2.8))
    #expect(agree(batch.shortHours.mean, 1.4))
    #expect(batch.events.mean == 1)
    #expect(batch.isDeferrable)
  }

  /// 0.5 h to start, 40 MWh in the tank, then the 2 MW that are brought: 5 and 44 MWh are missing.
  @Test("a standby set starts, runs its tank dry, and goes on with what is brought")
  func standby() throws {
    var set = unit("set", 10)
    set.standby = SupplyUnit.Standby(
      startFailure: 0, startTime: TimeSpan(30, .minutes), tank: Make.energy(38),
      refill: Make.power(0.5))
    let plant = try Make.plant(steps: 48, [unit("a", 10, away: 10..<20), set], Make.firm(10))
    let firm = try classes(of: plant)[0]
    // 38 MWh at 9.5 MW net: 4 h; then 9.5 MW short for 5.5 h.
    #expect(agree(firm.unservedMWh.mean, 5 + 9.5 * 5.5, to: 1e-8))
    #expect(agree(firm.shortHours.mean, 6, to: 1e-8))
    #expect(firm.events.mean == 2)
    #expect(agree(firm.longestHours, 5.5, to: 1e-8))
    #expect(agree(firm.meanHours, 3, to: 1e-8))
    #expect(agree(firm.hours95, 5.5, to: 1e-8))
  }

  /// 2 MW for 4 h from 1 MW · 4 MWh and 4 MW · 4 MWh: all, if the one that lasts longest goes first.
  @Test("the store that lasts longest goes first")
  func timeToGo() throws {
    let stores = [
      Store(name: "fast", power: Make.power(4), energy: Make.energy(4)),
      Store(name: "slow", power: Make.power(1), energy: Make.energy(4)),
    ]
    let units = [unit("a", 10), unit("b", 2, away: 10..<14)]
    let plant = try Make.plant(steps: 24, units, stores: stores, Make.firm(12))
    #expect(try classes(of: plant)[0].yearsShort == 0)
    let half = try Make.plant(steps: 24, units, stores: [stores[0]], Make.firm(12))
    #expect(agree(try classes(of: half)[0].unservedMWh.mean, 4))
  }

  /// The battery stands where the plan left it: 1 of 4 MWh when the unit goes.
  @Test("stored energy follows the plan")
  func plan() throws {
    // Full until 6, down to 1 MWh by 9, full again from 20 on.
    let levels: [Double] = [4, 4, 4, 4, 4, 4, 3, 2] + Array(repeating: 1, count: 12)
    let plan = (levels + [4, 4, 4, 4]).map(Make.energy)
    let battery = Store(
      name: "battery", power: Make.power(3), energy: Make.energy(4), plan: plan)
    let units = [unit("a", 10), unit("b", 3, away: 10..<12)]
    let plant = try Make.plant(steps: 24, units, stores: [battery], Make.firm(10.5))
    // 0.5 MW for 2 h is the 1 MWh that is there.
    #expect(try classes(of: plant)[0].yearsShort == 0)
    let more = try Make.plant(steps: 24, units, stores: [battery], Make.firm(11))
    let firm = try classes(of: more)[0]
    #expect(agree(firm.unservedMWh.mean, 1))
    #expect(agree(try #require(firm.worst.first).startHour, 11))
  }

  /// Young and Daly: 10,000 GPUs, 1 min to write, 0.321096 h between checkpoints, 0.25 h to restart.
  @Test("an abrupt stop loses work, a foreseen one a checkpoint")
  func gpus() throws {
    let work = LoadClass.GPUWork(
      perMegawatt: 1000, checkpoint: TimeSpan(1, .minutes), interval: Make.hours(0.321_096),
      restart: Make.hours(0.25))
    let training = LoadClass(name: "training", load: .constant(Make.power(10)), gpus: work)
    let unit = unit("a", 10, away: 10..<12)
    let abrupt = try classes(of: Make.plant(steps: 24, [unit], [training]))[0]
    #expect(agree(abrupt.gpuHours?.abrupt, 10_000 * (0.160_548 + 0.25)))
    #expect(abrupt.gpuHours?.graceful == 0)
    #expect(agree(abrupt.gpuHours?.idle, 20_000))
    let battery = Store(name: "battery", power: Make.power(10), energy: Make.energy(5))
    let plant = try Make.plant(steps: 24, [unit], stores: [battery], [training])
    let graceful = try classes(of: plant)[0]
    #expect(agree(graceful.gpuHours?.graceful, 10_000 * (1 / 60.0 + 0.25)))
    #expect(graceful.gpuHours?.abrupt == 0)
    #expect(agree(graceful.gpuHours?.idle, 15_000))
  }

  @Test("months that miss the target are counted")
  func months() throws {
    let unit = unit("a", 10, away: 100..<110)
    let lax = try Make.plant([unit], Make.firm(10, target: 0.98), months: Make.months)
    let strict = try Make.plant([unit], Make.firm(10, target: 0.99), months: Make.months)
    // 10 of January's 744 h are 1.34 %.
    #expect(try classes(of: lax)[0].monthMissProbability == 0)
    #expect(agree(try classes(of: strict)[0].monthMissProbability, 1 / 12.0))
  }

  @Test("weather years take turns")
  func weather() throws {
    let unit = SupplyUnit(
      name: "a",
      output: .weatherYears([
        Array(repeating: Make.power(10), count: 24), Array(repeating: Make.power(9), count: 24),
      ]))
    let firm = try classes(of: Make.plant(steps: 24, [unit], Make.firm(10)))[0]
    #expect(agree(firm.shortHours.mean, 12))
    #expect(firm.yearsShort == 1)
  }
}
