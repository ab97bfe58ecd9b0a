public import Units

extension GPULoad {
  /// The greatest load of the plan.
  public static var capacityBasis: CapacityBasis { .peakLoad }
  /// Its colours in charts.
  public static var colors: [String] { ["#332288", "#5b4bb0"] }
}

extension GPULoad {
  /// Facility load at each step of a year if everything is served as it comes.
  public func facilityLoad(over horizon: Horizon) -> [Power] {
    (0..<horizon.count).map { demand(at: $0) }
  }
}

extension GPULoad: ReliabilityModel {
  package func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    var parts = FailingParts()
    parts.classes = classes.map { loadClass in
      // A solver's trace may lie below zero.
      let served = plan.values(of: .served(loadClass.name)).map { max(0, $0) }
      let full = (0..<horizon.count).reduce(0) { $0 + loadClass.full[$1].in(.megawatts) }
      let catchUp = max(0, full - served.reduce(0, +)) / Double(horizon.count)
      return FailingParts.Class(
        name: loadClass.name, kind: loadClass.kind, served: served,
        unserved: plan.values(of: .unserved(loadClass.name)).map { max(0, $0) },
        value: loadClass.valueOfLostEnergy, target: loadClass.target,
        deadlineHours: loadClass.deadline.in(.hours), catchUp: catchUp, work: work[loadClass.name])
    }
    return parts
  }
}

extension GPULoad: EmbodyingCarbon {
  /// What its making carries.
  public func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount] {
    [EmbodiedAmount("gpu_module", plan.boughtPowerShare * (modules ?? 0))]
  }
}

extension Sequence<any Component> {
  /// The loads, in the order of the site.
  public var loads: [GPULoad] { compactMap { $0 as? GPULoad } }
  /// What supplies or stores, in the order of the site.
  public var supply: [any Component] { filter { !($0 is GPULoad) } }
}

extension GPULoad: WeatherDriven {
  package static var weatherSeries: [WeatherSeries] {
    [
      .cooling(
        effectiveness: pueKey.key, water: waterKey.key, method: coolingKey.key,
        needs: modulesKey.key)
    ]
  }
}
