import SiteModel
import Units

/// The keys of a store whose power and energy are sized apart, as far as they must fit together.
struct StoreSizeKeys: Sendable {
  let mostPower: Parameter<PowerDimension>
  let mostEnergy: Parameter<EnergyDimension>
  let power: StandingKeys<PowerDimension>
  let energy: StandingKeys<EnergyDimension>
  let leastDuration: Parameter<TimeDimension>
  let mostDuration: Parameter<TimeDimension>

  func problems(in values: ParameterValues) -> [ParameterProblem] {
    var problems = power.problems(in: values, most: mostPower)
    problems += energy.problems(in: values, most: mostEnergy)
    problems += BuildKeys.problems(in: values)
    if values.optional(mostPower) == .zero, energy.least(in: values) > 0 {
      problems.append(
        ParameterProblem(
          key: energy.least.key, message: "energy must stand, but no power may",
          help: "raise \(mostPower.key), or leave out \(energy.least.key)"))
    }
    if values[leastDuration] > values[mostDuration] {
      problems.append(
        ParameterProblem(
          key: leastDuration.key, message: "the least duration is above the greatest",
          help: "write \(leastDuration.key) at or below \(mostDuration.key)"))
    }
    return problems
  }
}
