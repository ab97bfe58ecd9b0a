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
    for index in plan.components.indices {
      let name = plan.components[index].component
      plan.components[index].details = (record.details?[name]?.sorted ?? [])
        .map { .init(key: $0.key, value: $0.value) }
      guard let size = record.sizes?[name] else { continue }
      plan.components[index].power = size.capacity.map { Power($0, .megawatts) }
      plan.components[index].energy = size.energy.map { Energy($0, .megawattHours) }
      plan.components[index].units = size.units
      plan.components[index].capital = size.capital.map {
        .init(cost: Money($0, .usd), credit: Money(size.investmentTaxCredit ?? 0, .usd))
      }
    }
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
    let then = record.digests
    let paths = Set(site.inputs.map(\.path))
    return site.inputs.compactMap { now in
      guard let digest = then[now.path] else { return "\(path(now.path)) is new" }
      return digest == now.sha256 ? nil : "\(path(now.path)) has changed"
    }
      + record.inputs.filter { !paths.contains($0.file) }.map {
        "\(path($0.file)) is no longer used"
      }
  }
}
