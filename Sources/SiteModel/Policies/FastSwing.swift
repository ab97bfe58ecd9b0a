import LinearProgramming
import Units

/// Battery power held back in every step for the sub-second swings of synchronous training, which an
/// hourly program does not see.
enum FastSwing {
  static func constrain(
    _ placed: [any AnyPlaced], in program: inout LinearProgram, _ setting: Setting
  ) {
    guard setting.holdsFastSwing else { return }
    let family = program.family(
      "site", "fast_swing",
      relaxation: .init(
        weight: 1, meaning: "battery power missing for the swings of training", unit: "MW"))
    for t in setting.steps {
      // Σ (D − c(t) − d(t)) ≥ Σ swing · training(t)
      var free = Expression<PowerDimension>.zero
      var swing = Expression<PowerDimension>.zero
      for component in placed {
        let term = component.reserve(at: t, setting)
        free.add(term.fast)
        swing.add(term.swing)
      }
      program.require(family, at: t, free .>= swing)
    }
  }
}
