import Components
import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Prices that fall with use, against all that a small site can do.
@Suite("falling prices")
struct FallingPriceTests {
  private let planner = Planner(strategy: GLPKSolver.strategy)

  /// One genset that serves what the grid does not, at another price in each hour; owning it is free.
  private func gas(_ price: [Double]) -> PipelineGas {
    Make.pipelineGas(
      "gas",
      [
        "unit_mw": 40, "min_units": 1, "max_units": 1, "capex_usd_per_kw": 1e-9,
        "fixed_om_usd_per_kw_year": 0, "variable_om_usd_per_mwh": 0,
        "incremental_heat_rate_mmbtu_per_mwh": 10, "no_load_mmbtu_per_h_per_mw": 0,
        "minimum_load_fraction": 0, "price_usd_per_mmbtu": .series(price.map { $0 / 10 }),
      ])
  }

  private func site(_ lines: [Tariff.Line], load: [Double], gas price: [Double]) -> Site {
    Site.of([
      gas(price), Make.firmLoad(.series(load)),
      Make.grid(
        "grid",
        ["import_limit_mw": 50, "tariff": .tariff(Tariff(name: "test", lines: lines))]),
    ])
  }

  private func blocks(_ from: [Double], _ price: [Double]) -> [Tariff.EnergyTiers.Tier] {
    zip(from, price).map {
      .init(from: $0, price: EnergyPrice($1, .usdPerMegawattHour))
    }
  }

  /// Bill of a month's energy in blocks, in their order.
  private func bill(_ energy: Double, _ from: [Double], _ price: [Double]) -> Double {
    from.indices.reduce(0) { sum, block in
      let end = block + 1 < from.count ? from[block + 1] : .infinity
      return sum + max(0, min(energy, end) - from[block]) * price[block]
    }
  }

  /// With one bill over all hours, hours go to the grid in the order in which gas is dearest, and whole:
  /// the saving falls from hour to hour and the price within a block is one, so the least cost is at
  /// the end of an hour.
  @Test("no way to share hours between gas and falling blocks costs less", arguments: 1...12)
  func energyBlocks(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let load = (0..<6).map { _ in random.number(2...20) }
    let gas = (0..<6).map { _ in random.number(30...90) }
    let total = load.reduce(0, +) * 1460 / 12
    let from = [0, random.number(0.1...0.4) * total, random.number(0.5...0.9) * total]
    let price = [random.number(70...100), random.number(50...70), random.number(20...50)]
    let site = site(
      [.init(name: "energy", charge: .energy(TariffWindow(), .init(blocks(from, price))))],
      load: load, gas: gas)
    let result = try planner.plan(site, over: site.first(6))
    #expect(result.plan.status == .optimal)

    let order = gas.indices.sorted { gas[$0] > gas[$1] }
    let costs = (0...6).map { count -> Double in
      let bought = order.prefix(count).reduce(0) { $0 + load[$1] } * 1460 / 12
      let burned = order.dropFirst(count).reduce(0) { $0 + load[$1] * gas[$1] } * 1460
      return 12 * bill(bought, from, price) + burned
    }
    let least = try #require(costs.min())
    let cost = result.plan.objective.in(.usd)
    let gap = try #require(result.plan.optimality?.mipGap)
    #expect(cost >= least * (1 - 1e-6))
    #expect(cost * (1 - gap) <= least * (1 + 1e-6))
    #expect(gap <= 0.005)
    #expect(agree(result.plan.cost("grid", "energy"), gridBill(result.plan, from, price)))
  }

  private func gridBill(_ plan: SitePlan, _ from: [Double], _ price: [Double]) -> Double {
    let bought = plan.flow("grid", "import_mw").reduce(0, +) * 1460 / 12
    return 12 * bill(bought, from, price)
  }

  /// One hour: the bill for x MW is linear in x for hours' use, so all or nothing is best; gas at the
  /// mean price of a full load is where the two meet.
  @Test("hours' use: gas is worth it up to the mean price at full load", arguments: [-1.0, 1])
  func hoursUse(side: Double) throws {
    // 200 h at 100 USD and 530 h at 40 USD, and 10 USD/kW: (20,000 + 21,200 + 10,000)/730 a MWh.
    let mean = 51_200.0 / 730
    let site = site(
      [
        .init(
          name: "energy",
          charge: .energy(
            TariffWindow(), .init(blocks([0, 200], [100, 40]), measure: .hoursUse(of: "demand")))),
        .init(name: "demand", charge: .demand(.init(PowerPrice(10, .usdPerKilowattMonth)))),
      ], load: [10], gas: [mean + side])
    let result = try planner.plan(site, over: site.first(1))
    #expect(result.plan.status == .optimal)
    #expect(result.plan.optimality?.mipGap ?? 0 <= 1e-6)
    #expect(agree(result.plan.flow("grid", "import_mw").first, side > 0 ? 10 : 0))
    let least = 87_600 * min(mean, mean + side)
    #expect(agree(result.plan.objective.in(.usd), least))
  }

  /// Demand at 20 USD/kW up to 5 MW and 5 beyond, in one of two equal hours: gas for both hours costs as
  /// much as the mean demand price at 10 MW, 12.5, less or more.
  @Test("falling demand tiers: all or nothing", arguments: [-1.0, 1])
  func demandTiers(side: Double) throws {
    let mean = 12.5 * 1000 / 730
    let site = site(
      [
        .init(name: "energy", charge: .energy(TariffWindow(), .init(blocks([0], [0])))),
        .init(
          name: "demand",
          charge: .demand(
            .init(tiers: [
              .init(from: .zero, price: PowerPrice(20, .usdPerKilowattMonth)),
              .init(from: Power(5, .megawatts), price: PowerPrice(5, .usdPerKilowattMonth)),
            ]))),
      ], load: [10, 10], gas: [mean + side, mean + side])
    let result = try planner.plan(site, over: site.first(2))
    #expect(result.plan.status == .optimal)
    #expect(result.plan.optimality?.mipGap ?? 0 <= 1e-6)
    #expect(agree(result.plan.flow("grid", "import_mw").first, side > 0 ? 10 : 0))
  }

  /// A credit for a high load factor, 0.4 cents off: 9 MW for 730 h less 600 h of 10 MW, or less 75 per
  /// cent of 730 h of 10 MW.
  @Test("a load-factor credit is earned beyond its hours only", arguments: [600, 0.75])
  func loadFactorCredit(from: Double) throws {
    let (measure, credited): (Tariff.EnergyTiers.Measure, Double) =
      from > 1 ? (.hoursUse(of: "demand"), 570) : (.loadFactor(of: "demand"), 1095)
    let site = Site.of([
      Make.grid(
        "grid",
        [
          "tariff": .tariff(
            Tariff(
              name: "credit",
              lines: [
                .init(name: "energy", charge: .energy(TariffWindow(), .init(blocks([0], [50])))),
                .init(name: "demand", charge: .demand(.init(PowerPrice(10, .usdPerKilowattMonth)))),
                .init(
                  name: "credit",
                  charge: .rider(
                    TariffWindow(), .init(blocks([0, from], [0, -4]), measure: measure))),
              ]))
        ]), Make.firmLoad(.series((0..<24).map { $0 < 12 ? 10 : 8 })),
    ])
    let plan = try planner.plan(site, over: site.first(24)).plan
    #expect(agree(plan.cost("grid", "credit"), -12 * 4 * credited))
  }
}
