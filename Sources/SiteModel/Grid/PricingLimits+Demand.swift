import Units

extension PricingLimits {
  /// A credit is taken off each kW that planning would otherwise pay for: what is left must cost something,
  /// or a higher billed demand would pay.
  var demandCredits: [ParameterProblem] {
    tariff.lines.compactMap { line in
      guard case .demand(let credit) = line.charge, credit.leastPrice < 0 else { return nil }
      if !isHiddenAlike(line.name, credit) {
        return problem(
          "a minimum bill of tariff '\(tariff.name)' counts not both the credit '\(line.name)' and the demand that "
            + "it is taken off: no linear program prices that",
          "name both in the minimum bill's 'of', or neither")
      }
      guard credit.window.months.contains(where: { net(credit, in: $0) < 0 }) else { return nil }
      return problem(
        "the credit '\(line.name)' of tariff '\(tariff.name)' is more than the demand charges of the same "
          + "months, days, hours, ratchets and minimums: a higher peak would pay",
        "give credit and charge the same window, and name both in the 'of' of rows that amend them")
    }
  }

  /// Blocks of each day's demand that fall would be a choice for every day.
  var fallingDays: [ParameterProblem] {
    tariff.lines.compactMap { line in
      guard case .demand(let demand) = line.charge, demand.each == .day else { return nil }
      let prices = demand.tiers.map { $0.price.in(.usdPerKilowattMonth) }
      guard zip(prices, prices.dropFirst()).contains(where: { $0 > $1 }) else { return nil }
      return problem(
        "the price of '\(line.name)' of tariff '\(tariff.name)' falls with each day's demand, which can be billed "
          + "and not planned with",
        "write one price for each day's kW")
    }
  }

  /// USD for each kW of the least block of a demand and of all lines that bill the same kW in a month, with
  /// the taxes on them.
  func net(_ demand: Tariff.Demand, in month: Int) -> Double {
    twins(of: demand, in: month).reduce(0) {
      $0 + $1.demand.leastPrice * ratio($1.demand) * $1.taxed
    }
  }

  /// Lines that bill the same peak of a month, amended alike.
  private func twins(
    of demand: Tariff.Demand, in month: Int
  ) -> [(name: String, demand: Tariff.Demand, taxed: Double)] {
    tariff.lines.enumerated().compactMap { index, line in
      guard case .demand(let other) = line.charge,
        other.window.pattern(of: month) == demand.window.pattern(of: month),
        other.isAmended(like: demand)
      else { return nil }
      return (line.name, other, tariff.taxFactor(on: index))
    }
  }

  private func ratio(_ demand: Tariff.Demand) -> Double {
    max(1, (demand.leastPowerFactor ?? 0) / powerFactor)
  }

  /// Whether each minimum bill counts a credit and what it is taken off, or neither.
  private func isHiddenAlike(_ name: String, _ credit: Tariff.Demand) -> Bool {
    let others = credit.window.months.flatMap { twins(of: credit, in: $0) }.map(\.name)
    return tariff.lines.allSatisfy { line in
      guard case .minimumBill(_, each: _, of: let names) = line.charge, !names.isEmpty else {
        return true
      }
      return others.allSatisfy { names.contains($0) == names.contains(name) }
    }
  }
}

extension Tariff.Demand {
  /// USD for each kW of the cheapest block.
  fileprivate var leastPrice: Double {
    tiers.map { $0.price.in(.usdPerKilowattMonth) }.min() ?? 0
  }
}

extension TariffWindow {
  /// What its meter counts in a month that it bills: equal patterns have equal peaks; nil in other months.
  fileprivate func pattern(of month: Int) -> Set<Part>? {
    let season = parts.filter { $0.months.contains(month) }
    guard !season.isEmpty else { return nil }
    return Set(
      season.map {
        Part(
          months: [month], daysOfMonth: $0.daysOfMonth.filter { $0.key == month }, days: $0.days,
          quarters: $0.quarters)
      })
  }
}
