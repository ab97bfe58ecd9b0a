import Units

extension Tariff {
  /// The tariff with the prices of each group of lines times a factor. Taxes are shares, and move with what
  /// they are on; the price behind an indexed line is not the tariff's, its adder is.
  func escalated(energy: Double, demand: Double, fixed: Double) -> Tariff {
    guard energy != 1 || demand != 1 || fixed != 1 else { return self }
    let lines = lines.map { line in
      Line(
        name: line.name, charge: line.charge.escalated(energy: energy, demand: demand, fixed: fixed)
      )
    }
    return Tariff(name: name, lines: lines, rules: rules, dollarYear: dollarYear)
  }
}

extension Tariff.Charge {
  fileprivate func escalated(energy: Double, demand: Double, fixed: Double) -> Self {
    switch self {
    case .fixed(let amount, let each): .fixed(fixed * amount, each: each)
    case .minimumBill(let amount, let each, let lines):
      .minimumBill(fixed * amount, each: each, of: lines)
    case .energy(let window, let tiers): .energy(window, tiers.times(energy))
    case .rider(let window, let tiers): .rider(window, tiers.times(energy))
    case .indexedEnergy(let factor, let adder):
      .indexedEnergy(factor: factor, adder: energy * adder)
    case .export(let window, let price): .export(window, energy * price)
    case .indexedExport(let factor, let adder):
      .indexedExport(factor: factor, adder: energy * adder)
    case .demand(let charge): .demand(charge.times(demand))
    case .reactive(let charge):
      .reactive(
        Tariff.Reactive(
          price: demand * charge.price, freeShare: charge.freeShare, demandLine: charge.demandLine))
    case .contractDemand(let price): .contractDemand(demand * price)
    case .coincidentPeak(let price, let basis): .coincidentPeak(demand * price, basis)
    case .tax: self
    }
  }
}

extension Tariff.EnergyTiers {
  fileprivate func times(_ factor: Double) -> Self {
    Self(tiers.map { Tier(from: $0.from, price: factor * $0.price) }, measure: measure)
  }
}

extension Tariff.Demand {
  fileprivate func times(_ factor: Double) -> Self {
    Self(
      each: each, window: window,
      tiers: tiers.map { Tier(from: $0.from, price: factor * $0.price) },
      ownShare: ownShare, ratchets: ratchets, minimums: minimums, leastPowerFactor: leastPowerFactor
    )
  }
}
