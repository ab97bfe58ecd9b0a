import LinearProgramming
import Units

/// What is supplied is used, at every step.
enum PowerBalance {
  static func constrain(
    _ placed: [any AnyPlaced], in program: inout LinearProgram, _ setting: Setting
  ) {
    let balance = program.family(
      "site", "power_balance",
      relaxation: .init(weight: 1, meaning: "load that no supply can carry", unit: "MW"))
    for t in setting.steps {
      // Σ power into the bus(t) = 0
      var sum = Expression<PowerDimension>.zero
      for component in placed { sum.add(component.power(at: t)) }
      program.require(balance, at: t, sum .== .zero)
    }
  }
}
