import SiteModel
import TestSupport
import Units

/// Sites whose tariffs have a line of every kind that needs rows, for the goldens of their families.
enum TariffGoldens {
  /// Blocks of energy, of hours' use and of demand; a ratchet and minimums; reactive demand; known and
  /// expected peaks; a minimum bill; a contract capacity to choose; reserve for a unit's trip.
  static var rich: Site {
    Site.of(
      [
        Make.pipelineGas("gas"),
        Make.grid(
          "rich_grid",
          [
            "import_limit_mw": [10, 20, 20], "tariff": .tariff(richTariff),
            "choose_contract_capacity": "yes", "power_factor": 0.9,
            "unit_trip_probability": 0.5,
            "coincident_peaks": .coincidentPeaks(
              CoincidentPeaks([
                .init(line: "known", name: "june", hours: [.init(minute: 0), .init(minute: 120)]),
                .init(
                  line: "expected", name: "july",
                  hours: [
                    .init(minute: 60, probability: 0.25), .init(minute: 120, probability: 0.75),
                  ]),
              ])),
            "metered_peaks": .meteredPeaks(
              MeteredPeaks([
                .init(line: "all", year: 2025, month: 1, power: Power(2, .megawatts)),
                .init(line: "all", year: 2024, month: 6, power: Power(5, .megawatts)),
              ])),
          ]), Make.firmLoad([10, 20, 12]),
      ], uptime: ["redundancy": "n", "cover": .words(["largest_unit"])])
  }

  private static var richTariff: Tariff {
    func usd(_ price: Double) -> EnergyPrice { EnergyPrice(price, .usdPerMegawattHour) }
    func monthly(_ price: Double) -> PowerPrice { PowerPrice(price, .usdPerKilowattMonth) }
    return Tariff(
      name: "rich",
      lines: [
        .init(name: "customer", charge: .fixed(Money(100, .usd), each: .day)),
        .init(
          name: "energy",
          charge: .energy(
            TariffWindow(),
            .init([
              .init(from: 0, price: usd(60)), .init(from: 2000, price: usd(70)),
              .init(from: 4000, price: usd(90)),
            ]))),
        .init(
          name: "credit",
          charge: .rider(
            TariffWindow(),
            .init(
              [.init(from: 0, price: usd(0)), .init(from: 600, price: usd(-4))],
              measure: .hoursUse(of: "all")))),
        .init(
          name: "all",
          charge: .demand(
            .init(
              tiers: [
                .init(from: .zero, price: monthly(10)),
                .init(from: Power(8, .megawatts), price: monthly(12)),
              ], ratchets: [.init(share: 0.8, lookBack: .previous(11))],
              minimums: [.power(Power(1, .megawatts)), .shareOfContract(0.6)],
              leastPowerFactor: 0.95))),
        .init(
          name: "late", charge: .demand(.init(monthly(5), window: TariffWindow(hours: [1, 2])))),
        .init(
          name: "again", charge: .demand(.init(monthly(1), window: TariffWindow(hours: [1, 2])))),
        .init(
          name: "kvar",
          charge: .reactive(.init(price: monthly(0.5), freeShare: 0.25, demandLine: "all"))),
        .init(name: "contract", charge: .contractDemand(monthly(2))),
        .init(
          name: "known", charge: .coincidentPeak(PowerPrice(60, .usdPerKilowattYear), .meanOfPeaks)),
        .init(name: "expected", charge: .coincidentPeak(PowerPrice(4, .usdPerKilowatt), .eachPeak)),
        .init(
          name: "least",
          charge: .minimumBill(Money(500_000, .usd), each: .month, of: ["customer", "all"])),
      ], rules: TariffRules(billingInterval: TimeSpan(15, .minutes)))
  }

  /// Exports set against imports of the same line, month by month.
  static var netted: Site {
    func usd(_ price: Double) -> EnergyPrice { EnergyPrice(price, .usdPerMegawattHour) }
    return Site.of([
      Make.solar("solar"),
      Make.grid(
        "netted_grid",
        [
          "export_limit_mw": 5,
          "tariff": .tariff(
            Tariff(
              name: "netted",
              lines: [
                .init(
                  name: "night", charge: .energy(TariffWindow(hours: [0]), .init(usd(50)))),
                .init(
                  name: "day",
                  charge: .energy(TariffWindow(hours: Set(1...23)), .init(usd(80)))),
                .init(name: "sold", charge: .export(TariffWindow(), usd(30))),
              ], rules: TariffRules(netting: .monthly))),
        ]), Make.firmLoad(10),
    ])
  }

  /// Exports that are paid 100 where imports cost 60, in two of three steps.
  static var crossed: Site {
    Site.of([
      Make.solar("solar"), Make.bess(),
      Make.grid(
        "crossed_grid",
        [
          "export_limit_mw": 5, "export_price_usd_per_mwh": [20, 100, 100],
          "tariff": .tariff(Make.tariff(demand: 0)),
        ]), Make.firmLoad([10, 20, 12]),
    ])
  }
}
