import Reliability
import Testing
import Units

/// Sampled years against exact and published numbers, within three standard errors. Each fails by
/// chance once in 370 for a fresh seed; the seeds are fixed.
@Suite("sampling against known numbers")
struct PublishedTests {
  private func isNear(_ estimate: Estimate?, _ truth: Double) -> Bool {
    guard let estimate else { return false }
    return (estimate.mean - truth).magnitude <= 3 * estimate.standardError + 1e-8 * truth
  }

  /// Continuous time; 2.5 MW units for 10 MW.
  @Test(
    "k of n", arguments: [(4, 976.853_460_26, 2551.456_310_68), (5, 70.079_106_11, 180.452_766_36)])
  func someOfMany(count: Int, hours: Double, unserved: Double) async throws {
    let plant = try Make.plant(Make.units(count, of: 2.5), Make.firm(10))
    let sampled = try await Simulation(plant, controlVariate: false).run(years: 500, seed: 1)
    let firm = try #require(sampled.classes.first)
    #expect(isNear(firm.shortHours, hours))
    #expect(isNear(firm.unservedMWh, unserved))
    // Without stores the control variate is the answer itself.
    let known = try #require(try await Simulation(plant).run(years: 40, seed: 1).classes.first)
    #expect(agree(known.shortHours.mean, hours, to: 1e-8))
    #expect(agree(known.unservedMWh.mean, unserved, to: 1e-8))
  }

  /// A unit that is up at first is up at hour t with μ ÷ (λ + μ) + λ ÷ (λ + μ) · e^(−(λ + μ)t):
  /// 0.983650682912 at 24 h, 0.970964835047 at 168 h. What it is down in the hour that follows.
  @Test("from up to the long run", arguments: [(24, 0.016566165023), (168, 0.029036710220)])
  func transient(hour: Int, down: Double) async throws {
    let loads = (0...hour).map { $0 == hour ? 1.0 : 0 }
    let plant = try Make.plant(steps: hour + 1, Make.units(1, of: 1), Make.firm(loads))
    let simulation = try Simulation(plant, start: .allUp)
    let firm = try #require(try await simulation.run(years: 50_000, seed: 8).classes.first)
    #expect(isNear(firm.shortHours, down))
  }

  /// Exact joint chain of units that work and stored energy, hour by hour: six units of 2.5 MW,
  /// 10 MW of load, and a lossless 10 MW battery. Stepwise time.
  @Test(
    "units and a battery",
    arguments: [
      (0.0, 4.051_847_317, 10.357_848_611, 0.382_562_753),
      (10, 2.792_828_407, 7.198_936_045, 0.261_422_656),
      (20, 1.937_063_362, 5.037_738_647, 0.179_623_973),
      (40, 0.950_634_403, 2.520_584_763, 0.086_331_499), (80, 0.249_722_531, 0.690_369_276, nil),
    ] as [(Double, Double, Double, Double?)])
  func unitsAndBattery(capacity: Double, hours: Double, unserved: Double, events: Double?)
    async throws
  {
    let battery = Store(name: "battery", power: Make.power(10), energy: Make.energy(capacity))
    let plant = try Make.plant(Make.units(6, of: 2.5), stores: [battery], Make.firm(10))
    let simulation = try Simulation(plant, timing: .stepwise)
    let firm = try #require(try await simulation.run(years: 8000, seed: 2).classes.first)
    #expect(isNear(firm.shortHours, hours))
    #expect(isNear(firm.unservedMWh, unserved))
    if let events { #expect(isNear(firm.events, events)) }
  }

  /// IEEE RTS-79, in continuous time.
  @Test("the IEEE RTS-79")
  func testSystem() async throws {
    let plant = try Make.plant(steps: 8736, TestSystem.supply, Make.firm(TestSystem.loads))
    let firm = try #require(
      try await Simulation(plant, controlVariate: false).run(years: 4000, seed: 3).classes.first)
    #expect(isNear(firm.shortHours, 9.394_175_489))
    #expect(isNear(firm.unservedMWh, 1176.298_460))
    #expect(isNear(firm.events, 2.019_674_696))
  }

  @Test("the Roy Billinton Test System")
  func smallTestSystem() async throws {
    let plant = try Make.plant(
      steps: 8736, SmallTestSystem.supply, Make.firm(SmallTestSystem.loads))
    let firm = try #require(
      try await Simulation(plant, controlVariate: false).run(years: 20_000, seed: 9).classes.first)
    #expect(isNear(firm.shortHours, 1.091_560_473))
    #expect(isNear(firm.unservedMWh, 9.861_350_704))
  }

  /// PRAS, the second test of storage: 10 MW with 0.1 out, a store of 10 MW and 10 MWh with 0.1 out
  /// that starts empty, and loads of 8 and 9 MW. EUE 0.9 − 0.81·0.09·2 in the second hour.
  @Test("PRAS storage test 2")
  func storage() async throws {
    let outages = Make.outages(up: 10, down: 10 / 9.0)
    let store = Store(
      name: "store", power: Make.power(10), energy: Make.energy(10), initial: .zero,
      outages: outages)
    let unit = SupplyUnit(name: "unit", output: .constant(Make.power(10)), outages: outages)
    let plant = try Make.plant(steps: 2, [unit], stores: [store], Make.firm([8, 9]))
    let simulation = try Simulation(
      plant, timing: .stepwise, start: .stationary(warmUp: .zero))
    let firm = try #require(try await simulation.run(years: 40_000, seed: 4).classes.first)
    #expect(isNear(firm.shortHours, 0.2))
    #expect(isNear(firm.unservedMWh, 0.8 + 0.7542))
  }

  /// A grid with 4 outages in 8,760 h of service, of 4 h on average, and a store for h hours that is full again at
  /// once: U = λr ÷ (1 + λr) · e^(−h/r). Continuous time.
  @Test(
    "riding through outages of the grid",
    arguments: [
      (0.0, 1.823_154_057e-3), (4, 6.707_008_955e-4), (8, 2.467_370_706e-4),
      (12, 9.076_949_566e-5),
    ])
  func rideThrough(hours: Double, unavailability: Double) async throws {
    let grid = SupplyUnit(
      name: "grid", kind: .grid, output: .constant(Make.power(1e7)),
      outages: Make.outages(up: 2190, down: 4))
    let store = Store(
      name: "battery", power: Make.power(1e6), energy: Make.energy(10 * hours))
    let plant = try Make.plant([grid], stores: [store], Make.firm(10))
    let firm = try #require(try await Simulation(plant).run(years: 4000, seed: 5).classes.first)
    #expect(isNear(firm.shortHours, 8760 * unavailability))
    #expect(firm.causes.map(\.kind) == [.grid])
  }

  /// The same with log-normal outages: falls an hour × E[(X − h)⁺], in closed form by another
  /// program.
  @Test("riding through log-normal outages")
  func logNormal() async throws {
    let grid = SupplyUnit(
      name: "grid", kind: .grid, output: .constant(Make.power(1e7)),
      outages: Make.outages(up: 2190, down: 4, spread: .logNormal(coefficientOfVariation: 1.5)))
    let store = Store(name: "battery", power: Make.power(1e6), energy: Make.energy(40))
    let plant = try Make.plant([grid], stores: [store], Make.firm(10))
    let firm = try #require(try await Simulation(plant).run(years: 4000, seed: 6).classes.first)
    #expect(isNear(firm.shortHours, 6.592003425))
  }
}
