public import SiteModel
import Units

/// A plan as it stands in a folder of results: sizes and flows, with what `plan.json` says of itself.
public struct WrittenPlan: Sendable {
  /// Sizes, flows and the single source of the reference; costs and classes are not read.
  public let plan: SitePlan
  /// What `plan.json` holds.
  public let record: PlanDocument

  /// A dispatch, as it was read, with the sizes and details of its record.
  public init(record: PlanDocument, dispatch: SitePlan) {
    var plan = dispatch
    plan.status = SitePlan.Status(rawValue: record.status) ?? dispatch.status
    plan.tell(sizes: record.sizes, details: record.details)
    if let source = record.bill?.source, let alone = record.bill?.alone {
      plan.singleSource = .init(component: source, cash: Money(alone, .usd))
    }
    self.plan = plan
    self.record = record
  }

  /// Inputs that are not as they were when the plan was made, in words; `path` says where one stands.
  public func changes(
    since site: Site, path: (String) -> String = { "data/\($0)" }
  ) -> [String] {
    record.frame.changes(since: site, path: path)
  }
}

extension SitePlan {
  /// Says what stands of each component, as it was written beside the hours.
  mutating func tell(
    sizes: Keyed<PlanDocument.Size>?, details: Keyed<Keyed<Double>>?
  ) {
    for index in components.indices {
      let name = components[index].component
      components[index].details = (details?[name]?.sorted ?? [])
        .map { .init(key: $0.key, value: $0.value) }
      guard let size = sizes?[name] else { continue }
      components[index].power = size.capacity.map { Power($0, .megawatts) }
      components[index].energy = size.energy.map { Energy($0, .megawattHours) }
      components[index].units = size.units
      components[index].capital = size.capital.map {
        .init(cost: Money($0, .usd), credit: Money(size.investmentTaxCredit ?? 0, .usd))
      }
      components[index].boughtPowerShare = size.boughtPower ?? 1
      components[index].boughtEnergyShare = size.boughtEnergy ?? 1
    }
  }
}
