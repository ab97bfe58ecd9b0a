extension RateRecord {
  /// Demand blocks in USD for each kW or kVA; nil after findings, each about the block that it is of.
  static func inKilowatts(
    _ tiers: [Tier], _ what: String, _ usual: String, _ fields: RateFields
  ) -> [Tier]? {
    var read: [Tier] = []
    for (index, tier) in tiers.enumerated() {
      let text = tier.unit.isEmpty ? usual : tier.unit
      guard let unit = RateDemandUnit(text) else {
        fields.report(
          "\(what)[\(index)] is in '\(text)', which is no unit of demand", at: tier.place,
          help: RateDemandUnit.help)
        return nil
      }
      if let first = read.first?.demandUnit, !unit.bills(as: first) {
        fields.report(
          "\(what)[\(index)] bills '\(text)', other demand than the blocks before it",
          at: tier.place,
          help: "the blocks of one price bill one demand: correct the unit")
        return nil
      }
      var tier = tier
      tier.demandUnit = unit
      tier.rate /= unit.size
      tier.adjustment /= unit.size
      tier.end = tier.end.map { $0 * unit.size }
      read.append(tier)
    }
    return read
  }

  /// Energy blocks with what they count; nil after findings, each about the block that it is of. A block
  /// without an end counts nothing, so that its unit may differ.
  static func counted(_ tiers: [Tier], _ what: String, _ fields: RateFields) -> [Tier]? {
    let said = tiers.first { !$0.unit.isEmpty }?.unit ?? RateEnergyUnit.energy.rawValue
    var read: [Tier] = []
    for (index, tier) in tiers.enumerated() {
      let text = tier.unit.isEmpty ? said : tier.unit
      guard let unit = RateEnergyUnit(text) else {
        fields.report(
          "\(what)[\(index)] is in '\(text)', which is no unit of energy", at: tier.place,
          help: RateEnergyUnit.help)
        return nil
      }
      let isLast = index + 1 == tiers.count
      if let first = read.first, unit != first.energyUnit,
        !isLast || tier.end.map({ $0 < 1e9 }) ?? false
      {
        fields.report(
          "\(what)[\(index)] ends at a limit in '\(text)', the block before it in '\(first.energyUnit.rawValue)'",
          at: tier.place,
          help:
            "blocks of one price are counted in one unit: for the site's usual demand write all limits in kWh"
        )
        return nil
      }
      var tier = tier
      tier.energyUnit = isLast ? read.first?.energyUnit ?? unit : unit
      read.append(tier)
    }
    return read
  }
}
