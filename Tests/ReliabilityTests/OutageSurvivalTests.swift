import Foundation
import Reliability
import Testing

/// Exact survival of outages by their length, against REopt.jl 0.56.4 (`test/runtests.jl`,
/// `backup_reliability`), to its own tolerance of 1e-5.
@Suite("survival by length of an outage")
struct OutageSurvivalTests {
  private static let loads: [Double] = [1, 2, 2, 1]

  private func near(_ values: [Double], _ expected: [Double]) -> Bool {
    values.count == expected.count
      && zip(values, expected).allSatisfy { ($0 - $1).magnitude < 1e-5 }
  }

  private func storage(_ energy: Double, _ initial: Double) -> OutageSurvival.Storage {
    .init(chargingPower: 1, power: 1, energy: energy, initial: [initial])
  }

  private static let expected: [[Double]] = [
    [1, 0.8704, 0.557_056], [0.96, 0.6144, 0.573_44], [0.96, 0.896, 0.8192],
    [1, 0.96, 0.761_856],
  ]

  /// Two units of 1 that each survive an hour with 0.8; 4 in store of which half may be used, three quarters
  /// full.
  @Test("with a battery, from every hour")
  func battery() {
    let plant = OutageSurvival(
      load: Self.loads, units: [.init(count: 2, output: [1], stays: 0.8)], storage: storage(2, 1))
    for (start, shares) in Self.expected.enumerated() {
      #expect(near(plant.chances(from: start, upTo: 3), shares))
    }
    let mean = (0..<3).map { place in Self.expected.reduce(0) { $0 + $1[place] } / 4 }
    #expect(near(plant.curve(upTo: 3), mean))
  }

  /// The same two as one of each of two kinds, with the same usable energy in a smaller battery.
  @Test("two kinds of generators")
  func kinds() throws {
    let one = OutageSurvival.Units(count: 1, output: [1], stays: 0.8)
    let plant = OutageSurvival(load: Self.loads, units: [one, one], storage: storage(2, 1))
    let last = try #require(plant.chances(from: 0, upTo: 3).last)
    #expect((last - 0.557_056).magnitude < 1e-5)
  }

  @Test("without a battery")
  func generators() {
    let plant = OutageSurvival(
      load: Self.loads, units: [.init(count: 2, output: [1], stays: 0.8)], storage: nil)
    #expect(near(plant.chances(from: 0, upTo: 3), [0.96, 0.4096, 0.262_144]))
    #expect(near(plant.chances(from: 2, upTo: 3), [0.64, 0.6144, 0.557_056]))
  }

  /// In service with 0.98, starting with 0.9, failing with 0.01 an hour, and a battery for four hours:
  /// 0.99²⁰·0.9·0.98 after a day. Should it not start, the battery carries four hours.
  @Test("a set that may not start")
  func start() throws {
    let plant = OutageSurvival(
      load: [100],
      units: [
        .init(
          count: 1, output: [100], stays: 0.99, online: [0], readiness: 0.98, startFailure: 0.1)
      ],
      storage: .init(chargingPower: 100, power: 100, energy: 400, initial: [400]))
    let chances = plant.chances(from: 0, upTo: 24)
    #expect((try #require(chances.last) - 0.721_393_9).magnitude < 1e-5)
    #expect(near(Array(chances.prefix(4)), [1, 1, 1, 1]))
    #expect((chances[4] - 0.9 * 0.98 * 0.99).magnitude < 1e-9)
  }

  /// A tank of two hours, and nothing after it.
  @Test("fuel of two hours")
  func tank() {
    let plant = OutageSurvival(
      load: [1], units: [.init(count: 1, output: [1], stays: 1, steps: 2)], storage: nil)
    #expect(plant.chances(from: 0, upTo: 3) == [1, 1, 0])
  }

  /// Forty units of 1 for a load of 38, each failing with 0.1 an hour: two or fewer have failed after one.
  @Test("many units")
  func many() {
    let plant = OutageSurvival(
      load: [38], units: [.init(count: 40, output: [1], stays: 0.9)], storage: nil)
    // Σ C(40, k)·0.1^k·0.9^(40−k), k ≤ 2
    #expect((plant.chances(from: 0, upTo: 1)[0] - 0.222_808_26).magnitude < 1e-6)
  }

  /// Longer outages are never likelier to be carried, nor is less storage.
  @Test("longer is never better")
  func monotone() {
    let load = (0..<48).map { 3 + Double($0 % 5) / 2 }
    func curve(_ energy: Double) -> [Double] {
      OutageSurvival(
        load: load, units: [.init(count: 4, output: [1], stays: 0.97)],
        storage: storage(energy, energy)
      ).curve(upTo: 12)
    }
    let (small, large) = (curve(2), curve(6))
    for (now, next) in zip(small, small.dropFirst()) { #expect(next <= now + 1e-12) }
    for (less, more) in zip(small, large) { #expect(less <= more + 1e-12) }
  }
}

/// DER-VET 1.3.0's published load coverage of the case der_for_bill_reduction: a quarter of the site's load, a
/// battery of 1,575 kW and 9,450 kWh (91 % on charge) that begins each outage at the state of the published
/// dispatch, and 1,000 kW of sun. `make reference` names the folder with the hours.
@Suite(
  "published load coverage",
  .enabled(if: ProcessInfo.processInfo.environment["SITEMIX_REFERENCE"] != nil))
struct PublishedCoverageTests {
  /// In %, from one hour on.
  private static let published = [
    51.449_771_689, 40.152_985_501, 31.342_772_322, 22.279_319_402, 14.949_748_744,
    9.514_563_107, 5.985_835_047, 3.804_409_917, 1.599_634_369, 0.217_118_042, 0, 0,
  ]

  @Test func coverage() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["SITEMIX_REFERENCE"])
    let text = try String(
      contentsOfFile: folder + "/validation/dervet-bill-hourly.csv", encoding: .utf8)
    let rows = text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",") }
    func column(_ name: String) throws -> [Double] {
      let place = try #require(rows.first?.firstIndex { $0 == name })
      return try rows.dropFirst().map { try #require(Double($0[place])) }
    }
    let plant = OutageSurvival(
      load: try column("critical_load_kw"),
      certain: try column("pv_kw_per_kw").map { 1000 * $0 }, units: [],
      storage: .init(
        chargingPower: 1575, power: 1575, energy: 9450, chargeEfficiency: 0.91,
        initial: try column("published_state_of_energy_kwh")))
    let curve = plant.curve(upTo: 12, wraps: false)
    for (share, published) in zip(curve, Self.published) {
      #expect((100 * share - published).magnitude < 1e-8)
    }
  }
}
