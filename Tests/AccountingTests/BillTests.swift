import Accounting
import SiteModel
import Testing
import Units

@Suite("The bill recomputed from imports")
struct BillTests {
  /// REopt.jl v0.56.4, test/runtests.jl, "blended": 10,000 kWh a year, flat.
  @Test func aFlatLoadAtABlendedRate() {
    let horizon = Horizon(calendar: Sites.calendar())
    let bill = Sites.bill(
      [Sites.energy(0.10), Sites.demand(10)], kilowatts: Sites.flat(10_000.0 / 8760, horizon),
      horizon)
    #expect((bill.usd("energy") - 1000).magnitude < 1e-6)
    #expect((bill.usd("demand") - 136.99).magnitude < 0.01)
    #expect((bill.total.in(.usd) - 1136.986_301_4).magnitude < 1e-6)
    #expect(bill.lines.count == 24)
  }

  /// REopt.jl v0.56.4, "leap year": one hour of 10 kW, a Sunday in 2023 and a Monday in 2024.
  @Test(arguments: [(2023, 2.8, 180.5), (2024, 3.6, 280.5)])
  func aLeapDayMovesTheWeekdays(year: Int, energy: Double, demand: Double) {
    let horizon = Horizon(calendar: Sites.calendar(year, saving: .unitedStates))
    let day = Set(7...20)
    let rest = Set(0...23).subtracting(day)
    var kilowatts = [Double](repeating: 0, count: horizon.count)
    kilowatts[31 * 24 + 29 * 24 + 3 * 24 + 15] = 10
    let bill = Sites.bill(
      [
        Sites.line("day", price(0.36, .init(days: [.weekday], hours: day))),
        Sites.line("night", price(0.28, .init(days: [.weekday], hours: rest))),
        Sites.line("weekend", price(0.28, .init(days: .weekend))),
        Sites.demand(18.05, name: "flat"),
        Sites.demand(10, .init(days: [.weekday], hours: Set(14...20)), name: "afternoon"),
      ], kilowatts: kilowatts, horizon)
    let energyBilled = bill.usd("day") + bill.usd("night") + bill.usd("weekend")
    #expect((energyBilled - energy).magnitude < 1e-6)
    #expect((bill.usd("flat") + bill.usd("afternoon") - demand).magnitude < 1e-6)
  }

  private func price(_ rate: Double, _ window: TariffWindow) -> Tariff.Charge {
    .energy(window, .init(EnergyPrice(rate, .usdPerKilowattHour)))
  }

  @Test func aWindowFollowsTheLocalClockInSummer() {
    let horizon = Horizon(calendar: Sites.calendar(saving: .unitedStates))
    // Monday 3 July 2023: 13:00 standard is 14:00 on the clock, 20:00 standard is 21:00.
    let midnight = (31 + 28 + 31 + 30 + 31 + 30 + 2) * 24
    for (hour, expected) in [(12, 0.0), (13, 100), (19, 100), (20, 0)] {
      var kilowatts = [Double](repeating: 0, count: horizon.count)
      kilowatts[midnight + hour] = 10
      let bill = Sites.bill(
        [Sites.demand(10, .init(days: [.weekday], hours: Set(14...20)))], kilowatts: kilowatts,
        horizon)
      #expect(bill.usd("demand") == expected, "standard hour \(hour)")
    }
  }

  @Test func theLastStandardHourOfJulyIsBilledInAugust() throws {
    let horizon = Horizon(calendar: Sites.calendar(saving: .unitedStates))
    var kilowatts = [Double](repeating: 0, count: horizon.count)
    let step = 212 * 24 - 1
    kilowatts[step] = 5
    let bill = Sites.bill([Sites.demand(2)], kilowatts: kilowatts, horizon)
    let billed = try #require(bill.lines.first { $0.quantity > 0 })
    #expect(billed.month == 8)
    #expect(billed.peakStep == step)
    #expect(billed.amount.in(.usd) == 10)
  }

  @Test func quarterHoursHoldTheSameEnergy() {
    let horizon = Horizon(calendar: Sites.calendar(), stepMinutes: 15)
    let bill = Sites.bill([Sites.energy(1)], kilowatts: Sites.flat(1, horizon), horizon)
    #expect((bill.usd("energy") - 8760).magnitude < 8760e-9)
  }

  @Test func fixedChargesComeTwelveTimes() {
    let horizon = Horizon(calendar: Sites.calendar(), steps: 100)
    let bill = Sites.bill(
      [Sites.line("customer", .fixed(Money(250, .usd), each: .month))],
      kilowatts: Sites.flat(1, horizon), horizon)
    #expect(bill.usd("customer") == 3000)
    #expect(bill.lines.map(\.month) == Array(1...12))
  }

  @Test func indexedEnergyIsBilledAtThePriceOfEachStep() throws {
    let horizon = Horizon(calendar: Sites.calendar(), steps: 4)
    let adder = EnergyPrice(5, .usdPerMegawattHour)
    let grid = Sites.grid(
      [Sites.line("market", .indexedEnergy(factor: 1, adder: adder))],
      ["index_price_usd_per_mwh": .series([10, 20, -30, 40])])
    let plan = Sites.plan(horizon, "grid", ["import_mw": [1, 2, 3, 0]])
    let bill = Bill(site: Sites.site([grid]), plan: plan)
    // (15 + 2·25 − 3·25) USD in four steps of 8,760.
    let line = try #require(bill.lines.first)
    #expect((bill.usd("market") - -10 * 8760 / 4).magnitude < 1e-9)
    #expect(line.quantity == 6000)
    #expect((line.rate - -10.0 / 6000).magnitude < 1e-12)
  }

  @Test func exportsAreNegativeAndRidersAddToAllEnergy() {
    let horizon = Horizon(calendar: Sites.calendar())
    let grid = Sites.grid(
      [Sites.line("rider", .rider(.init(), .init(EnergyPrice(2, .usdPerMegawattHour))))],
      ["export_price_usd_per_mwh": .number(30), "export_limit_mw": .number(5)])
    let plan = Sites.plan(
      horizon, "grid",
      ["import_mw": Sites.flat(1, horizon), "export_mw": Sites.flat(0.5, horizon)])
    let bill = Bill(site: Sites.site([grid]), plan: plan)
    #expect((bill.usd("rider") - 17_520).magnitude < 1e-6)
    #expect((bill.usd("export_revenue") - -131_400).magnitude < 1e-6)
  }
}
