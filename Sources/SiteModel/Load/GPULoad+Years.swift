package import Units

extension GPULoad {
  /// Facility power of one GPU with its cooling; nil where nobody says it.
  package var powerOfGPU: Power? { values.optional(GPUWork.powerKey) }

  /// Energy of a year, as often as its steps stand for it, if all that is delivered were served.
  package func deliveredEnergy(in year: PlannedYear) -> Energy {
    let shares = arrivals?.byStep(of: year)
    var sum = Energy.zero
    for step in 0..<year.steps.count {
      let share = year.steps.weight * (shares?[step] ?? 1)
      let energy = demand(at: step).over(year.steps.step)
      sum = sum + share * energy
    }
    return sum
  }
}
