import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Bills that follow by hand, priced by the program and solved.
///
/// F-numbers are those of the fixture table in the project's notes on methods; "REopt" are expected
/// results of REopt.jl v0.56.4 (`test/runtests.jl`), by the name of their scenario.
@Suite("closed forms: tariffs whose bills follow by hand")
struct TariffClosedFormTests {
  private func usd(_ price: Double) -> EnergyPrice { EnergyPrice(price, .usdPerMegawattHour) }
  private func monthly(_ price: Double) -> PowerPrice { PowerPrice(price, .usdPerKilowattMonth) }

  /// The plan of a load that only a grid serves, unless more is given.
  private func plan(
    _ lines: [Tariff.Line], rules: TariffRules = TariffRules(), load: ParameterValue,
    grid: Keys = [:], others: [any Component] = [], uptime: Keys = [:], steps: Int? = 24,
    year: Int = 2025, stepMinutes: Int = 60, daylightSaving: Calendar.DaylightSaving = .none
  ) throws -> SitePlan {
    let tariff = Tariff(name: "test", lines: lines, rules: rules)
    var values = Make.gridValues.with(["tariff": .tariff(tariff)])
    values = values.with(grid)
    let site = Site.of(
      [Make.checked(Grid.self, "grid", values), Make.firmLoad(load)] + others, uptime: uptime,
      year: year, daylightSaving: daylightSaving, stepMinutes: stepMinutes)
    let result = try Planner(strategy: GLPKSolver.strategy).plan(site, over: steps.map(site.first))
    #expect(result.plan.status == .optimal)
    #expect(result.plan.optimality?.mipGap ?? 0 <= 1e-6)
    return result.plan
  }

  /// A day stands for a year, and each of its twelve months for 730 hours.
  private func monthlyMWh(_ energy: Double) -> ParameterValue { .number(energy / 730) }

  private func energy(_ tiers: [(Double, Double)], hoursUse of: String? = nil) -> Tariff.Line {
    let blocks = tiers.map { Tariff.EnergyTiers.Tier(from: $0.0, price: usd($0.1)) }
    return .init(
      name: "energy",
      charge: .energy(
        TariffWindow(), .init(blocks, measure: of.map { .hoursUse(of: $0) } ?? .energy)))
  }

  // MARK: blocks

  /// 100 MWh at 80 and 50 at 60: 11,000 USD a month; all of it at 60 would be 9,000.
  @Test("F5: a falling block is billed after the dear one")
  func fallingBlock() throws {
    let plan = try plan([energy([(0, 80), (100, 60)])], load: monthlyMWh(150))
    #expect(agree(plan.cost("grid", "energy"), 12 * 11_000))
  }

  @Test("F9: a rising block: 100 MWh at 60 and 50 at 80")
  func risingBlock() throws {
    let plan = try plan([energy([(0, 60), (100, 80)])], load: monthlyMWh(150))
    #expect(agree(plan.cost("grid", "energy"), 12 * 10_000))
  }

  /// Florida Power & Light's residential rate: 1,000 kWh a month at 0.07531 + 0.0119, the rest at
  /// 0.09613 + 0.0119; 24,000 kWh a year, of which half in either.
  @Test("tiers of energy (REopt: tiered_energy_rate)")
  func tieredEnergy() throws {
    let plan = try plan([energy([(0, 87.21), (1, 108.03)])], load: monthlyMWh(2))
    #expect(agree(plan.cost("grid", "energy"), 2342.88))
  }

  /// 100 at 80, 20 at 40 and 30 at 70: neither rising nor falling.
  @Test("blocks that fall and rise are billed in order")
  func mixedBlocks() throws {
    let plan = try plan([energy([(0, 80), (100, 40), (120, 70)])], load: monthlyMWh(150))
    #expect(agree(plan.cost("grid", "energy"), 12 * 10_900))
  }

  /// 1 MW on average, 2 MW at most: 730 MWh of which 2·200 at 100 USD, 330 at 40, and 2 MW at 5 kUSD.
  @Test("hours' use: the dear block is 200 hours of the billed demand")
  func hoursUse() throws {
    let load = (0..<24).map { $0 < 12 ? 2.0 : 0 }
    let plan = try plan(
      [
        energy([(0, 100), (200, 40)], hoursUse: "demand"),
        .init(name: "demand", charge: .demand(.init(monthly(5)))),
      ], load: .series(load))
    #expect(agree(plan.cost("grid", "energy"), 12 * (400 * 100 + 330 * 40)))
    #expect(agree(plan.cost("grid", "demand"), 12 * 10_000))
  }

  /// Flat 1 MW: 400 hours at 40 USD and 330 at 60; a higher billed demand would save 8 USD/kW and cost 10.
  @Test("hours' use may become dearer, by less than demand costs")
  func risingHoursUse() throws {
    let plan = try plan(
      [
        energy([(0, 40), (400, 60)], hoursUse: "demand"),
        .init(name: "demand", charge: .demand(.init(monthly(10)))),
      ], load: 1)
    #expect(agree(plan.cost("grid", "energy"), 12 * 35_800))
    #expect(agree(plan.cost("grid", "demand"), 12 * 10_000))
  }

  /// Flat 114.155 kW; nothing for the first 50 kW and 12 USD for each of the others.
  @Test("tiers of demand (REopt: tiered_tou_demand)")
  func tieredDemand() throws {
    let tiers = [
      Tariff.Demand.Tier(from: .zero, price: monthly(0)),
      .init(from: Power(50, .kilowatts), price: monthly(12)),
    ]
    let plan = try plan(
      [energy([(0, 0)]), .init(name: "demand", charge: .demand(.init(tiers: tiers)))],
      load: 0.114155)
    #expect(agree(plan.cost("grid", "demand"), 9238.356, within: 1e-4))
  }

  // MARK: look-backs

  /// Peaks of 10, 6 and 7 MW in three months, each of which stands for four; 80 % of any at 15 kUSD.
  @Test("F6: a ratchet of 80 % bills 10, 8 and 8")
  func ratchet() throws {
    let load = (0..<2160).map { $0 < 744 ? 10.0 : $0 < 1416 ? 6 : 7 }
    let plan = try plan(
      [
        energy([(0, 10)]),
        .init(
          name: "demand",
          charge: .demand(
            .init(
              tiers: [.init(from: .zero, price: monthly(15))],
              ratchets: [.init(share: 0.8, lookBack: .previous(11))]))),
      ], load: .series(load), steps: 2160)
    #expect(agree(plan.cost("grid", "demand"), 4 * 390_000))
  }

  /// 1 kW, but 100 kW in one hour of January; 35 % of any month's peak at 10.5 USD in the cold half of
  /// the year and 11.5 in the warm half: 100·10.5 + 35·(5·10.5 + 6·11.5).
  @Test("look-back over all months (REopt: lookback_rate)")
  func lookBackAll() throws {
    var load = [Double](repeating: 0.001, count: 8760)
    load[8] = 0.1
    func line(_ name: String, _ price: Double, _ months: Set<Int>) -> Tariff.Line {
      .init(
        name: name,
        charge: .demand(
          .init(
            window: TariffWindow(months: months),
            tiers: [.init(from: .zero, price: monthly(price))],
            ratchets: [.init(share: 0.35, lookBack: .months(Set(1...12)))])))
    }
    let plan = try plan(
      [
        energy([(0, 10)]), line("cold", 10.5, [1, 2, 3, 10, 11, 12]),
        line("warm", 11.5, [4, 5, 6, 7, 8, 9]),
      ], load: .series(load), steps: nil)
    let cold = try #require(plan.cost("grid", "cold"))
    let warm = try #require(plan.cost("grid", "warm"))
    #expect(agree(cold + warm, 5302.5))
  }

  /// 100 kW; 200, 400, 500 and 300 kW in one hour of January, April, June and December; 75 % of the
  /// peaks of January, April and December: 300 kW are billed, but 400 in April and 500 in June.
  @Test("look-back over listed months (REopt: lookback_rate, part 2)")
  func lookBackListed() throws {
    var load = [Double](repeating: 0.1, count: 8760)
    for (hour, power) in [(22, 0.2), (2403, 0.4), (4088, 0.5), (8333, 0.3)] {
      load[hour - 1] = power
    }
    let rates = [10.0, 10, 20, 50, 20, 10, 20, 20, 20, 20, 20, 5]
    let lines = rates.enumerated().map { month, rate in
      Tariff.Line(
        name: "demand\(month + 1)",
        charge: .demand(
          .init(
            window: TariffWindow(months: [month + 1]),
            tiers: [.init(from: .zero, price: monthly(rate))],
            ratchets: [.init(share: 0.75, lookBack: .months([1, 4, 12]))])))
    }
    let plan = try plan([energy([(0, 10)])] + lines, load: .series(load), steps: nil, year: 2022)
    let sum = (1...12).reduce(0.0) { $0 + (plan.cost("grid", "demand\($1)") ?? .nan) }
    #expect(agree(sum, 74_500))
  }

  /// The year before had 9 MW in November, and this January has 6 already: January bills 0.5·9 or 6.
  @Test("the meter's peaks stand for the year before, and for what is already set")
  func metered() throws {
    func cost(_ peaks: [MeteredPeaks.Peak], share: Double) throws -> Double? {
      try plan(
        [
          energy([(0, 10)]),
          .init(
            name: "demand",
            charge: .demand(
              .init(
                tiers: [.init(from: .zero, price: monthly(10))],
                ratchets: [.init(share: share, lookBack: .previous(11))]))),
        ], load: 3, grid: ["metered_peaks": .meteredPeaks(MeteredPeaks(peaks))]
      ).cost("grid", "demand")
    }
    let november = MeteredPeaks.Peak(
      line: "demand", year: 2024, month: 11, power: Power(9, .megawatts))
    let january = MeteredPeaks.Peak(
      line: "demand", year: 2025, month: 1, power: Power(6, .megawatts))
    #expect(agree(try cost([], share: 0.5), 12 * 30_000))
    #expect(agree(try cost([november], share: 0.5), 12 * 45_000))
    #expect(agree(try cost([november, january], share: 0.5), 12 * 60_000))
    #expect(agree(try cost([november, january], share: 0.9), 12 * 81_000))
  }

  // MARK: peaks

  /// 8, 8, 0 and 8 MW at 100 kUSD/MW: 0.25·24·100 = 600 if any hour may be the peak, 800 if the
  /// greatest counts.
  @Test("F12: coincident peaks, expected and known")
  func coincident() throws {
    for (probability, cost) in [(0.25, 600_000.0), (nil, 800_000)] {
      let hours = (0..<4).map { CoincidentPeaks.Hour(minute: 60 * $0, probability: probability) }
      let plan = try plan(
        [
          energy([(0, 10)]),
          .init(name: "cp", charge: .coincidentPeak(PowerPrice(100, .usdPerKilowatt), .eachPeak)),
        ], load: [8, 8, 0, 8],
        grid: [
          "coincident_peaks": .coincidentPeaks(
            CoincidentPeaks([.init(line: "cp", name: "june", hours: hours)]))
        ], steps: 4)
      #expect(agree(plan.cost("grid", "cp"), cost))
    }
  }

  /// Flat 1 kW; 10 USD/kW for the greatest of hours 1, 2 and 100, 5 for that of hours 6000 and 7000.
  /// Here a thousand times that, for a solver's kilowatts are not exact to a billionth.
  @Test("two coincident peaks (REopt: coincident_peak)")
  func coincidentYear() throws {
    func peak(_ line: String, _ hours: [Int]) -> CoincidentPeaks.Peak {
      .init(line: line, name: "one", hours: hours.map { .init(minute: 60 * ($0 - 1)) })
    }
    let plan = try plan(
      [
        energy([(0, 10)]),
        .init(name: "a", charge: .coincidentPeak(PowerPrice(10, .usdPerKilowatt), .eachPeak)),
        .init(name: "b", charge: .coincidentPeak(PowerPrice(5, .usdPerKilowattYear), .meanOfPeaks)),
      ], load: 1,
      grid: [
        "coincident_peaks": .coincidentPeaks(
          CoincidentPeaks([peak("a", [1, 2, 100]), peak("b", [6000, 7000])]))
      ], steps: nil)
    #expect(agree(plan.cost("grid", "a"), 10_000))
    #expect(agree(plan.cost("grid", "b"), 5000))
  }

  /// 10 kW in one hour at 16:00 on the fourth of March: a Sunday's-clock and a leap year decide which.
  /// All year .36 USD/kWh on weekdays from 7 to 20, else .28; demand 18.05 a month, and 10 more on
  /// weekdays from 14 to 20.
  @Test("weekdays and leap day (REopt: leap_year)", arguments: [2023, 2024])
  func leapYear(year: Int) throws {
    let hours = year == 2024 ? 8784 : 8760
    var load = [Double](repeating: 0, count: hours)
    load[31 * 24 + 29 * 24 + 3 * 24 + 15] = 0.01
    let day = TariffWindow(days: [.weekday], hours: Set(7..<20))
    let night = TariffWindow(days: [.weekday], hours: Set(0..<7).union(20..<24))
    let afternoon = TariffWindow(days: [.weekday], hours: Set(14..<20))
    let plan = try plan(
      [
        .init(name: "day", charge: .energy(day, .init(usd(360)))),
        .init(name: "night", charge: .energy(night, .init(usd(280)))),
        .init(
          name: "weekend",
          charge: .energy(TariffWindow(days: [.saturday, .sunday, .holiday]), .init(usd(280)))),
        .init(name: "demand", charge: .demand(.init(monthly(18.05)))),
        .init(name: "afternoon", charge: .demand(.init(monthly(10), window: afternoon))),
      ], load: .series(load), steps: nil, year: year)
    let bought = ["day", "night", "weekend"].reduce(0) { $0 + (plan.cost("grid", $1) ?? .nan) }
    let peaks = ["demand", "afternoon"].reduce(0) { $0 + (plan.cost("grid", $1) ?? .nan) }
    #expect(agree(bought, year == 2023 ? 2.8 : 3.6))
    #expect(agree(peaks, year == 2023 ? 180.5 : 280.5))
  }

  // MARK: the meter

  /// 4, 8, 6 and 2 MW in quarters of an hour: 5 MW over the hour; at 15-minute billing 8.
  /// With steps of an hour and billing by 15 minutes, the hour's mean times the factor within it.
  @Test("the meter averages over its interval, and peaks within a step are assumed")
  func interval() throws {
    func peak(_ minutes: Double, _ step: Int, _ load: ParameterValue, _ steps: Int) throws
      -> Double?
    {
      try plan(
        [energy([(0, 10)]), .init(name: "demand", charge: .demand(.init(monthly(1))))],
        rules: TariffRules(billingInterval: TimeSpan(minutes, .minutes)), load: load,
        grid: ["intra_hour_peak_factor": 1.2], steps: steps, stepMinutes: step
      ).cost("grid", "demand")
    }
    #expect(agree(try peak(60, 15, [4, 8, 6, 2], 4), 12 * 5000))
    #expect(agree(try peak(30, 15, [4, 8, 6, 2], 4), 12 * 6000))
    #expect(agree(try peak(15, 15, [4, 8, 6, 2], 4), 12 * 8000))
    #expect(agree(try peak(15, 60, [5, 3], 2), 12 * 6000))
    #expect(agree(try peak(60, 60, [5, 3], 2), 12 * 5000))
  }

  /// Billed at 95 % of the power factor: 4·0.95/0.8; kVAr 4·(0.6/0.8 − 0.25) at 0.5 USD.
  @Test("power factor raises billed demand, and reactive demand is billed above its free part")
  func powerFactor() throws {
    let plan = try plan(
      [
        energy([(0, 10)]),
        .init(
          name: "demand",
          charge: .demand(
            .init(tiers: [.init(from: .zero, price: monthly(10))], leastPowerFactor: 0.95))),
        .init(
          name: "kvar",
          charge: .reactive(.init(price: monthly(0.5), freeShare: 0.25, demandLine: "demand"))),
      ], load: 4, grid: ["power_factor": 0.8])
    #expect(agree(plan.cost("grid", "demand"), 12 * 4000 * 0.95 / 0.8 * 10))
    #expect(agree(plan.cost("grid", "kvar"), 12 * 4000 * 0.5 * 0.5))
  }

  /// A generator serves all 800 kW, but the grid stands behind it and its trip is billed every month:
  /// 800 kW at .08, .11, .15, .14, .09, .06 and .05 USD, which is .68: 544 USD.
  @Test("a generator that may trip reduces no demand (REopt: chp_supplementary_firing, part 2)")
  func trip() throws {
    let rates = [0.08, 0.11, 0, 0, 0.15, 0.14, 0.09, 0.06, 0, 0, 0.05, 0]
    let lines = rates.enumerated().map { month, rate in
      Tariff.Line(
        name: "demand\(month + 1)",
        charge: .demand(.init(monthly(rate), window: TariffWindow(months: [month + 1]))))
    }
    let gas = Make.pipelineGas(
      "gas", ["unit_mw": 0.8, "min_units": 1, "max_units": 1, "price_usd_per_mmbtu": 0.1])
    for (probability, share) in [(1.0, 1.0), (0.25, 0.25)] {
      let plan = try plan(
        [energy([(0, 500)])] + lines, load: 0.8,
        grid: ["unit_trip_probability": .number(probability)], others: [gas],
        uptime: ["cover": .words(["largest_unit"])], steps: nil)
      let sum = (1...12).reduce(0.0) { $0 + (plan.cost("grid", "demand\($1)") ?? .nan) }
      // What the gas of 800 kW costs is known to a millionth, and so are the kilowatts of 100 times less.
      #expect(agree(sum, share * 544, within: 1e-5))
      #expect(plan.flow("grid", "import_mw").allSatisfy { $0 < 1e-6 })
    }
  }

  // MARK: contracts, minimums, exports

  /// Three hours of 10 MW and one of 14; gas costs 140 USD/MWh more than the grid, so each MW above 10
  /// is worth 140·2190 = 306,600 USD a year: a contract at 25 USD/kW-month is cheaper, at 26 dearer.
  @Test("the contract capacity that is worth its price")
  func contract() throws {
    for (price, capacity) in [(25.0, 14.0), (26, 10)] {
      let gas = Make.pipelineGas(
        "gas",
        [
          "unit_mw": 20, "min_units": 1, "max_units": 1, "capex_usd_per_kw": 1e-9,
          "fixed_om_usd_per_kw_year": 0, "variable_om_usd_per_mwh": 200, "price_usd_per_mmbtu": 0,
          "minimum_load_fraction": 0,
        ])
      let plan = try plan(
        [energy([(0, 60)]), .init(name: "contract", charge: .contractDemand(monthly(price)))],
        load: [10, 10, 14, 10], grid: ["choose_contract_capacity": "yes"], others: [gas], steps: 4)
      #expect(agree(plan.detail("grid", "contract_capacity_mw"), capacity))
      #expect(agree(plan.cost("grid", "contract"), 12_000 * price * capacity))
    }
  }

  /// 1 MW at 60 USD is 43,800 a month of 730 hours.
  @Test("a minimum bill adds what is missing, and nothing where nothing is")
  func minimumBill() throws {
    for (least, added) in [(50_000.0, 6_200.0), (43_000, 0)] {
      let plan = try plan(
        [
          energy([(0, 60)]),
          .init(name: "customer", charge: .fixed(Money(1000, .usd), each: .month)),
          .init(
            name: "least", charge: .minimumBill(Money(least, .usd), each: .month, of: ["energy"])),
        ], load: 1)
      #expect(agree(plan.cost("grid", "least"), 12 * added))
    }
  }

  /// 4 MW of sun in one of two hours, 1 MW of load in both: 3 MWh go out at 20 USD and 1 comes in at 60.
  /// Netted, 2 are paid for and none is bought; each counts 4,380 times.
  @Test(
    "exports are set against imports before they are paid", arguments: TariffRules.Netting.allCases)
  func netting(_ netting: TariffRules.Netting) throws {
    let solar = Make.solar(
      "solar",
      [
        "output_kw_per_kwdc": [1, 0], "land_limit_mwdc": 4, "degradation_fraction_per_year": 0,
        "capex_usd_per_kwdc": 1e-9, "fixed_om_usd_per_kwdc_year": 0,
      ])
    let plan = try plan(
      [energy([(0, 60)]), .init(name: "sold", charge: .export(TariffWindow(), usd(20)))],
      rules: TariffRules(netting: netting), load: 1, grid: ["export_limit_mw": 10],
      others: [solar], steps: 2)
    #expect(agree(plan.cost("grid", "energy"), netting == .none ? 60 * 4380 : 0))
    #expect(agree(plan.cost("grid", "sold"), (netting == .none ? -60 : -40) * 4380))
  }
}
