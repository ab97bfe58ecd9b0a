import LinearProgramming
import SiteModel
import Units

/// What is supplied is used, at every step.
enum PowerBalance {
  static func constrain(
    _ operations: [Operation], in program: inout LinearProgram, _ context: FormulationContext
  ) {
    // Ten for each MWh a year: no source emits so much that breaking the balance to meet a cap on
    // emissions, at one a tonne, would count as the lesser violation.
    let weight = 10 * max(1, context.weight * context.step.in(.hours))
    let balance = program.family(
      "site", "power_balance",
      relaxation: .init(weight: weight, meaning: "load that no supply can carry", unit: "MW"))
    for t in context.steps {
      // Σ power into the bus(t) = 0
      var sum = Expression<PowerDimension>.zero
      for component in operations { sum.add(component.power(t)) }
      program.require(balance, at: t, sum .== .zero)
    }
  }
}
