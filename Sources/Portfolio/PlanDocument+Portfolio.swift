import Reporting

extension PlanDocument {
  /// Why there is no good plan, in one line; empty for a good one.
  var finding: String {
    if ["optimal", "near_optimal", "feasible"].contains(status) { return "" }
    guard let worst = violations?.first else { return statement }
    return "\(statement): \(worst.policy), \(worst.meaning)"
  }

  /// Energy served over energy asked for, of all classes.
  var wholeServedFraction: Double? {
    guard let classes = unserved?.members.map(\.value) else { return nil }
    let demand = classes.reduce(0) { $0 + $1.demand }
    return demand > 0 ? 1 - classes.reduce(0) { $0 + $1.unserved } / demand : nil
  }

  /// t of CO2e of scopes 1 and 2, location-based.
  var tonnes: Double? { emissionTotals.map { $0.scope1 + $0.scope2 } }

  /// kg of CO2e for each MWh served.
  var intensity: Double? {
    guard let tonnes, let served, served > 0 else { return nil }
    return 1000 * tonnes / served
  }
}

extension RunDocument {
  /// How far a run came that has no answer.
  var lastAttempt: String {
    let stage = stages.last { !$0.attempts.isEmpty }
    let attempts = stage.map { "\($0.attempts.count) attempts at '\($0.name)'" } ?? "all attempts"
    return "no answer after \(attempts): "
      + (stage?.attempts.last?.verdict ?? "none left a point")
  }
}
