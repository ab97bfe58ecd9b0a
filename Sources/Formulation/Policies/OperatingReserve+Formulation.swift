import LinearProgramming
import SiteModel
import Units

extension OperatingReserve {
  /// Rows of every step: what stands ready at once, for as long as the bridge, against the shares together.
  func constrain(
    _ operations: [Operation], in program: inout LinearProgram, _ context: FormulationContext
  ) {
    let family = program.family(
      "site", "operating_reserve",
      relaxation: .init(weight: 1, meaning: "operating reserve that is missing", unit: "MW"))
    let loads = operations.flatMap(\.loads)
    for t in context.steps {
      var ready = Expression<PowerDimension>.zero
      var asked = Expression<PowerDimension>.zero
      var units: [Expression<PowerDimension>] = []
      for component in operations {
        let term = component.reserve(t)
        ready.add(term.bridging)
        asked.add(term.solar, times: solar)
        asked.add(term.wind, times: wind)
        if let one = term.lostWithUnit { units.append(one) }
      }
      for load in loads { asked.add(load.drawn(t), times: self.load) }
      // The largest unit may be any fleet's: a row for each.
      for one in unit > 0 && !units.isEmpty ? units : [.zero] {
        // Σ bridging(t) ≥ shares of Σ x(t), of Σ s(t) and of a unit of the fleet, for each fleet
        program.require(family, at: t, ready .>= asked + unit * one)
      }
    }
  }
}
