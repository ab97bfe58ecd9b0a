import LinearProgramming
import Units

/// What is supplied is used, at every step.
enum PowerBalance {
  static func constrain(
    _ placed: [any AnyPlaced], in program: inout LinearProgram, _ setting: Setting
  ) {
    // Ten for each MWh a year: no source emits so much that breaking the balance to meet a cap on
    // emissions, at one a tonne, would count as the lesser violation.
    let weight = 10 * max(1, setting.weight * setting.step.in(.hours))
    let balance = program.family(
      "site", "power_balance",
      relaxation: .init(weight: weight, meaning: "load that no supply can carry", unit: "MW"))
    for t in setting.steps {
      // Σ power into the bus(t) = 0
      var sum = Expression<PowerDimension>.zero
      for component in placed { sum.add(component.power(at: t)) }
      program.require(balance, at: t, sum .== .zero)
    }
  }
}
