import LinearProgramming
import SiteModel
import Units

/// Stores that solar fields alone may charge take no more than these give in the same step.
enum SolarCharging {
  static func constrain(
    _ operations: [Operation], in program: inout LinearProgram, _ context: FormulationContext
  ) {
    guard operations.contains(where: { $0.solarCharge(0) != nil }) else { return }
    let family = program.family("site", "solar_charging")
    for t in context.steps {
      var charge = Expression<PowerDimension>.zero
      var solar = Expression<PowerDimension>.zero
      for component in operations {
        if let own = component.solarCharge(t) { charge.add(own) }
        solar.add(component.reserve(t).solar)
      }
      // Σ c(t) of stores charged by solar alone ≤ Σ s(t)
      program.require(family, at: t, charge .<= solar)
    }
  }
}
