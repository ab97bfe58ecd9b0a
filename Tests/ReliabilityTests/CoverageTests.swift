import Reliability
import Testing
import Units

/// That the bound from few shortages holds in as many seeds as it claims, and says something.
///
/// One-sided 95 %: of 200 sound bounds 10 lie below the truth, give or take 3.1; 14 are 7 %. The seeds
/// are fixed; fresh ones exceed 14 once in 14 times if the bound is exact.
@Suite("the bound on rare shortages")
struct CoverageTests {
  struct Kind: Sendable, CustomStringConvertible {
    let description: String
    let years: Int
    /// Hours short in a year.
    let truth: Double
    let simulation: Simulation
  }

  private static func grid(_ outages: Outages, stored hours: Double) throws -> Simulation {
    let grid = SupplyUnit(
      name: "grid", kind: .grid, output: .constant(Make.power(1e5)), outages: outages)
    let store = Store(name: "battery", power: Make.power(1e4), energy: Make.energy(10 * hours))
    return try Simulation(Make.plant([grid], stores: [store], Make.firm(10)))
  }

  private static func utility(_ number: Double, _ mean: Double, _ spread: Outages.Spread) -> Outages
  {
    Outages(failuresPerYear: number, meanDuration: Make.hours(mean), spread: spread)
  }

  /// n·E[(X − h)⁺] in closed form, with the store full again at once: m·Φ(d + σ) − h·Φ(d) with
  /// d = (μ − ln h) ÷ σ, and 4 × 4 × e⁻² for exponential lengths. Units and a battery: A4.3.
  static func kinds() throws -> [Kind] {
    let battery = Store(name: "battery", power: Make.power(10), energy: Make.energy(20))
    return [
      Kind(
        description: "log-normal, 1.5, 8 h of 4 h ridden through", years: 40,
        truth: 3.590_707_163,
        simulation: try grid(utility(4, 4, .logNormal(coefficientOfVariation: 1.5)), stored: 8)),
      Kind(
        description: "log-normal, 3, 12 h of 3 h ridden through", years: 60,
        truth: 1.497_182_469,
        simulation: try grid(utility(2, 3, .logNormal(coefficientOfVariation: 3)), stored: 12)),
      Kind(
        description: "exponential, 8 h of 4 h ridden through", years: 40,
        truth: 2.165_364_532, simulation: try grid(utility(4, 4, .exponential), stored: 8)),
      Kind(
        description: "units and a battery", years: 100, truth: 1.937_063_362,
        simulation: try Simulation(
          Make.plant(Make.units(6, of: 2.5), stores: [battery], Make.firm(10)), timing: .stepwise)),
    ]
  }

  @Test("it lies below the truth in no more seeds than it says", arguments: try kinds())
  func coverage(of kind: Kind) async throws {
    var below = 0
    var ratios: [Double] = []
    for seed in 0..<200 {
      let firm = try #require(
        try await kind.simulation.run(years: kind.years, seed: UInt64(70_000 + seed)).classes.first)
      let bound = firm.shortHours.upperBound()
      if bound < kind.truth { below += 1 }
      if firm.events.mean * Double(kind.years) >= 9.5 { ratios.append(bound / kind.truth) }
    }
    #expect(below <= 14)
    ratios.sort()
    if ratios.count > 100 { #expect(ratios[ratios.count / 2] <= 2) }
  }

  /// What is left of a log-normal outage that outlasts the store: E[(X − 8)⁺] ÷ P(X > 8) = 7.56 h where
  /// the mean outage is 4 h; nothing seen in 10 years bounds the rate by 0.29957.
  @Test("without a shortage the bound is of what is left beyond the store, not of the mean outage")
  func residual() throws {
    let rare = Outages(
      failuresPerYear: 1e-6, meanDuration: Make.hours(4),
      spread: .logNormal(coefficientOfVariation: 1.5))
    let outcome = try Self.grid(rare, stored: 8).runSerially(years: 10, seed: 1)
    let bound = try #require(outcome.classes.first).shortHours.upperBound()
    #expect(agree(bound, 0.299_573_227 * 7.559743053, to: 1e-6))
  }
}
