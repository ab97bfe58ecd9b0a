import LinearProgramming
import SiteModel
import Units

/// What one component does in the hours of a block: its columns are declared, each field is a hook.
///
/// It returns expressions and writes the rows of its own equations; limits over expressions of a whole
/// year are links.
package struct Operation: Sendable {
  /// The component's name.
  package let name: String
  /// Adds the component's rows.
  let constrain: @Sendable (inout LinearProgram) -> Void
  /// Power into the site bus at a step.
  let power: @Sendable (Int) -> Expression<PowerDimension>
  /// Yearly costs of running it.
  let costs: @Sendable () -> [CostTerm]
  /// Yearly emissions by source.
  let emissions: @Sendable () -> [EmissionTerm]
  /// Nitrogen oxides of a year.
  let nitrogenOxides: @Sendable () -> Expression<NitrogenOxidesDimension>
  /// What it has to do with carbon-free power at a step.
  let carbonFree: @Sendable (Int) -> CarbonFreeTerm
  /// What it can do at a step when something fails, and what its own failure would cost.
  let reserve: @Sendable (Int) -> ReserveTerm
  /// What it can go on giving from a step on while something else is out for long.
  let ride: @Sendable (Int) -> RideTerm
  /// What of its charge at a step solar fields must give; nil where anything may charge it.
  let solarCharge: @Sendable (Int) -> Expression<PowerDimension>?
  /// Whole units that carry firm load at a step.
  let firmUnits: @Sendable (Int) -> FirmUnits?
  /// Load that the uptime policy watches.
  let loads: [LoadTerm]
  /// Blocks of falling prices that planning chooses.
  let choices: [ChoiceTerm]
  /// Limits of the planner whose worth is reported.
  let limits: [LimitTerm]
  /// Sets that are online in whole numbers.
  let onlineSets: [OnlineSets]
  /// Flows of which a device can do one at a time.
  let directions: [Directions]
  /// A meter that nets within the step, where both directions at once would pay.
  let netting: NettingTerm?
  /// Sets columns that follow from others to exactly what these make them, whatever a solver left.
  let recomputeDependents: @Sendable (inout [Double]) -> Void
  /// The component's plan at a point.
  let read: @Sendable ([Double]) -> SitePlan.ComponentPlan
}

extension Formulated {
  /// Declares the component's columns of a block, given its capacities.
  func operation(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Operation {
    let v = declare(given: capacities, in: &program, context)
    return Operation(
      name: name,
      constrain: { constrain(v, in: &$0, context) },
      power: { power(v, at: $0) },
      costs: { costs(v, context) },
      emissions: { emissions(v, context) },
      nitrogenOxides: { nitrogenOxides(v, context) },
      carbonFree: { carbonFree(v, at: $0) },
      reserve: { reserve(v, at: $0, context) },
      ride: { ride(v, at: $0, context) },
      solarCharge: { solarCharge(v, at: $0) },
      firmUnits: { firmUnits(v, at: $0, context) },
      loads: loads(v, context), choices: choices(v), limits: limits(v),
      onlineSets: onlineSets(v, context), directions: directions(v), netting: netting(v),
      recomputeDependents: { recomputeDependents(v, at: &$0) },
      read: { read(v, at: $0, context) })
  }
}
