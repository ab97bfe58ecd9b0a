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
    return plan.components.flatMap { part -> [Asset] in
      let kilowatts = (part.power ?? .zero).in(.kilowatts)
      let kilowattHours = (part.energy ?? .zero).in(.kilowattHours)
      func asset(_ row: String, _ amount: Double, _ method: String = "S3-2-embodied") -> Asset? {
        guard amount > 0, let factor = set.row(row) else { return nil }
        return Asset(component: part, amount: amount, factor: factor, method: method)
      }
      switch part.kind {
      case Solar.kind: return [asset("solar", kilowatts)].compactMap { $0 }
      case BESS.kind:
        return [asset("battery_energy", kilowattHours), asset("converter", kilowatts)]
          .compactMap { $0 }
      case SecondLifeBattery.kind:
        let allocation = site.emissions.secondLifeAllocation
        let method = "S3-2-\(allocation.rawValue)"
        let inherited =
          allocation == .cutOff ? nil : asset("battery_energy", kilowattHours, method)
        return [
          inherited, asset("second_life_refurbishment", kilowattHours, method),
          asset("converter", kilowatts),
        ].compactMap { $0 }
      case FlaredGas.kind, PipelineGas.kind, StandbyGenerator.kind:
        return [asset("genset", kilowatts)].compactMap { $0 }
      case GPULoad.kind:
        let loads = site.components.compactMap { $0 as? GPULoad }
        let modules = loads.first { $0.name == part.component }?.modules ?? 0
        return [asset("gpu_module", modules)].compactMap { $0 }
      default: return []
      }
    }
  }
}
