import Reliability
import Testing
import Units

/// Outages that plants share: in common, and out of their own statistics.
@Suite("shared outages")
struct SharedOutageTests {
  private func plant(_ grid: Outages, load: Double = 10) throws -> Plant {
    try Make.plant(
      [
        SupplyUnit(
          name: "grid", kind: .grid, output: .constant(Make.power(load)), outages: grid)
      ], Make.firm(load), months: Make.months)
  }

  private func outages(perYear: Double, hours: Double) -> Outages {
    Outages(
      failuresPerYear: perYear, meanDuration: Make.hours(hours), spread: .exponential)
  }

  private func cause(perYear: Double, hours: Double) -> SharedOutage {
    SharedOutage(
      name: "west", reach: .grid, outages: outages(perYear: perYear, hours: hours), seed: 3)
  }

  private func trace(_ plant: Plant, years: Int, seed: UInt64) throws -> ComputeTrace {
    let simulation = try Simulation(
      plant, controlVariate: false, splitting: false,
      compute: .init(modules: 10, plannedShort: []))
    return try #require(simulation.runSerially(years: years, seed: seed).compute)
  }

  /// All outages of the grid are the shared cause's: two plants are out in the same steps and in no others.
  @Test("what is shared in full coincides in full, whatever the plants' own seeds")
  func coincidence() throws {
    let shared = cause(perYear: 20, hours: 8)
    let plant = try self.plant(outages(perYear: 20, hours: 8)).sharing([shared])
    let (one, other) = try (
      self.trace(plant, years: 40, seed: 1), self.trace(plant, years: 40, seed: 2)
    )
    #expect(one.down == other.down)
    #expect(one.causes == other.causes)
    #expect(zip(one.down, one.causes).allSatisfy { ($0 == 10) == ($1 == 1) })
    let share = Double(one.down.count { $0 > 0 }) / Double(one.down.count)
    // 20 × 8 ÷ 8,760; 800 outages: three standard errors are 0.16 of it.
    #expect(agree(share, 160 / 8760, to: 0.16))
    #expect(one.falls.isEmpty)
  }

  /// Part of the grid's outages are shared: its whole unavailability stays as it is stated.
  @Test("a shared part takes the place of that part of a plant's own outages")
  func part() throws {
    let plant = try self.plant(outages(perYear: 30, hours: 10))
    let divided = try plant.sharing([cause(perYear: 10, hours: 12)])
    let years = 400
    let whole = try self.trace(plant, years: years, seed: 1)
    let parts = try self.trace(divided, years: years, seed: 1)
    func share(_ trace: ComputeTrace) -> Double {
      Double(trace.down.count { $0 > 0 }) / Double(trace.down.count)
    }
    // 300 ÷ 8,760 h; 12,000 outages: three standard errors are 4 %, and the parts overlap for 1 %.
    #expect(agree(share(whole), 300 / 8760, to: 0.05))
    #expect(agree(share(parts), 300 / 8760, to: 0.05))
    let shared = Double(parts.causes.count { $0 == 1 }) / Double(parts.causes.count)
    #expect(agree(shared, 120 / 8760, to: 0.07))
    // Of the falls only those of its own are the plant's: 20 a year.
    #expect(agree(Double(parts.falls.count) / Double(years), 20, to: 0.05))
  }

  @Test("a shared cause that exceeds the plant's own outages is a problem")
  func excess() throws {
    let plant = try self.plant(outages(perYear: 2, hours: 4))
    for (perYear, hours) in [(3.0, 1.0), (1, 20)] {
      #expect(throws: UnsoundPlant.self) {
        _ = try plant.sharing([cause(perYear: perYear, hours: hours)])
      }
    }
    let island = try Make.plant(Make.units(2, of: 10), Make.firm(10))
    #expect(!island.isReached(by: cause(perYear: 1, hours: 1)))
  }

  /// While a cause of the site as a whole is present no module is up, although nothing of the plant is out.
  @Test("a cause that takes the site")
  func site() throws {
    let flood = SharedOutage(
      name: "flood", reach: .site, outages: outages(perYear: 5, hours: 20), seed: 9)
    let plant = try self.plant(outages(perYear: 10, hours: 5)).sharing([flood])
    let trace = try self.trace(plant, years: 50, seed: 1)
    #expect(trace.causes.contains(1))
    #expect(zip(trace.down, trace.causes).allSatisfy { $1 == 0 || $0 == 10 })
    let periods = DayPeriods(plant)
    #expect(periods.hours.count == 288 && periods.hours.reduce(0, +) == 8760)
    let cause = SharedCause(name: "flood", outagesPerYear: 5, outageHours: 20)
    let states = SiteStates(trace, in: periods, causes: [0])
    let uptime = try #require(PortfolioUptime([states], causes: [cause], hours: periods.hours))
    // Out 1 − (1 − 100 ÷ 8,760)(1 − 50 ÷ 8,760); 500 own outages: three standard errors are 0.19 of their part.
    #expect((uptime.hoursBelow(1) - (150 - 100.0 * 50 / 8760)).magnitude < 0.19 * 50)
  }

  /// Two plants of a region: the convolution of their own states against their hours laid side by side.
  @Test("laid side by side, the years show what the convolution says")
  func convolution() throws {
    let shared = cause(perYear: 20, hours: 6)
    let plant = try self.plant(outages(perYear: 50, hours: 6)).sharing([shared])
    let years = 300
    let traces = try [1, 2].map { try self.trace(plant, years: years, seed: $0) }
    let periods = DayPeriods(plant)
    let states = traces.map { SiteStates($0, in: periods, causes: [0]) }
    let cause = SharedCause(name: "west", outagesPerYear: 20, outageHours: 6)
    let uptime = try #require(PortfolioUptime(states, causes: [cause], hours: periods.hours))
    let apart = try #require(PortfolioUptime.apart(states, causes: [cause], hours: periods.hours))
    let hours = (0..<years).map { year in
      Double(
        (year * 8760..<(year + 1) * 8760).count {
          traces[0].down[$0] + traces[1].down[$0] == 20
        })
    }
    let mean = hours.reduce(0, +) / Double(years)
    let square = hours.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (square / Double(years - 1) / Double(years)).squareRoot()
    #expect((uptime.hoursBelow(0.5) - mean).magnitude <= 3 * error, "\(mean) ± \(error)")
    // Were they apart, they would rarely be out together.
    #expect(apart.hoursBelow(0.5) < mean / 5)
    // 20 by the cause, and 2 × 30 × 180 ÷ 8,760 of their own.
    #expect(agree(uptime.eventsPerYear(0.5), 21.2, to: 0.03))
  }
}
