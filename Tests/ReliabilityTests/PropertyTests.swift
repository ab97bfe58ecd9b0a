import Reliability
import Testing
import Units

@Suite("properties of random plants")
struct PropertyTests {
  /// A dead store, which nothing fills, is never as planned: every hour is then stepped through.
  @Test("jumping from event to event loses nothing")
  func jumping() throws {
    var short = 0
    for seed in 0..<150 {
      var random = RandomPlant(seed: UInt64(seed))
      let (plain, restless) = try random.draw()
      let start = Simulation.Start.stationary(warmUp: Make.hours(48))
      let jumping = try Simulation(plain, start: start, controlVariate: false)
        .runSerially(years: 4, seed: 1).classes
      let stepping = try Simulation(restless, start: start, controlVariate: false)
        .runSerially(years: 4, seed: 1).classes
      for (one, other) in zip(jumping, stepping) {
        let name = "plant \(seed), \(one.name)"
        #expect(agree(one.shortHours.mean, other.shortHours.mean, to: 1e-7), "\(name)")
        #expect(agree(one.unservedMWh.mean, other.unservedMWh.mean, to: 1e-7), "\(name)")
        #expect(one.events.mean == other.events.mean, "\(name)")
        #expect(agree(one.gpuHours?.abrupt ?? 0, other.gpuHours?.abrupt ?? 0, to: 1e-7), "\(name)")
        if one.yearsShort > 0 { short += 1 }
      }
    }
    #expect(short > 200)
  }

  @Test("no class loses more than its load, and the causes add up")
  func bounds() throws {
    for seed in 200..<300 {
      var random = RandomPlant(seed: UInt64(seed))
      for outcome in try Simulation(random.draw().plain, controlVariate: false)
        .runSerially(years: 4, seed: 1).classes
      {
        #expect((0...outcome.loadHours).contains(outcome.shortHours.mean))
        #expect((0...outcome.loadMWh * (1 + 1e-9)).contains(outcome.unservedMWh.mean))
        let caused = outcome.causes.reduce(0) { $0 + $1.unservedMWh }
        #expect(agree(caused, outcome.unservedMWh.mean))
        #expect(outcome.worst.allSatisfy { $0.hours > 0 && $0.hours <= outcome.loadHours })
      }
    }
  }

  /// The other units fail as before, so no year gets worse.
  @Test("one more unit helps in every year")
  func oneMore() throws {
    let fewer = try Make.plant(Make.units(5, of: 2.5), Make.firm(10))
    let more = try Make.plant(Make.units(6, of: 2.5), Make.firm(10))
    for seed in 0..<50 {
      let unserved = try [fewer, more].map {
        try Simulation($0).runSerially(years: 1, seed: UInt64(seed)).classes[0].unservedMWh.mean
      }
      #expect(unserved[1] <= unserved[0])
    }
  }
}
