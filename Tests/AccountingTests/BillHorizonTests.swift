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
