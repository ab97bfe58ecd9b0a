import Accounting
import SiteModel
import Testing
import Units

@Suite("Bills of other horizons, and how bills move")
struct BillHorizonTests {
  private let lines = [
    Sites.energy(0.08), Sites.demand(12),
    Sites.demand(7, .init(months: [6, 7, 8, 9], hours: Set(13...18)), name: "summer"),
  ]

  @Test func aQuarterIsBilledAsAYear() {
    let year = Horizon(calendar: Sites.calendar())
    let quarter = Horizon(calendar: Sites.calendar(), steps: 90 * 24)
    let whole = Sites.bill(lines, kilowatts: Sites.flat(100, year), year)
    let part = Sites.bill(lines, kilowatts: Sites.flat(100, quarter), quarter)
    #expect((part.usd("energy") - whole.usd("energy")).magnitude < 1e-6)
    // Three months, each four times a year.
    #expect((whole.usd("demand") - 14_400).magnitude < 1e-9)
    #expect((part.usd("demand") - 14_400).magnitude < 1e-9)
    #expect(part.usd("summer") == 0)
  }

  @Test func monthsShareTwelveByThePartThatIsModelled() throws {
    // All of January and half of February.
    let part = Horizon(calendar: Sites.calendar(), steps: (31 + 14) * 24)
    let bill = Sites.bill([Sites.demand(10)], kilowatts: Sites.flat(1, part), part)
    try #require(bill.lines.count == 2)
    #expect((bill.lines[0].weight - 8).magnitude < 1e-12)
    #expect((bill.lines[1].weight - 4).magnitude < 1e-12)
  }

  /// June to August of a year: 100 kW, 300 kW in one hour of April and 200 kW in one of July.
  @Test func aMeterOfThreeMonthsIsBilledAsThoseOfAYear() throws {
    let year = Horizon(calendar: Sites.calendar(saving: .unitedStates))
    var load = Sites.flat(0.1, year)
    load[24 * 100] = 0.3
    load[24 * 190] = 0.2
    let ratchet = Tariff.Demand(
      tiers: [.init(from: .zero, price: PowerPrice(10, .usdPerKilowattMonth))],
      ratchets: [.init(share: 0.8, lookBack: .previous(4))])
    let peaks = CoincidentPeaks([
      .init(line: "cp", name: "june", hours: [.init(minute: 24 * 160 * 60)]),
      .init(line: "cp", name: "december", hours: [.init(minute: 24 * 350 * 60)]),
    ])
    let all =
      lines + [
        Sites.line("customer", .fixed(Money(50, .usd), each: .month)),
        Sites.line("cp", .coincidentPeak(PowerPrice(2, .usdPerKilowattYear), .eachPeak)),
        Sites.line("remembered", .demand(ratchet)),
      ]
    let months = year.months[5...7].flatMap(\.steps)
    let steps = try #require(months.first)..<(try #require(months.last) + 1)
    func bill(_ metered: MeteredPeaks?) -> Bill {
      var keys: [String: ParameterValue] = ["coincident_peaks": .coincidentPeaks(peaks)]
      if let metered { keys["metered_peaks"] = .meteredPeaks(metered) }
      let grid = Sites.grid(all, keys)
      return Bill(
        grid, of: Sites.site([grid], calendar: year.calendar),
        meter: MeterSeries(ofYear: year, from: steps.lowerBound, imports: Array(load[steps])))
    }
    let short = bill(nil)
    let whole = Sites.bill(
      all, ["coincident_peaks": .coincidentPeaks(peaks)], kilowatts: load.map { 1000 * $0 }, year)
    #expect(short.months == [6, 7, 8])
    for line in whole.lines
    where line.line != "remembered" && (6...8).contains(line.month) {
      #expect(short.lines.contains(line), "\(line)")
    }
    // The three months remember April's 300 kW, which this meter did not see: 80 % of July's 200 kW.
    #expect((short.usd("remembered") - 10 * (100 + 200 + 160)).magnitude < 1e-9)
    #expect(
      short.unseen == [
        .coincidentPeaks(line: "cp", names: ["december"]),
        .lookBack(line: "remembered", months: [2, 3, 4, 5]),
      ])
    let known = bill(
      MeteredPeaks(
        (2...5).map { month in
          .init(
            line: "remembered", year: 2023, month: month,
            power: Power(month == 4 ? 300 : 100, .kilowatts))
        }))
    #expect((known.usd("remembered") - 10 * 3 * 240).magnitude < 1e-9)
    #expect(known.unseen == [.coincidentPeaks(line: "cp", names: ["december"])])
  }

  /// September 2022 to August 2023, 100 kW: 300 kW on 1 December 2022, 400 kW on 1 July 2023.
  @Test func aMeterAcrossTheNewYearHasItsTruePast() throws {
    let begin = Sites.calendar(2022)
    let both = Horizon(calendar: begin, steps: 2 * 8760)
    let first = 243 * 24
    var load = [Double](repeating: 0.1, count: 8760)
    load[(30 + 31 + 30) * 24] = 0.3
    load[(365 - 243 + 181) * 24] = 0.4
    let ratchet = Tariff.Demand(
      tiers: [.init(from: .zero, price: PowerPrice(10, .usdPerKilowattMonth))],
      ratchets: [.init(share: 0.5, lookBack: .previous(11))])
    func bill(_ metered: MeteredPeaks?) -> Bill {
      let keys = metered.map { ["metered_peaks": ParameterValue.meteredPeaks($0)] } ?? [:]
      let grid = Sites.grid(
        [Sites.line("remembered", .demand(ratchet)), Sites.energy(0.1, .init(days: [.weekday]))],
        keys)
      return Bill(
        grid, of: Sites.site([grid], calendar: Sites.calendar(2023)),
        meter: MeterSeries(ofYear: both, from: first, imports: load))
    }
    let alone = bill(nil)
    #expect(alone.months == [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8])
    #expect(alone.years?[9] == 2022 && alone.years?[8] == 2023)
    // Three months before December, then 300 kW, six months of 150, July's 400 and August's 200.
    #expect((alone.usd("remembered") - 10 * (3 * 100 + 300 + 6 * 150 + 400 + 200)).magnitude < 1e-9)
    guard case .lookBack(_, let months)? = alone.unseen.first else {
      Issue.record("what was before September is not seen")
      return
    }
    #expect(Set(months) == Set([10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8]))
    // May 2022 had 500 kW: 250 for September to April.
    let known = bill(
      MeteredPeaks([
        .init(line: "remembered", year: 2022, month: 5, power: Power(500, .kilowatts))
      ]))
    #expect(
      (known.usd("remembered") - 10 * (3 * 250 + 300 + 4 * 250 + 2 * 150 + 400 + 200)).magnitude
        < 1e-9)
    // From Thursday, 1 September 2022, to 31 August 2023 there are 52 weeks and a Thursday;
    // 1 December 2022 is a Thursday and 1 July 2023 a Saturday.
    #expect((alone.usd("energy") - 0.1 * (261 * 24 * 100 + 200)).magnitude < 1e-6)
  }

  @Test func twoYearsAreBilledAsOne() {
    let one = Horizon(calendar: Sites.calendar(saving: .unitedStates))
    let two = Horizon(calendar: Sites.calendar(saving: .unitedStates), steps: 2 * 8760)
    var random = Generator(state: 3)
    let load = (0..<8760).map { _ in random.next(upTo: 100) }
    let first = Sites.bill(lines, kilowatts: load, one)
    let second = Sites.bill(lines, kilowatts: load + load, two)
    for name in ["energy", "demand", "summer"] {
      #expect((first.usd(name) - second.usd(name)).magnitude < 1e-6)
    }
    #expect(second.lines.count == 2 * first.lines.count)
  }

  @Test(arguments: 1...20)
  func moreImportOrADearerRateNeverLowersTheBill(seed: Int) {
    var random = Generator(state: UInt64(seed))
    let horizon = Horizon(calendar: Sites.calendar(saving: .unitedStates))
    let load = (0..<8760).map { _ in random.next(upTo: 1000) }
    let before = Sites.bill(lines, kilowatts: load, horizon).total
    var more = load
    for _ in 0..<50 { more[Int(random.next(upTo: 8760))] += random.next(upTo: 500) }
    #expect(Sites.bill(lines, kilowatts: more, horizon).total >= before)
    let dearer = [Sites.energy(0.09), Sites.demand(12.5)] + lines.dropFirst(2)
    #expect(Sites.bill(dearer, kilowatts: load, horizon).total > before)
    let less = load.map { 0.9 * $0 }
    #expect(Sites.bill(lines, kilowatts: less, horizon).total < before)
  }
}

/// A small generator with a seed (Knuth's MMIX constants).
struct Generator {
  var state: UInt64

  mutating func next(upTo limit: Double) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / 9_007_199_254_740_992 * limit
  }
}

@Suite("Who may take a tariff, asked of the plan's own imports")
struct TariffEligibilityTests {
  /// Half of the hours at 4 MW and half at 2: a load factor of 3/4.
  private func violations(
    _ change: (inout TariffRules.Eligibility) -> Void, _ keys: [String: ParameterValue] = [:],
    times factor: Double = 1
  ) -> [TariffEligibility.Violation] {
    var eligibility = TariffRules.Eligibility()
    change(&eligibility)
    let horizon = Horizon(calendar: Sites.calendar(), steps: 48)
    let grid = Sites.grid(
      [Sites.energy(0.1)], keys, rules: TariffRules(eligibility: eligibility))
    let imports = (0..<48).map { factor * ($0 < 24 ? 4.0 : 2) }
    return TariffEligibility(
      site: Sites.site([grid]), plan: Sites.plan(horizon, "grid", ["import_mw": imports])
    ).violations
  }

  @Test func aLoadFactorIsThatOfTheImports() throws {
    #expect(violations { $0.leastLoadFactor = 0.75 }.isEmpty)
    let found = try #require(violations { $0.leastLoadFactor = 0.8 }.first)
    #expect(found.condition == .leastLoadFactor)
    #expect(found.limit == 0.8)
    #expect(found.actual == 0.75)
  }

  @Test func whatIsBoughtMayBeLessThanTheLimit() {
    let least = { (rules: inout TariffRules.Eligibility) in
      rules.leastPower = Power(5, .megawatts)
    }
    #expect(violations(least).map(\.actual) == [4])
    #expect(violations(least, ["contract_capacity_mw": .number(6)]).isEmpty)
    #expect(violations { $0.greatestPower = Power(3, .megawatts) }.map(\.actual) == [4])
    // Nobody takes a tariff to buy nothing.
    #expect(violations(least, times: 0).isEmpty)
  }
}
