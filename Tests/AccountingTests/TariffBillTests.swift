import Accounting
import SiteModel
import Testing
import Units

@Suite("Closed forms and published cases of tariffs")
struct TariffBillTests {
  private let year = Horizon(calendar: Sites.calendar(2022))

  private func dollars(_ amount: Double, _ expected: Double, _ tolerance: Double = 1e-6) -> Bool {
    (amount - expected).magnitude < tolerance
  }

  private func kilowatts(_ base: Double, _ peaks: [(hour: Int, Double)]) -> [Double] {
    var load = Sites.flat(base, year)
    for (hour, power) in peaks { load[hour] = power }
    return load
  }

  private func price(_ rate: Double) -> PowerPrice { PowerPrice(rate, .usdPerKilowattMonth) }

  /// REopt.jl v0.56.4, test/runtests.jl, "coincident_peak": 1 kW flat; steps 1, 2, 100 at 10 USD/kW,
  /// steps 6000 and 7000 at 5 USD/kW.
  @Test func knownCoincidentPeaks() throws {
    let lines = [
      Sites.line("first", .coincidentPeak(PowerPrice(10, .usdPerKilowattYear), .eachPeak)),
      Sites.line("second", .coincidentPeak(PowerPrice(5, .usdPerKilowattYear), .eachPeak)),
    ]
    let peaks = CoincidentPeaks([
      .init(line: "first", name: "a", hours: [0, 1, 99].map { .init(minute: $0 * 60) }),
      .init(line: "second", name: "b", hours: [5999, 6999].map { .init(minute: $0 * 60) }),
    ])
    let keys: [String: ParameterValue] = ["coincident_peaks": .coincidentPeaks(peaks)]
    let bill = Sites.bill(lines, keys, kilowatts: Sites.flat(1, year), year)
    #expect(dollars(bill.total.in(.usd), 15))
    // The peak import of a peak's hours counts.
    let uneven = Sites.bill(lines, keys, kilowatts: kilowatts(1, [(99, 3), (6999, 2)]), year)
    #expect(dollars(uneven.usd("first"), 30))
    #expect(dollars(uneven.usd("second"), 10))
    let first = try #require(uneven.lines.first { $0.line == "first" })
    #expect(first.peakStep == 99)
    #expect(first.month == 1)
  }

  /// methods.md C4, F12: four candidate hours of probability 0.25, import 8, 8, 0, 8 MW, 100 kUSD/MW.
  @Test func candidateCoincidentPeaks() {
    func bill(_ probability: Double?) -> Bill {
      let hours = (0..<4).map {
        CoincidentPeaks.Hour(minute: $0 * 60, probability: probability)
      }
      return Sites.bill(
        [Sites.line("cp", .coincidentPeak(PowerPrice(100, .usdPerKilowattYear), .meanOfPeaks))],
        ["coincident_peaks": .coincidentPeaks(.init([.init(line: "cp", name: "p", hours: hours)]))],
        kilowatts: kilowatts(8000, [(2, 0)]), year)
    }
    #expect(dollars(bill(0.25).total.in(.usd), 600_000))
    #expect(dollars(bill(nil).total.in(.usd), 800_000))
  }

  /// Four peaks at 72 USD/kW-year: the mean of 1, 2, 3 and 6 kW.
  @Test func theMeanOfFourPeaks() {
    let hours = [4000, 4700, 5400, 6100]
    let peaks = hours.map {
      CoincidentPeaks.Peak(line: "cp", name: "\($0)", hours: [.init(minute: $0 * 60)])
    }
    let lines = [
      Sites.line("cp", .coincidentPeak(PowerPrice(72, .usdPerKilowattYear), .meanOfPeaks))
    ]
    let keys: [String: ParameterValue] = ["coincident_peaks": .coincidentPeaks(.init(peaks))]
    let load = kilowatts(0, Array(zip(hours, [1, 2, 3, 6])).map { ($0, $1) })
    #expect(dollars(Sites.bill(lines, keys, kilowatts: load, year).total.in(.usd), 72 * 3))
    // Two of them in a shorter horizon: (1 + 2) ÷ 4; twice each in two years: as in one.
    let part = Horizon(calendar: year.calendar, steps: 5000)
    let short = Sites.bill(lines, keys, kilowatts: Array(load.prefix(5000)), part)
    #expect(dollars(short.total.in(.usd), 72 * 0.75))
    let two = Horizon(calendar: year.calendar, steps: 2 * 8760)
    #expect(dollars(Sites.bill(lines, keys, kilowatts: load + load, two).total.in(.usd), 72 * 3))
  }

  /// REopt.jl v0.56.4, "tiered_energy_rate": 24,000 kWh flat; 1,000 kWh a month at 0.08721, then 0.10803.
  @Test func tieredEnergy() {
    let tiers = Tariff.EnergyTiers([
      .init(from: 0, price: EnergyPrice(0.08721, .usdPerKilowattHour)),
      .init(from: 1, price: EnergyPrice(0.10803, .usdPerKilowattHour)),
    ])
    let bill = Sites.bill(
      [Sites.line("energy", .energy(.init(), tiers))],
      kilowatts: Sites.flat(24_000 / 8760, year), year)
    #expect(dollars(bill.total.in(.usd), 2342.88))
  }

  /// REopt.jl v0.56.4, "tiered_tou_demand": 1,000,000 kWh flat; 50 kW at 0, then 12 USD/kW-month.
  @Test func tieredDemand() {
    let demand = Tariff.Demand(tiers: [
      .init(from: .zero, price: .zero),
      .init(from: Power(50, .kilowatts), price: price(12)),
    ])
    let bill = Sites.bill(
      [Sites.line("demand", .demand(demand))], kilowatts: Sites.flat(1_000_000.0 / 8760, year), year
    )
    #expect(dollars(bill.total.in(.usd), 9238.356, 1))
    #expect(dollars(bill.total.in(.usd), 12 * 12 * (1_000_000.0 / 8760 - 50)))
  }

  /// REopt.jl v0.56.4, "lookback_rate" part 2: 1 kW, 100 kW in hour 8, 35 % of the greatest of all
  /// months, 10.5 USD in six cold months and 11.5 in six warm ones: 100·10.5 + 35·(5·10.5 + 6·11.5).
  @Test func aRatchetOverAllMonths() {
    let all = Tariff.Demand.Ratchet(share: 0.35, lookBack: .months(Set(1...12)))
    func line(_ name: String, _ months: Set<Int>, _ rate: Double) -> Tariff.Line {
      Sites.line(
        name,
        .demand(
          .init(
            window: .init(months: months), tiers: [.init(from: .zero, price: price(rate))],
            ratchets: [all])))
    }
    let warm: Set = [5, 6, 7, 8, 9, 10]
    let bill = Sites.bill(
      [line("cold", Set(1...12).subtracting(warm), 10.5), line("warm", warm, 11.5)],
      kilowatts: kilowatts(1, [(7, 100)]), year)
    #expect(dollars(bill.total.in(.usd), 5302.5))
    // The peak of January stands behind every month.
    #expect(bill.lines.allSatisfy { $0.peakStep == 7 })
  }

  /// REopt.jl v0.56.4, "lookback_rate" part 3: peaks of 200, 400, 500 and 300 kW; 75 % of the greatest of
  /// January, April and December.
  @Test func aRatchetOverListedMonths() {
    let rates = [10, 10, 20, 50, 20, 10, 20, 20, 20, 20, 20, 5.0]
    let ratchet = Tariff.Demand.Ratchet(share: 0.75, lookBack: .months([1, 4, 12]))
    let lines = rates.enumerated().map { index, rate in
      Sites.line(
        "m\(index + 1)",
        .demand(
          .init(
            window: .init(months: [index + 1]), tiers: [.init(from: .zero, price: price(rate))],
            ratchets: [ratchet])))
    }
    let bill = Sites.bill(
      lines, kilowatts: kilowatts(100, [(21, 200), (2402, 400), (4087, 500), (8332, 300)]), year)
    #expect(
      bill.lines.map(\.quantity) == [300, 300, 300, 400, 300, 500, 300, 300, 300, 300, 300, 300])
    #expect(dollars(bill.total.in(.usd), 74_500))
  }

  /// methods.md C4, F6: 80 %, peaks of 10, 6 and 7 at 15 USD/kW: billed 10, 8, 8.
  @Test func aRatchetRemembersTheMonthsBefore() {
    let quarter = Horizon(calendar: year.calendar, steps: 90 * 24)
    let load = quarter.months.reduce(into: Sites.flat(0, quarter)) { load, month in
      for step in month.steps { load[step] = [10, 6, 7][month.month - 1] }
    }
    func billed(_ count: Int, _ metered: [MeteredPeaks.Peak] = []) -> [Double] {
      let demand = Tariff.Demand(
        tiers: [.init(from: .zero, price: price(15))],
        ratchets: [.init(share: 0.8, lookBack: .previous(count))])
      return Sites.bill(
        [Sites.line("demand", .demand(demand))], ["metered_peaks": .meteredPeaks(.init(metered))],
        kilowatts: load, quarter
      ).lines.map { $0.quantity }
    }
    #expect(billed(11) == [10, 8, 8])
    #expect(billed(11).reduce(0) { $0 + 15 * $1 } == 390)
    // One month back, March has forgotten January.
    #expect(billed(1) == [10, 8, 7])
    // The meter's December counts in January, and not in February.
    let december = MeteredPeaks.Peak(
      line: "demand", year: 2021, month: 12, power: Power(20, .kilowatts))
    #expect(billed(1, [december]) == [16, 8, 7])
    // A peak already set in February is a floor of its own and of March's memory.
    let set = MeteredPeaks.Peak(line: "demand", year: 2022, month: 2, power: Power(12, .kilowatts))
    #expect(billed(1, [set]) == [10, 12, 12 * 0.8])
  }

  @Test func aRatchetWrapsTheYearUnlessTheMeterKnowsTheLastOne() {
    let demand = Tariff.Demand(
      tiers: [.init(from: .zero, price: price(10))],
      ratchets: [.init(share: 0.5, lookBack: .previous(2))])
    let lines = [Sites.line("demand", .demand(demand))]
    // 100 kW in November: remembered in December and, as the year recurs, in January.
    let load = kilowatts(10, [(310 * 24, 100)])
    let wrapped = Sites.bill(lines, kilowatts: load, year).lines.map(\.quantity)
    #expect(wrapped == [50, 10, 10, 10, 10, 10, 10, 10, 10, 10, 100, 50])
    let metered = MeteredPeaks([
      .init(line: "demand", year: 2021, month: 11, power: Power(60, .kilowatts))
    ])
    let known = Sites.bill(
      lines, ["metered_peaks": .meteredPeaks(metered)], kilowatts: load, year)
    #expect(known.lines.first?.quantity == 30)
  }

  /// methods.md C4, F5 and F9: 150 MWh in blocks of 100: declining 80 then 60, inclining 60 then 80.
  @Test(arguments: [(80.0, 60.0, 11_000.0), (60, 80, 10_000)])
  func blocksOfEnergy(first: Double, then: Double, expected: Double) {
    let tiers = Tariff.EnergyTiers([
      .init(from: 0, price: EnergyPrice(first, .usdPerMegawattHour)),
      .init(from: 100, price: EnergyPrice(then, .usdPerMegawattHour)),
    ])
    let load = Sites.flat(150_000.0 / 744, year).enumerated().map { $0 < 744 ? $1 : 0 }
    let bill = Sites.bill([Sites.line("energy", .energy(.init(), tiers))], kilowatts: load, year)
    #expect(dollars(bill.total.in(.usd), expected))
  }

  @Test func blocksOfAShorterHorizonAreThoseOfTheMonthsItStandsFor() {
    let tiers = Tariff.EnergyTiers([
      .init(from: 0, price: EnergyPrice(80, .usdPerMegawattHour)),
      .init(from: 100, price: EnergyPrice(60, .usdPerMegawattHour)),
    ])
    func total(_ steps: Int) -> Double {
      let part = Horizon(calendar: year.calendar, steps: steps)
      return Sites.bill(
        [Sites.line("energy", .energy(.init(), tiers))], kilowatts: Sites.flat(250, part), part
      ).total.in(.usd)
    }
    // 2,190 MWh a year, of which twelve times 100 at 80 USD and the rest at 60, in any horizon.
    for steps in [744, 1000, 2160, 8760, 17_520] {
      #expect(dollars(total(steps), 2190 * 60 + 1200 * 20, 1e-6), "\(steps) steps")
    }
  }

  /// 100 kW all month and 200 kW in one hour: hours' use of about 372; the first 300 at 8 cents.
  @Test func hoursUse() {
    let january = (0..<744).map { $0 == 5 ? 200.0 : 100 }
    let load = january + [Double](repeating: 0, count: 8760 - 744)
    let tiers = Tariff.EnergyTiers(
      [
        .init(from: 0, price: EnergyPrice(0.08, .usdPerKilowattHour)),
        .init(from: 300, price: EnergyPrice(0.05, .usdPerKilowattHour)),
      ], measure: .hoursUse(of: "demand"))
    let bill = Sites.bill(
      [Sites.demand(0), Sites.line("energy", .energy(.init(), tiers))], kilowatts: load, year)
    // 74,500 kWh: 300 h × 200 kW at 8 cents, the rest at 5.
    #expect(dollars(bill.usd("energy"), 60_000 * 0.08 + 14_500 * 0.05))
  }

  /// A cent off each kWh above a load factor of 75 percent of the month's own hours, clock changes and
  /// leap day included: a quarter of what 100 kW take, and 4,525 kWh in a June with one hour of 125 kW.
  @Test(arguments: [2022, 2024])
  func loadFactorCredit(year: Int) throws {
    let year = Horizon(calendar: Sites.calendar(year, saving: .unitedStates))
    let tiers = Tariff.EnergyTiers(
      [
        .init(from: 0, price: .zero),
        .init(from: 0.75, price: EnergyPrice(-0.01, .usdPerKilowattHour)),
      ], measure: .loadFactor(of: "demand"))
    let lines = [Sites.demand(0), Sites.line("credit", .rider(.init(), tiers))]
    let flat = Sites.flat(100, year)
    #expect(
      dollars(
        Sites.bill(lines, kilowatts: flat, year).usd("credit"), -25 * 0.01 * Double(year.count)))
    let june = 24 * (152 + (year.calendar.isLeap ? 1 : 0)) + 12
    var peak = flat
    peak[june] = 125
    let bill = Sites.bill(lines, kilowatts: peak, year)
    let amounts = bill.lines.filter { $0.line == "credit" }.map { $0.amount.in(.usd) }
    // March has 743 hours, November 721.
    #expect(dollars(amounts[2], -0.01 * 25 * 743))
    #expect(dollars(amounts[5], -0.01 * (72_025 - 0.75 * 125 * 720)))
    #expect(dollars(amounts[10], -0.01 * 25 * 721))
  }

  /// PF 0.9 where 0.95 is asked: 100 kW count as 105.56; kVAr above half of the kW: 48.43 − 50 < 0,
  /// above a quarter 23.43.
  @Test func powerFactor() {
    let demand = Tariff.Demand(
      tiers: [.init(from: .zero, price: price(10))], leastPowerFactor: 0.95)
    let lines = [
      Sites.line("demand", .demand(demand)),
      Sites.line("half", .reactive(.init(price: price(1), freeShare: 0.5, demandLine: "demand"))),
      Sites.line("some", .reactive(.init(price: price(1), freeShare: 0.25, demandLine: "demand"))),
    ]
    func bill(_ factor: Double) -> Bill {
      Sites.bill(
        lines, ["power_factor": .number(factor)], kilowatts: Sites.flat(100, year), year)
    }
    #expect(dollars(bill(0.9).usd("demand"), 12 * 10 * 100 * 0.95 / 0.9))
    #expect(bill(0.9).usd("half") == 0)
    // tan arccos 0.9 = 0.48432210…
    #expect(dollars(bill(0.9).usd("some"), 12 * 100 * (0.484_322_104_837_85 - 0.25)))
    #expect(dollars(bill(0.98).usd("demand"), 12_000))
  }

  @Test func contractsAndMinimums() {
    let demand = Tariff.Demand(
      tiers: [.init(from: .zero, price: price(10))],
      minimums: [.shareOfContract(0.8), .power(Power(50, .kilowatts))])
    let lines = [
      Sites.line("demand", .demand(demand)), Sites.line("reserve", .contractDemand(price(2))),
      Sites.line("customer", .fixed(Money(3, .usd), each: .day)),
      Sites.line(
        "least", .minimumBill(Money(3000, .usd), each: .month, of: ["demand", "customer"])),
    ]
    let keys: [String: ParameterValue] = ["contract_capacity_mw": .number(0.2)]
    let bill = Sites.bill(lines, keys, kilowatts: kilowatts(100, [(3000, 400)]), year)
    // 160 kW in eleven months, 400 kW in May (hour 3,000).
    #expect(dollars(bill.usd("demand"), 10 * (11 * 160 + 400)))
    #expect(dollars(bill.usd("reserve"), 12 * 2 * 200))
    #expect(dollars(bill.usd("customer"), 3 * 365))
    // 3,000 less 1,600 less 3 USD a day in the months but May, which is above it.
    #expect(dollars(bill.usd("least"), 11 * 1400 - 3 * (365 - 31)))
  }

  @Test func theMeterAveragesOverTheBillingInterval() {
    let quarters = Horizon(calendar: year.calendar, stepMinutes: 15)
    // 400 kW in one quarter of an hour, nothing else.
    var load = Sites.flat(0, quarters)
    load[4 * 100 + 2] = 400
    for (minutes, expected) in [(60, 100.0), (30, 200), (15, 400)] {
      let bill = Sites.bill(
        [Sites.demand(1)], rules: .init(billingInterval: TimeSpan(Double(minutes), .minutes)),
        kilowatts: load, quarters)
      #expect(dollars(bill.total.in(.usd), expected), "\(minutes) minutes")
    }
  }

  @Test func anHourlyStepCountsThePeakWithinIt() {
    for (minutes, expected) in [(60, 1200.0), (15, 1200 * 1.1)] {
      let bill = Sites.bill(
        [Sites.demand(1)], ["intra_hour_peak_factor": .number(1.1)],
        rules: .init(billingInterval: TimeSpan(Double(minutes), .minutes)),
        kilowatts: Sites.flat(100, year), year)
      #expect(dollars(bill.total.in(.usd), expected))
    }
  }

  @Test func demandCountsWhatAUnitsLossWouldAdd() {
    let grid = Sites.grid(
      [Sites.demand(10)], ["unit_trip_probability": .number(0.5)])
    let plan = Sites.plan(
      year, "grid",
      ["import_mw": Sites.flat(1, year), "trip_import_mw": Sites.flat(2, year)])
    let bill = Bill(site: Sites.site([grid], calendar: year.calendar), plan: plan)
    #expect(dollars(bill.total.in(.usd), 12 * 10 * 2000))
  }

  @Test func holidaysArePricedAsTheyAreNamed() {
    // 4 July 2022 is a Monday: 10 kW at noon, and on the Tuesday after.
    let july = (181 + 3) * 24 + 12
    let lines = [
      Sites.energy(0.1, .init(days: [.weekday])),
      Sites.line(
        "off",
        .energy(
          .init(days: [.saturday, .sunday, .holiday]), .init(EnergyPrice(0.04, .usdPerKilowattHour))
        )),
    ]
    let bill = Sites.bill(
      lines, rules: .init(holidays: .unitedStatesFederal),
      kilowatts: kilowatts(0, [(july, 10), (july + 24, 10)]), year)
    #expect(dollars(bill.usd("energy"), 1))
    #expect(dollars(bill.usd("off"), 0.4))
  }
}
