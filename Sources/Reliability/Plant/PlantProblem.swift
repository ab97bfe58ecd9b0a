/// Something about a plant that cannot be.
public struct PlantProblem: Sendable, Equatable {
  /// What the problem is about.
  public enum Field: String, Sendable {
    case beta, blocks, catchUp, deadline, efficiency, energy, floor, gpus, initial
    case load, maintenance, meanTimeToFailure, meanTimeToRepair, members, months, name, online,
      output
    case plan, power, readiness, refill, relativeRate, shared, shedBeforeStores, spread,
      startFailure
    case startTime, step, tank, target, weatherYears
  }

  /// Name of the unit, store, class, fuel supply or group; empty for the plant itself.
  public let subject: String
  /// What about it.
  public let field: Field
  /// What was found and what was expected.
  public let message: String
}

/// Everything that is wrong with a plant.
public struct UnsoundPlant: Error, Equatable {
  /// At least one, in the order of the plant's parts.
  public let problems: [PlantProblem]
}
