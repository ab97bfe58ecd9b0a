public import SiteModel
import Units

extension FlaredGas {
  /// Keys that say something only where a site has a horizon.
  public static var horizonKeys: [String] {
    (BuildKeys.delivery + [BuildKeys.fuelEscalation.spec, supplyChangeKey.spec]
      + LeaseKeys.parameters).map(\.key)
  }

  /// The gas in a year of a horizon: what the wells still give, at the prices of the year, and none once the
  /// term is over.
  public func inYear(_ year: PlannedYear) -> any Component {
    var values = values(in: year)
    let escalation = year.factor(values.optional(BuildKeys.fuelEscalation))
    if escalation != 1, let price = values.value(of: PipelineSupply.backupPriceKey.key) {
      values.set(PipelineSupply.backupPriceKey.key, price.scaled(by: escalation))
    }
    let change = year.factor(values.optional(Self.supplyChangeKey))
    let months = year.place(of: Int((12 * termYears).rounded()))
    guard change != 1 || months < 12 else { return FlaredGas(name: name, values: values) }
    var there = [Double](repeating: 0, count: year.steps.count)
    for month in year.steps.months.prefix(months) {
      for step in month.steps { there[step] = change }
    }
    if let flow = values.optional(Self.flowKey) {
      values.set(
        Self.flowKey.key, .series(there.indices.map { there[$0] * flow[$0].in(Self.flowKey.unit) }))
    } else if let heat = values.optional(Self.heatKey) {
      values.set(
        Self.heatKey.key, .series(there.indices.map { there[$0] * heat[$0].in(Self.heatKey.unit) }))
    }
    return FlaredGas(name: name, values: values)
  }
}
