import Accounting
import SiteModel
import Testing
import Units

@Suite("Windows in parts, demand of days, credits and taxes on a bill")
struct TariffWindowBillTests {
  private let year = Horizon(calendar: Sites.calendar(2025))
  private let flat = [Double](repeating: 1000, count: 8760)

  private func price(_ rate: Double) -> PowerPrice { PowerPrice(rate, .usdPerKilowattMonth) }

  private func bill(_ lines: [Tariff.Line], _ load: [Double]? = nil) -> Bill {
    Sites.bill(lines, kilowatts: load ?? flat, year)
  }

  /// Case B07: all hours but 11 to 21 on weekdays; 2,000 kW at weekends, 1,000 kW on weekdays.
  @Test("one peak over all other hours: 12 x 2,000 kW x 3.5 USD")
  func otherHours() {
    let off = TariffWindow(parts: [
      .init(days: [.weekday], quarters: Set(0..<44).union(84..<96)), .init(days: .weekend),
    ])
    let load = (0..<8760).map { step -> Double in
      year.calendar.clockTime(minute: step * 60).isWeekend ? 2000 : 1000
    }
    let on = TariffWindow(days: [.weekday], hours: Set(11..<21))
    let lines = [Sites.demand(3.5, off, name: "off"), Sites.demand(19, on, name: "on")]
    #expect(bill(lines, load).usd("off") == 84_000)
    #expect(bill(lines, load).usd("on") == 228_000)
  }

  /// Case B08: 0.4 USD for each kW of each of the 261 weekdays of 2025.
  @Test("demand of each day: 0.4 x 1,000 x 261")
  func eachDay() throws {
    let window = TariffWindow(days: [.weekday], hours: Set(11..<21))
    let line = Sites.line(
      "as_used",
      .demand(.init(each: .day, window: window, tiers: [.init(from: .zero, price: price(0.4))])))
    let bill = bill([line])
    #expect((bill.usd("as_used") - 104_400).magnitude < 1e-6)
    // January 2025 has 23 weekdays.
    let january = try #require(bill.lines.first)
    #expect(january.quantity == 23_000)
    #expect(january.unit == "kW-day")
  }

  /// Case B24: the greater of 95 % of the summer's peak and 60 % of the winter's, the own month's among them.
  @Test("an own month below 100 %: 8 x 950 kW + 4 x 1,000 kW at 10 USD")
  func ownShare() {
    let summer: Set = [6, 7, 8, 9]
    let winter = Set(1...12).subtracting(summer)
    let lines = [
      Sites.demand(10, .init(months: summer), name: "summer"),
      Sites.line(
        "winter",
        .demand(
          .init(
            window: .init(months: winter), tiers: [.init(from: .zero, price: price(10))],
            ownShare: 0.6,
            ratchets: [
              .init(share: 0.95, lookBack: .months(summer)),
              .init(share: 0.6, lookBack: .months(winter)),
            ]))),
    ]
    #expect((bill(lines).total.in(.usd) - 116_000).magnitude < 1e-6)
  }

  /// Case B22: hours that a window of half-hours cuts count by their part.
  @Test("a window from 6:30 to 9:30 bills 3 hours of each of 261 weekdays")
  func halfHours() {
    let morning = TariffWindow(parts: [.init(days: [.weekday], quarters: Set(26..<38))])
    let rest = TariffWindow(parts: [
      .init(days: [.weekday], quarters: Set(0..<26).union(38..<96)),
      .init(days: [.saturday, .sunday, .holiday]),
    ])
    let energy = EnergyPrice(0.11, .usdPerKilowattHour)
    let lines = [
      Sites.line("peak", .energy(morning, .init(energy))),
      Sites.line("rest", .energy(rest, .init(EnergyPrice(0.04, .usdPerKilowattHour)))),
    ]
    #expect((bill(lines).usd("peak") - 261 * 3000 * 0.11).magnitude < 1e-6)
    #expect((bill(lines).usd("rest") - (8760 - 783) * 1000 * 0.04).magnitude < 1e-6)
    // The same in quarter-hours, where no step is cut.
    let fine = Horizon(calendar: year.calendar, stepMinutes: 15)
    let quarters = Sites.bill(lines, kilowatts: Sites.flat(1000, fine), fine)
    #expect((quarters.usd("peak") - 86_130).magnitude < 1e-6)
  }

  @Test("Saturdays apart from Sundays: 52 of each in 2025")
  func saturdays() {
    let saturday = TariffWindow(parts: [.init(days: [.saturday], quarters: Set(28..<48))])
    let line = Sites.line(
      "sat", .rider(saturday, .init(EnergyPrice(0.08, .usdPerKilowattHour))))
    #expect((bill([line]).usd("sat") - 52 * 5000 * 0.08).magnitude < 1e-6)
  }

  /// 15 June to 14 September: 16 of 30 days of June, July, August, 14 of 30 days of September.
  @Test("a season that cuts a month bills its part of the days")
  func seasons() {
    let season = TariffWindow(parts: [
      .init(
        months: [6, 7, 8, 9], daysOfMonth: [6: Set(15...30), 9: Set(1...14)])
    ])
    var load = flat
    // 3,000 kW on 1 June, outside the season: not its peak.
    load[151 * 24 + 12] = 3000
    let tiers = Tariff.EnergyTiers([
      .init(from: 0, price: EnergyPrice(50, .usdPerMegawattHour)),
      .init(from: 300, price: EnergyPrice(80, .usdPerMegawattHour)),
    ])
    let lines = [
      Sites.demand(12, season), Sites.line("blocks", .rider(season, tiers)),
    ]
    let bill = bill(lines, load)
    let demand = bill.lines.filter { $0.line == "demand" }.map { $0.amount.in(.usd) }
    #expect(demand.count == 4)
    for (amount, part) in zip(demand, [16.0 / 30, 1, 1, 14.0 / 30]) {
      #expect((amount - 12_000 * part).magnitude < 1e-6)
    }
    // June: 384 MWh, of which 300 x 16 / 30 = 160 at 50 USD.
    let june = bill.lines.filter { $0.line == "blocks" }.first?.amount.in(.usd) ?? 0
    #expect((june - (160 * 50 + 224 * 80)).magnitude < 1e-6)
  }

  /// Case B34: (438,000 + 120,000 - 36,000) x 1.04.
  @Test("a credit for each kW, and percent of the bill: 542,880")
  func creditAndTax() {
    let lines = [
      Sites.energy(0.05), Sites.demand(10), Sites.demand(-3, name: "interruptible"),
      Sites.line("franchise", .tax(0.04, of: [])),
    ]
    #expect((bill(lines).total.in(.usd) - 542_880).magnitude < 1e-6)
    let some = lines.dropLast() + [Sites.line("franchise", .tax(0.04, of: ["demand"]))]
    #expect((bill(Array(some)).usd("franchise") - 4800).magnitude < 1e-6)
  }

  /// Fixed charges are no row of the meter, and a tax counts them too: 3 % of (100 x 12 + 120,000).
  @Test("a tax counts what no meter decides")
  func taxOnFixed() {
    let lines = [
      Sites.line("customer", .fixed(Money(100, .usd), each: .month)), Sites.demand(10),
      Sites.line("gross", .tax(0.03, of: [])),
    ]
    #expect((bill(lines).usd("gross") - 3636).magnitude < 1e-6)
    let quarter = Horizon(calendar: year.calendar, steps: 2160)
    let part = Sites.bill(lines, kilowatts: Sites.flat(1000, quarter), quarter)
    #expect((part.usd("gross") - 3636).magnitude < 1e-6)
  }

  /// 10,000 USD of demand a month: 12,000 is the least of demand, 15,000 that of all; never 17,000.
  @Test("two minimum bills never add both top-ups")
  func twoMinimums() {
    func minimum(_ name: String, _ amount: Double, _ of: [String]) -> Tariff.Line {
      Sites.line(name, .minimumBill(Money(amount, .usd), each: .month, of: of))
    }
    for order in [true, false] {
      let both = [minimum("all", 15_000, []), minimum("some", 12_000, ["demand"])]
      let bill = bill([Sites.energy(0), Sites.demand(10)] + (order ? both : both.reversed()))
      #expect(bill.usd("some") == 24_000)
      #expect(bill.usd("all") == 36_000)
      #expect(bill.total.in(.usd) == 180_000)
    }
    let twice = bill([Sites.demand(10), minimum("one", 15_000, []), minimum("two", 15_000, [])])
    #expect(twice.total.in(.usd) == 180_000)
  }

  @Test("a minimum for each day: 400 USD x 365")
  func minimumOfDays() {
    let line = Sites.line("least", .minimumBill(Money(400, .usd), each: .day, of: []))
    #expect((bill([line], Sites.flat(0, year)).total.in(.usd) - 146_000).magnitude < 1e-6)
  }

  /// 100 kWh a day at 5 cents, the rest of 24,000 at 10: January 3,100 of 744,000.
  @Test("blocks for each day and for each kW and day")
  func daily() {
    func tiers(_ from: Double, _ measure: Tariff.EnergyTiers.Measure) -> Tariff.EnergyTiers {
      Tariff.EnergyTiers(
        [
          .init(from: 0, price: EnergyPrice(0.05, .usdPerKilowattHour)),
          .init(from: from, price: EnergyPrice(0.1, .usdPerKilowattHour)),
        ], measure: measure)
    }
    let energy = Sites.line("e", .energy(.init(), tiers(0.1, .energyPerDay)))
    #expect((bill([energy]).usd("e") - (876_000 - 365 * 100 * 0.05)).magnitude < 1e-6)
    // 6 hours' use a day of 1,000 kW.
    let use = Sites.line("u", .energy(.init(), tiers(6, .hoursUsePerDay(of: "demand"))))
    let bill = bill([Sites.demand(0), use])
    #expect((bill.usd("u") - (876_000 - 365 * 6000 * 0.05)).magnitude < 1e-6)
  }

  /// 6 MWh more out than in January; with a true-up in March 4 are paid behind two months of 1 MWh each.
  @Test("annual netting is settled behind the true-up month")
  func trueUp() {
    func sold(_ month: Int) -> Double {
      let grid = Sites.grid(
        [
          Sites.energy(0.1),
          Sites.line("sold", .export(.init(), EnergyPrice(30, .usdPerMegawattHour))),
        ], ["export_limit_mw": .number(20)],
        rules: .init(netting: .annual, trueUpMonth: month))
      var imports = Sites.flat(0, year)
      var exports = Sites.flat(0, year)
      for month in year.months {
        imports[month.steps[5]] = 1
        if month.month == 1 { exports[month.steps[6]] = 7 }
      }
      let plan = Sites.plan(year, "grid", ["import_mw": imports, "export_mw": exports])
      return Bill(site: Sites.site([grid], calendar: year.calendar), plan: plan).usd("sold")
    }
    #expect((sold(3) + 120).magnitude < 1e-9)
    #expect(sold(12) == 0)
    // Settled behind January itself.
    #expect((sold(1) + 180).magnitude < 1e-9)
  }
}
