import Units

/// What no linear program can price as the bill would: told before, never priced wrongly.
struct PricingLimits {
  let tariff: Tariff
  let exports: Bool
  /// Of the imports; 1 where none is written.
  let powerFactor: Double

  var problems: [ParameterProblem] {
    minimumOfNetted + minimumOfTaxed + risingHoursUse + demandCredits + fallingDays
  }

  func problem(_ message: String, _ help: String) -> ParameterProblem {
    ParameterProblem(key: Grid.tariffKey, message: message, help: help)
  }

  /// Below a minimum bill energy costs nothing more, so being billed for more of it would leave more
  /// exports to be paid.
  private var minimumOfNetted: [ParameterProblem] {
    guard tariff.rules.netting != .none, exports else { return [] }
    return tariff.lines.compactMap { line in
      guard case .minimumBill(_, each: _, of: let names) = line.charge else { return nil }
      let netted = tariff.lines.first {
        if case .energy = $0.charge { names.isEmpty || names.contains($0.name) } else { false }
      }
      guard let netted else { return nil }
      return problem(
        "the minimum bill '\(line.name)' of tariff '\(tariff.name)' counts '\(netted.name)', which is netted "
          + "against exports: no linear program prices both",
        "name lines in 'of' that are not energy, or set \(Grid.exportKey.key): 0")
    }
  }

  /// Below a minimum bill each dollar of its lines takes a dollar off what is added: were the added dollar
  /// taxed more, or a line's given a discount, a higher use would pay.
  private var minimumOfTaxed: [ParameterProblem] {
    if let line = tariff.lines.indices.first(where: { tariff.taxFactor(on: $0) <= 0 }) {
      return [
        problem(
          "discounts of tariff '\(tariff.name)' take all off '\(tariff.lines[line].name)'",
          "write the percent that is taken off, less than 100 together")
      ]
    }
    return tariff.minimumBills.compactMap { index in
      let minimum = tariff.lines[index]
      let counted = tariff.lines.indices.first {
        tariff.minimumBill(index, isAbout: $0)
          && tariff.taxFactor(on: $0) < tariff.taxFactor(on: index) - 1e-9
      }
      return counted.map {
        problem(
          "taxes of tariff '\(tariff.name)' add less to '\(tariff.lines[$0].name)' than to the minimum bill "
            + "'\(minimum.name)' that counts it: no linear program prices both",
          "name '\(minimum.name)' in the 'of' of a discount on its lines, or name fewer lines in the minimum bill"
        )
      }
    }
  }

  /// A price that rises with hours' use makes a higher billed demand worth something; while that is
  /// less than what demand costs, and no minimum bill hides it, it is never taken.
  private var risingHoursUse: [ParameterProblem] {
    var problems: [ParameterProblem] = []
    for demandLine in tariff.lines {
      guard case .demand(let demand) = demandLine.charge else { continue }
      var worth = 0.0
      var rising: [String] = []
      for (index, line) in tariff.lines.enumerated() {
        guard let tiers = line.charge.tiers, tiers.measure.demandLine == demandLine.name else {
          continue
        }
        // Hours' use at the limits, in the longest month.
        let hours: Double
        switch tiers.measure {
        case .loadFactor: hours = 744
        case .hoursUsePerDay: hours = 31
        default: hours = 1
        }
        let prices = tiers.tiers.map { $0.price.in(.usdPerKilowattHour) }
        let moves = zip(prices, prices.dropFirst()).map { $1 - $0 }
        if moves.contains(where: { $0 > 0 }) {
          rising.append(line.name)
          // A falling block among them makes it neither.
          worth += moves.contains { $0 < 0 } ? .infinity : 0
        }
        worth += zip(moves, tiers.tiers.dropFirst()).reduce(0) {
          $0 + max(0, $1.0) * hours * $1.1.from * tariff.taxFactor(on: index)
        }
      }
      let price = demand.window.months.map { net(demand, in: $0) }.min() ?? 0
      let isHidden = tariff.lines.contains { line in
        guard case .minimumBill(_, each: _, of: let names) = line.charge else { return false }
        return names.isEmpty || names.contains(demandLine.name)
      }
      guard let first = rising.first, worth >= price || isHidden else { continue }
      problems.append(
        problem(
          "the price of '\(first)' of tariff '\(tariff.name)' rises with hours' use, which makes a higher "
            + "billed demand of '\(demandLine.name)' worth having: no linear program prices that",
          "write prices that fall with hours' use, or tiers in MWh"))
    }
    return problems
  }
}

extension Tariff.Charge {
  /// The blocks of a line for energy.
  fileprivate var tiers: Tariff.EnergyTiers? {
    switch self {
    case .energy(_, let tiers), .rider(_, let tiers): tiers
    default: nil
    }
  }
}
