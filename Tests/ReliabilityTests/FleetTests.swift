import Reliability
import Testing
import Units

/// Sets that are cold until they are called. Within three standard errors, which a fresh seed misses
/// once in 370; the seeds are fixed.
@Suite("cold sets have to start")
struct FleetTests {
  /// Two sets of 10 MW that trip every 100 h and are back after 1 h, for 10 MW.
  private func island(
    online: [Int], start: Double = 10, failing: Double = 0, stores: [Store] = [],
    spread: Outages.Spread = .exponential, target: Double? = nil
  ) throws -> Plant {
    try Plant(
      step: Make.hours(1), count: 8760,
      units: Make.supply(
        (0..<2).map { _ in (size: 10, outages: Make.outages(up: 100, down: 1, spread: spread)) }),
      fleets: [
        Fleet(
          name: "sets", units: ["unit 0", "unit 1"], online: online,
          startTime: TimeSpan(start, .minutes), startFailure: failing)
      ], stores: stores, classes: Make.firm(10, target: target))
  }

  private func isNear(_ estimate: Estimate, _ truth: Double) -> Bool {
    (estimate.mean - truth).magnitude <= 3 * estimate.standardError
  }

  /// λ = 1/100, μ = 1, δ = 1/6 h. The running set trips 87.6 times in a year of service; the spare is
  /// up 100 times of 101 and takes 10 minutes: about 14.6 h, and both are out 0.86 h. Exactly, by
  /// renewal of the cycle that begins when a set comes to carry the load, see `cycle`.
  @Test("one of two sets online: every trip is an interruption of the start time")
  func oneOnline() throws {
    let outcome = try Simulation(island(online: [1])).runSerially(years: 2000, seed: 1)
    let firm = try #require(outcome.classes.first)
    let both = 8760 / (101.0 * 101)
    // 87.6 trips × (1 − share short) × 100/101 × 10 min, then both out, and a start after each of these.
    #expect((14.2...15.9).contains(firm.shortHours.mean))
    #expect(firm.shortHours.mean > both + 13)
    #expect((86...88).contains(firm.events.mean))
    #expect(agree(outcome.interruptionsPerYear, firm.events.mean, to: 1e-3))
    #expect(outcome.riddenThroughPerYear == 0)
    #expect((86...89).contains(outcome.startsPerYear) && outcome.failedStartsPerYear == 0)
  }

  /// Short only when both are out, 8760 ÷ 101² = 0.859 h, and until the first that is back has started:
  /// both go out 2 × 8760 ÷ 101² = 1.717 times a year, and 10 minutes each are 0.286 h.
  @Test("with both online only what takes both is an interruption")
  func bothOnline() throws {
    let outcome = try Simulation(island(online: [2])).runSerially(years: 3000, seed: 2)
    let firm = try #require(outcome.classes.first)
    #expect((firm.shortHours.mean - 1.145).magnitude < 0.06)
  }

  /// 10 MW for 10 minutes are 1.667 MWh.
  @Test("a battery for the start time rides through the trips and is charged again")
  func battery() throws {
    let battery = Store(name: "battery", power: Make.power(10), energy: Make.energy(1.7))
    let outcome = try Simulation(island(online: [1], stores: [battery])).runSerially(
      years: 1000, seed: 3)
    let firm = try #require(outcome.classes.first)
    #expect((0.7...2).contains(firm.shortHours.mean))
    #expect((85...89).contains(outcome.interruptionsPerYear))
    #expect(outcome.riddenThroughPerYear > 0.97 * outcome.interruptionsPerYear)
  }

  @Test(
    "99.9 % is missed with one set online, and kept with both or with a battery",
    arguments: [
      (1, 0.0, Certification.Decision.fail), (2, 0, .pass), (1, 1.7, .pass),
    ])
  func decision(online: Int, energy: Double, expected: Certification.Decision) async throws {
    let stores =
      energy > 0
      ? [Store(name: "battery", power: Make.power(10), energy: Make.energy(energy))] : []
    let plant = try island(online: [online], stores: stores, target: 0.999)
    let verdict = try await Certification(looks: [300]).decide(Simulation(plant), seed: 4)
    #expect(verdict.decision == expected)
  }

  /// Twelve outages of the grid in a calendar year, sets that never run: an interruption of the start
  /// time each, 12 × 10 minutes; the sets themselves are hardly ever both out.
  @Test("an outage of the grid is an interruption until cold sets carry the load")
  func grid() throws {
    let plant = try Plant(
      step: Make.hours(1), count: 8760,
      units: Make.supply((0..<2).map { _ in (size: 10, outages: Make.outages(up: 1e5, down: 1)) })
        + [
          SupplyUnit(
            name: "grid", kind: .grid, output: .constant(Make.power(12)),
            outages: Outages(
              failuresPerYear: 12, meanDuration: Make.hours(100),
              spread: .logNormal(coefficientOfVariation: 0.1)))
        ],
      fleets: [
        Fleet(
          name: "sets", units: ["unit 0", "unit 1"], online: [0], startTime: TimeSpan(10, .minutes))
      ], classes: Make.firm(10))
    let outcome = try Simulation(plant).runSerially(years: 400, seed: 5)
    let firm = try #require(outcome.classes.first)
    #expect(isNear(firm.events, 12))
    #expect(isNear(firm.shortHours, 2))
    #expect(agree(outcome.startsPerYear, outcome.interruptionsPerYear, to: 0.01))
    #expect(agree(firm.longestHours, 1 / 6.0, to: 1e-6))
  }

  /// Each start fails once in five, and the next set is called in the same moment.
  @Test("starts that fail are counted, and the set is repaired")
  func failedStarts() throws {
    let outcome = try Simulation(island(online: [1], failing: 0.2)).runSerially(
      years: 500, seed: 6)
    let share = outcome.failedStartsPerYear / outcome.startsPerYear
    #expect((share - 0.2).magnitude < 0.01)
    let sure = try Simulation(island(online: [1])).runSerially(years: 500, seed: 6)
    let (failing, never) = (outcome.classes[0].shortHours.mean, sure.classes[0].shortHours.mean)
    // 87.6 × 0.2 times a year the only spare is away for an hour or until the set that tripped is back.
    #expect(failing > never + 87.6 * 0.2 * 0.4)
  }

  /// One set by night, two by day; a start that the plan foresees costs no time.
  @Test("starts that the plan foresees are counted and interrupt nothing")
  func foreseen() throws {
    let steady = Make.outages(up: 1e9, down: 1)
    let loads = (0..<8760).map { (8..<20).contains($0 % 24) ? 20.0 : 10 }
    let plant = try Plant(
      step: Make.hours(1), count: 8760,
      units: Make.supply((0..<2).map { _ in (size: 10, outages: steady) }),
      fleets: [
        Fleet(
          name: "sets", units: ["unit 0", "unit 1"], online: loads.map { $0 > 10 ? 2 : 1 },
          startTime: TimeSpan(10, .minutes))
      ], classes: Make.firm(loads))
    let outcome = try Simulation(plant).runSerially(years: 3, seed: 7)
    #expect(outcome.classes[0].yearsShort == 0)
    #expect(outcome.startsPerYear == 365)
    #expect(outcome.interruptionsPerYear == 0)
  }

  @Test("starts at once are as good as being online")
  func atOnce() throws {
    let cold = try Simulation(island(online: [1], start: 0)).runSerially(years: 300, seed: 8)
    let warm = try Simulation(
      Make.plant(
        Make.supply((0..<2).map { _ in (size: 10, outages: Make.outages(up: 100, down: 1)) }),
        Make.firm(10))
    ).runSerially(years: 300, seed: 8)
    #expect(agree(cold.classes[0].shortHours.mean, warm.classes[0].shortHours.mean))
    #expect(cold.classes[0].events.mean == warm.classes[0].events.mean)
  }

  @Test("what cannot be of a fleet is refused")
  func problems() {
    #expect {
      try Plant(
        step: Make.hours(1), count: 24, units: Make.units(1, of: 10),
        fleets: [
          Fleet(
            name: "sets", units: ["unit 1", "unit 2", "unit 1"], online: [4, 1],
            startTime: TimeSpan(-1, .minutes), startFailure: 2)
        ], classes: Make.firm(10))
    } throws: { error in
      let problems = (error as? UnsoundPlant)?.problems ?? []
      return Set(problems.map(\.field)).isSuperset(
        of: [.members, .online, .startTime, .startFailure, .meanTimeToRepair])
    }
  }
}
