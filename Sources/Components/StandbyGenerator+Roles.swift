public import SiteModel
import Units

extension StandbyGenerator {
  /// Its colours in charts.
  public static var colors: [String] { ["#6b6b6b", "#454545"] }
}

extension StandbyGenerator: FuelBurning {
  /// Its fuels, each with the column that measures it.
  public var fuels: [FuelStatement] {
    [
      FuelStatement(
        flow: .output, heatPerFlow: heatRate.in(.mmbtuPerMegawattHour), prefix: "",
        makeup: .factors(carbonDioxide: fuel.carbonDioxide, methane: .zero),
        burner: .table(fuel: fuel.rawValue, methane: fuel.methane),
        nitrousOxide: fuel.nitrousOxide, scope: 1)
    ]
  }
  /// In emergencies alone, unless the permit gives it hours.
  public var runsByPlan: Bool { plannedHours > 0 }
  /// No crankcases are counted.
  public var engines: EngineStatement? { nil }
}

extension StandbyGenerator: ReliabilityModel {
  package func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    let built = plan.units ?? 0
    let count = Int((built - 1e-6).rounded(.up))
    guard count > 0 else { return FailingParts() }
    var parts = FailingParts()
    parts.units = (0..<count).map { index in
      // Where counts are relaxed the last set is a part of one.
      let part = built - Double(index) > 1 - 1e-6 ? 1 : built - Double(index)
      return FailingParts.Unit(
        name: "\(name) \(index + 1)", output: [part * unit.in(.megawatts)], failures: failures,
        standby: .init(
          startFailure: failureToStart, startHours: startTime.in(.hours), readiness: readiness,
          tank: part * tank.in(.megawattHours), refill: part * refill.in(.megawatts)))
    }
    return parts
  }
}

extension StandbyGenerator: EmbodyingCarbon {
  /// What its making carries.
  public func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount] {
    [EmbodiedAmount("genset", plan.kilowatts)]
  }
}
