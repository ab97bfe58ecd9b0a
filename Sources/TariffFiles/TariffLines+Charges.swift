import SiteModel
import Units

extension TariffLines {
  /// The charge of a line from its rows; nil where the row amends another line.
  func charge(_ row: TariffRow, _ tiers: [TariffRow], _ window: TariffWindow) -> Tariff.Charge? {
    let amount = row.rate ?? 0
    switch row.kind {
    case .fixed: return .fixed(Money(amount, .usd), each: row.unit == "USD/day" ? .day : .month)
    case .energy: return .energy(window, energyTiers(tiers))
    case .rider: return .rider(window, energyTiers(tiers))
    case .energyIndex: return .indexedEnergy(factor: row.share ?? 1, adder: row.energyPrice)
    case .demand: return .demand(demand(row, tiers, window))
    case .ratchet, .minimumDemand, .powerFactor: return nil
    case .reactive:
      return .reactive(
        Tariff.Reactive(
          price: row.powerPrice, freeShare: row.share ?? 0, demandLine: row.of.first ?? ""))
    case .contractDemand: return .contractDemand(row.powerPrice)
    case .coincidentPeak:
      return .coincidentPeak(
        row.powerPrice, row.unit == "USD/kW-year" ? .meanOfPeaks : .eachPeak)
    case .loadFactorCredit: return .rider(row.window, credit(row))
    case .minimumBill:
      return .minimumBill(
        Money(amount, .usd), each: row.unit == "USD/day" ? .day : .month, of: row.of)
    case .tax: return .tax(amount / 100, of: row.of)
    case .export: return .export(window, row.energyPrice)
    case .exportIndex: return .indexedExport(factor: row.share ?? 1, adder: row.energyPrice)
    }
  }

  private func energyTiers(_ rows: [TariffRow]) -> Tariff.EnergyTiers {
    let tiers = rows.map { Tariff.EnergyTiers.Tier(from: $0.tierLimit, price: $0.energyPrice) }
    return Tariff.EnergyTiers(tiers, measure: rows.first?.tierMeasure ?? .energy)
  }

  /// Nothing up to the use named, then the rate off each kWh.
  private func credit(_ row: TariffRow) -> Tariff.EnergyTiers {
    let off = Tariff.EnergyTiers.Tier(from: row.tierLimit, price: -1 * row.energyPrice)
    let none = Tariff.EnergyTiers.Tier(from: 0, price: .zero)
    return Tariff.EnergyTiers(
      off.from > 0 ? [none, off] : [off], measure: row.tierMeasure)
  }

  private func demand(
    _ row: TariffRow, _ tiers: [TariffRow], _ window: TariffWindow
  ) -> Tariff.Demand {
    let amending = rows.filter { $0.of.contains(row.name) }
    let minimums = amending.filter { $0.kind == .minimumDemand }.map {
      $0.share.map { .shareOfContract($0) }
        ?? Tariff.Demand.Minimum.power(Power($0.rate ?? 0, .kilowatts))
    }
    let factors = amending.filter { $0.kind == .powerFactor }
    for second in factors.dropFirst() {
      wrong(
        second, "of", "the power factor of '\(row.name)' is adjusted twice",
        "remove one of the rows")
    }
    return Tariff.Demand(
      each: row.isDaily ? .day : .month, window: window,
      tiers: tiers.map {
        Tariff.Demand.Tier(from: Power($0.tierFrom ?? 0, .kilowatts), price: $0.powerPrice)
      },
      ownShare: row.share ?? 1,
      ratchets: amending.filter { $0.kind == .ratchet }.compactMap { ratchet in
        ratchet.lookBack.map { .init(share: ratchet.share ?? 0, lookBack: $0) }
      },
      minimums: minimums, leastPowerFactor: factors.first?.share)
  }
}
