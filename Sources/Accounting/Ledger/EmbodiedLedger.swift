import SiteModel
import Units

/// The making of what the plan builds and of the GPU modules that it is for, in the year of purchase (Scope 3, category 2).
struct EmbodiedLedger {
  let site: Site
  let plan: SitePlan

  /// One asset of one kind: how much of it, and what a unit carries.
  struct Asset: Sendable {
    let component: SitePlan.ComponentPlan
    let amount: Double
    let factor: EmissionFactor
    let method: String
  }

  var lines: [LedgerLine] {
    assets.map { asset in
      let label = LedgerLine.Label(
        component: asset.component.component, kind: asset.component.kind, source: "embodied",
        scope: 3, category: "2 capital goods", isoCategory: 4, method: asset.method,
        activityUnit: asset.factor.unit.split(separator: "/").last.map(String.init) ?? "",
        factorID: asset.factor.id, gas: .equivalent, evidence: "registry", isYearly: true)
      return LedgerLine(label, activity: [asset.amount], factor: [asset.factor.kilograms])
    }
  }

  var assets: [Asset] {
    guard let set = site.emissions.embodied else { return [] }
    let allocation = site.emissions.secondLifeAllocation
    return plan.components.flatMap { part -> [Asset] in
      let component = site.components.first { $0.name == part.component }
      guard let maker = component as? any EmbodyingCarbon else { return [] }
      return maker.embodied(in: part, allocation: allocation).compactMap { carried in
        guard carried.amount > 0, let factor = set.row(carried.row) else { return nil }
        return Asset(
          component: part, amount: carried.amount, factor: factor,
          method: "S3-2-" + (carried.isAllocated ? allocation.rawValue : "embodied"))
      }
    }
  }
}
