import Accounting
import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// What holds for any tariff, tried on small sites from seeds.
@Suite("properties of tariffs")
struct TariffPropertyTests {
  private static let seeds: [UInt64] = [1, 3]

  /// The least cost that is possible, and that of the plan.
  private func cost(under tariff: Tariff, _ random: RandomTariff, seed: UInt64) throws
    -> ClosedRange<Double>
  {
    let site = RandomSite(seed: seed, hours: 24).site(with: random.grid(under: tariff))
    let result = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(24))
    #expect(result.plan.hasDispatch)
    let cost = result.plan.objective.in(.kiloUSD)
    return cost * (1 - (result.plan.optimality?.mipGap ?? 0) - 1e-5)...cost
  }

  private static let cases: [(UInt64, Int, TariffRules.Netting)] =
    (1...10).map { ($0, 48, .none) } + (11...13).map { ($0, 840, .none) }
    + (14...16).map { ($0, 48, .monthly) } + [(17, 840, .monthly), (18, 840, .annual)]

  /// What the program charges is what plain loops over the plan's imports and exports come to.
  @Test("the plan's cost of each line is its bill", arguments: cases)
  func agreement(_ seed: UInt64, _ hours: Int, _ netting: TariffRules.Netting) throws {
    let random = RandomTariff(seed: seed, hours: hours, netting: netting)
    let site = RandomSite(seed: seed, hours: hours).site(
      with: random.grid, cover: seed % 2 == 0 ? ["largest_unit"] : [])
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(hours)).plan
    #expect(plan.hasDispatch)
    let bill = Bill(site: site, plan: plan)
    for line in random.tariff.lines {
      let billed = bill.yearly(component: "grid", line: line.name).in(.usd)
      #expect(
        agree(plan.cost("grid", line.name), billed), "\(line.name): \(billed)")
    }
  }

  @Test("cost never falls when a rate rises", arguments: seeds)
  func rising(seed: UInt64) throws {
    let random = RandomTariff(seed: seed, hours: 24)
    let before = try cost(under: random.tariff, random, seed: seed)
    let tried = ["day", "demand", "contract", "least"]
    for (place, line) in random.tariff.lines.enumerated() where tried.contains(line.name) {
      guard let dearer = line.charge.dearer else { continue }
      var lines = random.tariff.lines
      lines[place] = .init(name: line.name, charge: dearer)
      let raised = Tariff(name: "dearer", lines: lines, rules: random.tariff.rules)
      let after = try cost(under: raised, random, seed: seed)
      #expect(after.upperBound >= before.lowerBound, "\(line.name)")
    }
  }
}

extension Tariff.Charge {
  /// The same charge at rates a fifth higher; nil where a higher rate is for the better.
  fileprivate var dearer: Self? {
    func up(_ tiers: Tariff.EnergyTiers) -> Tariff.EnergyTiers {
      .init(
        tiers.tiers.map { .init(from: $0.from, price: 1.2 * $0.price) }, measure: tiers.measure)
    }
    switch self {
    case .fixed(let amount, each: let period): return .fixed(1.2 * amount, each: period)
    case .energy(let window, let tiers): return .energy(window, up(tiers))
    case .demand(let demand):
      return .demand(
        .init(
          window: demand.window,
          tiers: demand.tiers.map { .init(from: $0.from, price: 1.2 * $0.price) },
          ratchets: demand.ratchets, minimums: demand.minimums,
          leastPowerFactor: demand.leastPowerFactor))
    case .reactive(let reactive):
      return .reactive(
        .init(
          price: 1.2 * reactive.price, freeShare: reactive.freeShare,
          demandLine: reactive.demandLine))
    case .contractDemand(let price): return .contractDemand(1.2 * price)
    case .coincidentPeak(let price, let basis): return .coincidentPeak(1.2 * price, basis)
    case .minimumBill(let amount, each: let period, of: let names):
      return .minimumBill(1.2 * amount, each: period, of: names)
    case .rider, .indexedEnergy, .export, .indexedExport, .tax: return nil
    }
  }
}
