package import LinearProgramming
package import SiteModel
package import Units

/// A component that can write its part of the linear program.
///
/// Its sizing says which capacities a plan may choose; who declares their columns is not its concern. Its
/// operation is given them by step, declares the columns of the hours, and then its rows. A component
/// sees neither another's columns nor the objective nor the balance: it returns expressions, and
/// policies and links sum them.
package protocol Formulated: Component {
  associatedtype Variables: Sendable

  /// The capacities that may be chosen, in the order in which they are declared.
  func sizing(_ context: FormulationContext) -> [CapacityRule]
  /// Adds the component's columns of the hours.
  func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Variables
  /// Adds the component's rows.
  func constrain(
    _ variables: Variables, in program: inout LinearProgram, _ context: FormulationContext)
  /// Power into the site bus at a step.
  func power(_ variables: Variables, at step: Int) -> Expression<PowerDimension>
  /// Yearly cost lines of running it; what is paid for its capacities is in their rules.
  func costs(_ variables: Variables, _ context: FormulationContext) -> [CostTerm]
  /// Yearly emissions by source.
  func emissions(_ variables: Variables, _ context: FormulationContext) -> [EmissionTerm]
  /// Nitrogen oxides of a year.
  func nitrogenOxides(_ variables: Variables, _ context: FormulationContext) -> Expression<
    NitrogenOxidesDimension
  >
  /// What it has to do with carbon-free power.
  func carbonFree(_ variables: Variables, at step: Int) -> CarbonFreeTerm
  /// What it can do when something fails, and what its own failure would cost.
  func reserve(_ variables: Variables, at step: Int, _ context: FormulationContext) -> ReserveTerm
  /// What it can go on giving while something else is out for long.
  func ride(_ variables: Variables, at step: Int, _ context: FormulationContext) -> RideTerm
  /// What of its charge solar fields must give; nil where anything may charge it.
  func solarCharge(_ variables: Variables, at step: Int) -> Expression<PowerDimension>?
  /// Whole units that carry firm load.
  func firmUnits(_ variables: Variables, at step: Int, _ context: FormulationContext) -> FirmUnits?
  /// Load that the uptime policy watches.
  func loads(_ variables: Variables, _ context: FormulationContext) -> [LoadTerm]
  /// Blocks of falling prices that planning chooses.
  func choices(_ variables: Variables) -> [ChoiceTerm]
  /// Limits of the planner whose worth is reported.
  func limits(_ variables: Variables) -> [LimitTerm]
  /// Sets that are online in whole numbers.
  func onlineSets(_ variables: Variables, _ context: FormulationContext) -> [OnlineSets]
  /// Flows of which a device can do one at a time.
  func directions(_ variables: Variables) -> [Directions]
  /// A meter that nets within the step, where both directions at once would pay.
  func netting(_ variables: Variables) -> NettingTerm?
  /// Sets columns that follow from others to exactly what these make them, whatever a solver left.
  func recomputeDependents(_ variables: Variables, at point: inout [Double])
  /// The component's plan at a point.
  func read(_ variables: Variables, at point: [Double], _ context: FormulationContext)
    -> SitePlan.ComponentPlan
}

extension Formulated {
  package func sizing(_ context: FormulationContext) -> [CapacityRule] { [] }
  package func costs(_ variables: Variables, _ context: FormulationContext) -> [CostTerm] { [] }
  package func emissions(_ variables: Variables, _ context: FormulationContext) -> [EmissionTerm] {
    []
  }
  package func nitrogenOxides(_ variables: Variables, _ context: FormulationContext) -> Expression<
    NitrogenOxidesDimension
  > {
    guard let engines = self as? any FuelBurning else { return .zero }
    return context.yearly(EnergyDimension.self) { power(variables, at: $0) }
      .times(engines.nitrogenOxides)
  }
  package func carbonFree(_ variables: Variables, at step: Int) -> CarbonFreeTerm {
    CarbonFreeTerm()
  }
  package func reserve(_ variables: Variables, at step: Int, _ context: FormulationContext)
    -> ReserveTerm
  { ReserveTerm() }
  package func ride(_ variables: Variables, at step: Int, _ context: FormulationContext) -> RideTerm
  { RideTerm() }
  package func solarCharge(_ variables: Variables, at step: Int) -> Expression<PowerDimension>? {
    nil
  }
  package func firmUnits(_ variables: Variables, at step: Int, _ context: FormulationContext)
    -> FirmUnits?
  { nil }
  package func loads(_ variables: Variables, _ context: FormulationContext) -> [LoadTerm] { [] }
  package func choices(_ variables: Variables) -> [ChoiceTerm] { [] }
  package func limits(_ variables: Variables) -> [LimitTerm] { [] }
  package func onlineSets(_ variables: Variables, _ context: FormulationContext) -> [OnlineSets] {
    []
  }
  package func directions(_ variables: Variables) -> [Directions] { [] }
  package func netting(_ variables: Variables) -> NettingTerm? { nil }
  package func recomputeDependents(_ variables: Variables, at point: inout [Double]) {}
}
