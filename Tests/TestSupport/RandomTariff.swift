package import SiteModel
import Units

/// A tariff with lines of every kind, from a seed, and what a connection needs for it.
package struct RandomTariff {
  package private(set) var lines: [Tariff.Line] = []
  private var rules = TariffRules()
  private var keys: [(String, ParameterValue)] = []
  private var random: SeededGenerator

  /// Steps of an hour, so that coincident peaks lie within the first `hours`.
  package init(seed: UInt64, hours: Int, netting: TariffRules.Netting = .none) {
    random = SeededGenerator(seed: seed)
    rules.netting = netting
    rules.billingInterval = TimeSpan(random.number(0...1) < 0.5 ? 60 : 15, .minutes)
    keys.append(("intra_hour_peak_factor", .number(random.number(1...1.3))))
    keys.append(("power_factor", .number(random.number(0.8...1))))
    addEnergy()
    addDemand()
    addPeaks(hours)
    lines.append(.init(name: "customer", charge: .fixed(usd(0...500), each: .month)))
    lines.append(.init(name: "meter", charge: .fixed(usd(0...50), each: .day)))
    lines.append(.init(name: "contract", charge: .contractDemand(monthly(0...4))))
    if random.number(0...1) < 0.5 {
      keys.append(("choose_contract_capacity", "yes"))
    } else {
      keys.append(("contract_capacity_mw", .number(random.number(5...12))))
    }
    if random.number(0...1) < 0.5 {
      let all = netting == .none ? [] : ["demand", "customer"]
      let names = random.number(0...1) < 0.5 ? all : all + ["evening", "meter", "fees"]
      lines.append(
        .init(name: "least", charge: .minimumBill(usd(100_000...800_000), each: .month, of: names)))
    }
    keys.append(("export_limit_mw", .number(random.number(0...5).rounded())))
    if netting == .none {
      lines.append(
        .init(name: "sold", charge: .export(TariffWindow(hours: Set(8...17)), price(0...10))))
      lines.append(
        .init(name: "by_night", charge: .export(TariffWindow(hours: Set(0...5)), price(0...5))))
    } else {
      lines.append(.init(name: "sold", charge: .export(TariffWindow(), price(0...10))))
    }
    addWindows()
  }

  /// Lines with windows in several parts, of quarters of an hour and of seasons that cut a month.
  private mutating func addWindows() {
    let winter = [1: Set(1...20), 2: Set(10...29)]
    let off = TariffWindow(parts: [
      .init(days: [.weekday], quarters: Set(0..<31).union(81..<96)), .init(days: .weekend),
    ])
    let season = TariffWindow(parts: [.init(months: [1, 2], daysOfMonth: winter)])
    let ratchet = Tariff.Demand.Ratchet(share: random.number(0.3...1), lookBack: .months([1, 2]))
    func demand(_ price: PowerPrice) -> Tariff.Charge {
      .demand(
        .init(
          window: off, tiers: [.init(from: .zero, price: price)], ownShare: 0.6,
          ratchets: [ratchet]))
    }
    let rate = random.number(2...5)
    lines += [
      .init(name: "off_peak", charge: demand(PowerPrice(rate, .usdPerKilowattMonth))),
      .init(
        name: "interruptible",
        charge: demand(PowerPrice(-0.5 * rate, .usdPerKilowattMonth))),
      .init(name: "cold", charge: .demand(.init(monthly(1...4), window: season))),
      .init(
        name: "as_used",
        charge: .demand(
          .init(
            each: .day, window: off,
            tiers: [.init(from: .zero, price: PowerPrice(0.1, .usdPerKilowattMonth))]))),
      .init(name: "mornings", charge: .rider(off, .init(price(0...8)))),
      .init(
        name: "cold_blocks",
        charge: .rider(
          season,
          .init(
            [.init(from: 0, price: .zero), .init(from: 60, price: price(1...5))],
            measure: .energyPerDay))),
      .init(name: "franchise", charge: .tax(0.04, of: [])),
    ]
    // What a minimum bill adds is discounted like the lines that it counts, or more use would pay.
    let least = lines.map(\.name).filter { $0 == "least" }
    lines.append(
      .init(name: "discount", charge: .tax(-0.02, of: ["day", "demand", "customer"] + least)))
  }

  /// The tariff.
  package var tariff: Tariff { Tariff(name: "random", lines: lines, rules: rules) }

  /// The connection's keys.
  package var grid: Grid { grid(under: tariff) }

  /// The connection under another tariff.
  package func grid(under tariff: Tariff) -> Grid {
    var values = Make.gridValues.with(["import_limit_mw": 12, "tariff": .tariff(tariff)])
    for (key, value) in keys { values.set(key, value) }
    return Make.checked(Grid.self, "grid", values)
  }

  private mutating func usd(_ range: ClosedRange<Double>) -> Money {
    Money(random.number(range), .usd)
  }
  private mutating func price(_ range: ClosedRange<Double>) -> EnergyPrice {
    EnergyPrice(random.number(range), .usdPerMegawattHour)
  }
  private mutating func monthly(_ range: ClosedRange<Double>) -> PowerPrice {
    PowerPrice(random.number(range), .usdPerKilowattMonth)
  }

  /// Prices that rise, or fall, or are one.
  private mutating func blocks(upTo most: Double) -> [Tariff.EnergyTiers.Tier] {
    let first = random.number(50...90)
    let move = rules.netting == .annual ? 0 : random.number(0...1)
    let factor = move < 0.3 ? 1.0 : move < 0.65 ? 1.25 : 0.85
    var tiers = [Tariff.EnergyTiers.Tier(from: 0, price: EnergyPrice(first, .usdPerMegawattHour))]
    if factor != 1 {
      for (place, from) in [0.3, 0.6].enumerated() {
        let price = first * (place == 0 ? factor : factor * factor)
        tiers.append(.init(from: from * most, price: EnergyPrice(price, .usdPerMegawattHour)))
      }
    }
    return tiers
  }

  private mutating func addEnergy() {
    let day = Set(7...18)
    lines.append(
      .init(
        name: "day",
        charge: .energy(TariffWindow(hours: day), .init(blocks(upTo: 3000)))))
    lines.append(
      .init(
        name: "night",
        charge: .energy(
          TariffWindow(hours: Set(0...23).subtracting(day)), .init(blocks(upTo: 3000)))))
    lines.append(
      .init(name: "fees", charge: .rider(TariffWindow(days: [.weekday]), .init(price(-3...6)))))
    let hours = random.number(200...600)
    lines.append(
      .init(
        name: "credit",
        charge: .rider(
          TariffWindow(),
          .init(
            [
              .init(from: 0, price: price(0...1)),
              .init(from: hours < 400 ? hours : hours / 730, price: price(-6...0)),
            ],
            measure: hours < 400 ? .hoursUse(of: "demand") : .loadFactor(of: "demand")))))
  }

  private mutating func addDemand() {
    var tiers = [Tariff.Demand.Tier(from: .zero, price: monthly(4...10))]
    let second = random.number(0...1)
    if second < 0.7 {
      let price = second < 0.35 ? monthly(10...14) : monthly(1...4)
      tiers.append(.init(from: Power(4, .megawatts), price: price))
    }
    let months = random.number(0...1) < 0.5
    lines.append(
      .init(
        name: "demand",
        charge: .demand(
          .init(
            tiers: tiers,
            ratchets: [
              .init(
                share: random.number(0.3...0.9),
                lookBack: months ? .months([1, 2, 7]) : .previous(Int(random.number(1...11))))
            ],
            minimums: [
              .power(Power(random.number(0...5), .megawatts)),
              .shareOfContract(random.number(0...0.8)),
            ], leastPowerFactor: 0.95))))
    lines.append(
      .init(
        name: "evening",
        charge: .demand(.init(monthly(1...8), window: TariffWindow(hours: Set(16...20))))))
    lines.append(
      .init(
        name: "kvar",
        charge: .reactive(
          .init(
            price: monthly(0...0.6), freeShare: random.number(0...0.5), demandLine: "evening"))))
    keys.append(
      (
        "metered_peaks",
        .meteredPeaks(
          MeteredPeaks([
            .init(
              line: "demand", year: 2024, month: 12,
              power: Power(random.number(2...10), .megawatts)),
            .init(
              line: "evening", year: 2025, month: 1,
              power: Power(random.number(2...10), .megawatts)),
          ]))
      ))
  }

  private mutating func addPeaks(_ hours: Int) {
    func hour() -> Int { 60 * Int(random.number(0...Double(hours - 1)).rounded()) }
    lines.append(
      .init(
        name: "known",
        charge: .coincidentPeak(
          PowerPrice(random.number(5...60), .usdPerKilowattYear), .meanOfPeaks)))
    lines.append(
      .init(
        name: "expected",
        charge: .coincidentPeak(PowerPrice(random.number(1...9), .usdPerKilowatt), .eachPeak)))
    let known = (0..<2).map { number in
      CoincidentPeaks.Peak(
        line: "known", name: "p\(number)",
        hours: Set([hour(), hour()]).sorted().map { .init(minute: $0) })
    }
    let (one, two) = (hour(), hour())
    let expected =
      one == two
      ? [CoincidentPeaks.Hour(minute: one, probability: 1)]
      : [.init(minute: one, probability: 0.25), .init(minute: two, probability: 0.75)]
    keys.append(
      (
        "coincident_peaks",
        .coincidentPeaks(
          CoincidentPeaks(known + [.init(line: "expected", name: "e", hours: expected)]))
      ))
  }
}
