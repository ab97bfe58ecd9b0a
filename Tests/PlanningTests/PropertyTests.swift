import GLPKSolver
import LinearProgramming
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// What holds for any site, tried on small ones from seeds.
@Suite("properties of plans")
struct PropertyTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6]

  private func plan(_ site: RandomSite, relaxed: Bool = true) throws -> SitePlan {
    let result = try Planner(strategy: GLPKSolver.strategy).plan(
      site.site, over: site.horizon, relaxed: relaxed)
    #expect(relaxed ? result.plan.status == .optimal : result.plan.hasDispatch)
    #expect(result.answer?.certificate.passed == true)
    return result.plan
  }

  private func cost(_ site: RandomSite) throws -> Double {
    try plan(site).objective.in(.kiloUSD)
  }

  /// The certificates leave each cost uncertain by a millionth.
  private let slack = 3e-6

  @Test("cost never rises when a limit is relaxed", arguments: seeds)
  func relaxing(seed: UInt64) throws {
    let site = RandomSite(seed: seed, hours: 48)
    let base = try plan(site)
    let before = base.objective.in(.kiloUSD)
    var wider = [site, site, site]
    wider[0].importLimit += 2
    wider[1].land *= 1.5
    wider[2].inventory += 100
    for site in wider { #expect(try cost(site) <= before * (1 + slack)) }
    let emitted = base.emissions.reduce(0) { $0 + $1.amount.in(.tonnes) }
    var (tight, tighter) = (site, site)
    tight.cap = 0.9 * emitted
    tighter.cap = 0.85 * emitted
    let costs = try [cost(tight), cost(tighter)]
    #expect(before <= costs[0] * (1 + slack))
    #expect(costs[0] <= costs[1] * (1 + slack))
  }

  @Test("the order of components changes nothing", arguments: seeds)
  func order(seed: UInt64) throws {
    var site = RandomSite(seed: seed, hours: 48)
    let forward = try cost(site)
    site.isReversed = true
    #expect(agree(try cost(site), forward, within: 1e-9))
  }

  /// Without packs, whose tie-breaking wear is no price of the site's.
  @Test("scaling all prices scales the cost", arguments: seeds)
  func scaling(seed: UInt64) throws {
    var site = RandomSite(seed: seed, hours: 48)
    site.hasPacks = false
    let once = try cost(site)
    site.costScale = 2.5
    #expect(agree(try cost(site), 2.5 * once))
  }

  /// The bound of the wider program bounds the narrower one as well.
  @Test("taking a choice away never makes a plan cheaper than the bound", arguments: seeds)
  func restriction(seed: UInt64) throws {
    let planner = Planner(strategy: GLPKSolver.strategy)
    let site = RandomSite(seed: seed, hours: 48)
    let base = try planner.plan(site.site, over: site.horizon)
    let bound = try #require(base.plan.optimality).lowerBound.in(.usd)
    var narrower = [site, site, site]
    narrower[0].importLimit *= 0.9
    narrower[1].land = 0
    narrower[2].hasPacks = false
    var costs = try narrower.map { try planner.plan($0.site, over: $0.horizon).plan }
    let sets = try #require(base.plan.component("gas")?.units).rounded()
    for limit in [0...max(0, sets - 1), (sets + 1)...(sets + 1)] {
      costs.append(
        try planner.plan(site.site, over: site.horizon, limits: ["gas.units": limit]).plan)
    }
    for plan in costs where plan.hasDispatch {
      #expect(plan.objective.in(.usd) >= bound * (1 - 1e-9))
    }
  }

  @Test(
    "a site of another size has the same plan in its own measure",
    arguments: 1...12 as ClosedRange<UInt64>)
  func sizeScaling(seed: UInt64) throws {
    let planner = Planner(strategy: GLPKSolver.strategy)
    func plan(_ scale: Double) throws -> SitePlan {
      var site = RandomSite(seed: seed, hours: 48)
      site.sizeScale = scale
      return try planner.plan(site.site, over: site.horizon).plan
    }
    let own = try plan(1)
    let gap = try #require(own.optimality?.mipGap)
    for scale in [1e-3, 1e3] {
      let other = try plan(scale)
      #expect(other.status == own.status)
      #expect((try #require(other.optimality?.mipGap) - gap).magnitude <= 1e-6)
      #expect(agree(other.objective.in(.usd) / scale, own.objective.in(.usd), within: 1e-6))
      for (part, same) in zip(own.components, other.components) {
        #expect(part.units.map { $0.rounded() } == same.units.map { $0.rounded() })
      }
    }
  }

  @Test("energy is conserved, in the bus and in every store", arguments: seeds)
  func conservation(seed: UInt64) throws {
    let plan = try plan(RandomSite(seed: seed, hours: 120), relaxed: false)
    #expect(plan.greatestBalanceResidual.in(.megawatts) <= 1e-6)
    for (store, efficiency) in [("bess", 0.93), ("second_life", 0.91)] {
      let stored = plan.flow(store, "stored_mwh")
      let charge = plan.flow(store, "charge_mw")
      let discharge = plan.flow(store, "discharge_mw")
      #expect(stored.count == 120)
      for t in stored.indices {
        let before = stored[(t + stored.count - 1) % stored.count] * (1 - 0.001 / 24)
        let after = before + efficiency * charge[t] - discharge[t] / efficiency
        #expect((stored[t] - after).magnitude <= 1e-6)
      }
    }
  }

  @Test("with prices above zero no store charges and discharges at once", arguments: seeds)
  func noOverlap(seed: UInt64) throws {
    #expect(try plan(RandomSite(seed: seed, hours: 120), relaxed: false).overlaps.isEmpty)
  }

  @Test("packs are whole and never more than the inventory", arguments: seeds)
  func inventory(seed: UInt64) throws {
    var site = RandomSite(seed: seed, hours: 48)
    for inventory in [site.inventory, 7, 0] {
      site.inventory = inventory
      let packs = try #require(try plan(site, relaxed: false).component("second_life")?.units)
      #expect(packs <= inventory && packs >= 0)
      #expect(packs == packs.rounded())
    }
  }

  @Test("deferrable work is done by its deadline, and never before it comes", arguments: seeds)
  func deadline(seed: UInt64) throws {
    let site = RandomSite(seed: seed, hours: 96)
    let plan = try plan(site)
    let served = plan.flow("load", "batch_served_mw")
    let waiting = plan.flow("load", "batch_deferred_mwh")
    let firm = plan.flow("load", "inference_served_mw")
    // The batch has half the share of the firm class, which is served as it comes.
    let arriving = firm.map { $0 / 2 }
    let first = try #require(waiting.last)
    var (came, done) = (first, 0.0)
    for t in served.indices {
      came += arriving[t]
      done += served[t]
      #expect(done <= came + 1e-6)
      if t >= site.deadline {
        let old = first + arriving[...(t - site.deadline)].reduce(0, +)
        #expect(done >= old - 1e-6)
      }
    }
  }

  @Test("the same input gives the same numbers, bit for bit", arguments: [1, 2] as [UInt64])
  func sameBytes(seed: UInt64) throws {
    let site = RandomSite(seed: seed, hours: 48)
    let planner = Planner(strategy: GLPKSolver.strategy)
    let results = try (0..<2).map { _ in try planner.plan(site.site, over: site.horizon) }
    #expect("\(results[0].plan)" == "\(results[1].plan)")
    #expect(results[0].answer?.x == results[1].answer?.x)
    #expect(results[0].answer?.y == results[1].answer?.y)
    #expect(results[0].plan.optimality == results[1].plan.optimality)
  }

  /// A site whose days are alike costs the same whatever part of the year stands for it, demand
  /// charges included: months always make twelve a year.
  @Test("a day, a week and four weeks cost the same when all days are alike")
  func horizons() throws {
    let day = (0..<24).map { hour in hour < 8 ? 6.0 : hour < 20 ? 10 : 8 }
    let site = Site.of([
      Make.grid("grid", ["tariff": .tariff(Make.tariff(energy: 60, demand: 12, fixed: 500))]),
      Make.bess("bess", ["capex_usd_per_kw": 60, "capex_usd_per_kwh": 40]),
      Make.firmLoad(.series(day)),
    ])
    let planner = Planner(strategy: GLPKSolver.strategy)
    let costs = try [24, 168, 672].map {
      try planner.plan(site, over: site.first($0), relaxed: true).plan
    }
    #expect(costs[0].component("bess")?.power.map { $0 > Power(0.5, .megawatts) } == true)
    for plan in costs {
      #expect(plan.status == .optimal)
      #expect(agree(plan.objective.in(.kiloUSD), costs[0].objective.in(.kiloUSD)))
      #expect(agree(plan.cost("grid", "customer"), 6000))
      #expect(agree(plan.served.in(.megawattHours), 365 * day.reduce(0, +)))
    }
  }
}
