import LinearProgramming
import SiteModel
import Units

/// Battery power, and the share of online headroom that follows at once, held back in every step for the
/// sub-second swings of synchronous training, which an hourly program does not see.
enum FastSwing {
  static func constrain(
    _ operations: [Operation], in program: inout LinearProgram, _ context: FormulationContext
  ) {
    guard context.holdsFastSwing else { return }
    let family = program.family(
      "site", "fast_swing",
      relaxation: .init(
        weight: 1, meaning: "battery power or fast headroom missing for the swings of training",
        unit: "MW"))
    for t in context.steps {
      // Σ (D − c(t) − d(t)) + Σ fast·(a(t)·r(t) − p(t)) ≥ Σ swing · training(t)
      var free = Expression<PowerDimension>.zero
      var swing = Expression<PowerDimension>.zero
      for component in operations {
        let term = component.reserve(t)
        free.add(term.fast)
        swing.add(term.swing)
      }
      program.require(family, at: t, free .>= swing)
    }
  }
}
