import Accounting
import SiteModel
import Testing
import Units

@Suite("How bills of whole tariffs move")
struct TariffPropertyTests {
  private static let calendar = Sites.calendar(2022, saving: .unitedStates)

  /// A tariff of many kinds without negative rates, with random prices.
  private static func lines(_ random: inout Generator) -> [Tariff.Line] {
    func price(_ most: Double) -> PowerPrice {
      PowerPrice(random.next(upTo: most), .usdPerKilowattMonth)
    }
    func energy() -> EnergyPrice { EnergyPrice(random.next(upTo: 0.2), .usdPerKilowattHour) }
    let evening = TariffWindow(days: [.weekday], hours: Set(16...20))
    // Declining tiers rise in total all the same.
    let blocks = Tariff.EnergyTiers([
      .init(from: 0, price: energy()), .init(from: 50, price: energy()),
      .init(from: 120, price: energy()),
    ])
    return [
      Sites.line("customer", .fixed(Money(random.next(upTo: 500), .usd), each: .month)),
      Sites.line("energy", .energy(.init(), blocks)),
      Sites.line("evening", .rider(evening, .init(energy()))),
      Sites.line(
        "demand",
        .demand(
          .init(
            tiers: [
              .init(from: .zero, price: price(20)),
              .init(from: Power(400, .kilowatts), price: price(20)),
            ],
            ratchets: [.init(share: random.next(upTo: 1), lookBack: .previous(11))],
            minimums: [.power(Power(random.next(upTo: 500), .kilowatts))], leastPowerFactor: 0.95))),
      Sites.line(
        "summer",
        .demand(
          .init(
            window: .init(months: [6, 7, 8, 9], days: [.weekday], hours: Set(13...18)),
            tiers: [.init(from: .zero, price: price(20))],
            ratchets: [.init(share: 0.8, lookBack: .months([1, 7]))]))),
      Sites.line("kvar", .reactive(.init(price: price(2), freeShare: 0.2, demandLine: "demand"))),
      Sites.line("cp", .coincidentPeak(price(100), .meanOfPeaks)),
      Sites.line(
        "least", .minimumBill(Money(random.next(upTo: 20_000), .usd), each: .month, of: [])),
    ]
  }

  private static let keys: [String: ParameterValue] = [
    "power_factor": .number(0.9),
    "coincident_peaks": .coincidentPeaks(
      .init([
        .init(line: "cp", name: "a", hours: (4000..<4010).map { .init(minute: $0 * 60) }),
        .init(
          line: "cp", name: "b",
          hours: (5000..<5004).map { .init(minute: $0 * 60, probability: 0.25) }),
      ])),
  ]

  @Test("more import in any step never lowers the bill", arguments: 1...20)
  func monotone(seed: Int) {
    var random = Generator(state: UInt64(seed))
    let horizon = Horizon(calendar: Self.calendar)
    let lines = Self.lines(&random)
    let load = (0..<8760).map { _ in random.next(upTo: 800) }
    let before = Sites.bill(lines, Self.keys, kilowatts: load, horizon).total.in(.usd)
    for _ in 0..<5 {
      var more = load
      for _ in 0..<Int(1 + random.next(upTo: 40)) {
        more[Int(random.next(upTo: 8760))] += random.next(upTo: 600)
      }
      #expect(
        Sites.bill(lines, Self.keys, kilowatts: more, horizon).total.in(.usd) >= before - 1e-6)
    }
  }

  @Test("twelve months sum to the year, line by line", arguments: 1...5)
  func months(seed: Int) {
    var random = Generator(state: UInt64(seed))
    let horizon = Horizon(calendar: Self.calendar)
    let lines = Self.lines(&random)
    let load = (0..<8760).map { _ in random.next(upTo: 800) }
    let bill = Sites.bill(lines, Self.keys, kilowatts: load, horizon)
    var total = 0.0
    for month in 1...12 {
      let part = bill.lines.filter { $0.month == month }
      #expect(!part.isEmpty)
      total += part.reduce(0) { $0 + $1.amount.in(.usd) }
    }
    #expect((total - bill.total.in(.usd)).magnitude < 1e-6)
    var byLine = 0.0
    for line in lines { byLine += bill.usd(line.name) }
    #expect((byLine - bill.total.in(.usd)).magnitude < 1e-6)
    for line in bill.lines {
      let product = line.quantity * line.rate * line.weight
      #expect((product - line.amount.in(.usd)).magnitude < 1e-6, "\(line)")
    }
  }

  @Test("quarters of an hour and hours of equal power come to the same bill", arguments: 1...5)
  func quarters(seed: Int) {
    var random = Generator(state: UInt64(seed))
    let lines = Self.lines(&random)
    let load = (0..<8760).map { _ in random.next(upTo: 800) }
    let hours = Sites.bill(lines, Self.keys, kilowatts: load, Horizon(calendar: Self.calendar))
    let fine = Horizon(calendar: Self.calendar, stepMinutes: 15)
    let quarters = Sites.bill(
      lines, Self.keys, kilowatts: load.flatMap { [$0, $0, $0, $0] }, fine)
    #expect((hours.total.in(.usd) - quarters.total.in(.usd)).magnitude < 1e-6)
    // Uneven quarters of the same energy: hourly demand is the same where the meter averages an hour.
    let uneven = load.flatMap { power -> [Double] in [2 * power, 0, 1.5 * power, 0.5 * power] }
    let averaged = Sites.bill(lines, Self.keys, kilowatts: uneven, fine)
    #expect((averaged.total.in(.usd) - hours.total.in(.usd)).magnitude < 1e-6)
  }
}
