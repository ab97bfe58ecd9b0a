import Formulation
import LinearProgramming
import SiteModel
import Units

/// What a start costs more once a set has been offline for long.
struct ColdStarts: Sendable {
  /// Hours offline after which a start is cold.
  let after: Double
  let cost: PowerPrice
  let fuel: Quantity<Per<HeatDimension, PowerDimension>>

  static let afterKey = Parameter<TimeDimension>(
    "cold_after_hours", .hours, 1...168, .optional, "hours offline after which a start is cold")
  static let costKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "cold_start_cost_usd_per_mw", .usdPerMegawatt, 0...5000, .optional,
    "what a cold start costs beside a hot one, for each MW of the set")
  static let fuelKey = Parameter<Per<HeatDimension, PowerDimension>>(
    "cold_start_fuel_mmbtu_per_mw", .mmbtuPerMegawatt, 0...50, .optional,
    "fuel (HHV) of a cold start beside a hot one, for each MW of the set")

  static var parameters: [ParameterSpec] { [afterKey.spec, costKey.spec, fuelKey.spec] }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    let written = [costKey.key, fuelKey.key].filter { values.value(of: $0) != nil }
    let hasTime = values.optional(afterKey) != nil
    guard hasTime == written.isEmpty else { return [] }
    return [
      ParameterProblem(
        key: written.first ?? afterKey.key,
        message: hasTime
          ? "\(afterKey.key) means nothing without \(costKey.key) or \(fuelKey.key)"
          : "\(written.joined(separator: " and ")) means nothing without \(afterKey.key)",
        help: hasTime ? "write one of them, or leave it out" : "write \(afterKey.key)")
    ]
  }

  /// Nil where cold starts cost no more than hot ones.
  init?(values: ParameterValues) {
    guard let after = values.optional(Self.afterKey)?.in(.hours) else { return nil }
    self.after = after
    cost = values.optional(Self.costKey) ?? .zero
    fuel = values.optional(Self.fuelKey) ?? .zero
    guard cost > .zero || fuel > .zero else { return nil }
  }
}

extension GensetFleet {
  /// A start is hot where a set stopped within the last hours: what starts beyond those is cold (the start-up
  /// types of Morales-España, Latorre and Ramos, IEEE Transactions on Power Systems 28, 2013).
  ///
  /// What stopped in the K steps before t is r(t−1−K) − r(t−1) with what started in them.
  func constrainColdStarts(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    guard let coldStarts, let cold = v.cold, let started = v.started else { return }
    let steps = Int((coldStarts.after / context.step.in(.hours)).rounded(.up))
    // Where all starts of the year are within these hours of each other, none is cold.
    guard steps < context.horizon.count else { return }
    let family = program.family(component, "cold_starts")
    let swaps = program.family(component, "starts_of_what_stands")
    for t in context.steps {
      // A start and a stop at once would be a stop of a moment ago to the next start.
      let idle = v.units[t].each(unit) - v.running[context.horizon.before(t)]
      // v(t) ≤ r(t);  v(t) ≤ P̂·N − r(t−1)
      program.require(swaps, at: t, started[t] .<= v.running[t])
      program.require(swaps, at: t, started[t] .<= idle)
      var earlier = context.horizon.before(t)
      var stopped = -1 * v.running[earlier]
      for _ in 0..<steps {
        stopped.add(started[earlier])
        earlier = context.horizon.before(earlier)
      }
      stopped.add(v.running[earlier])
      // cold(t) ≥ v(t) − what stopped in the last hours, r(t−1−K) − r(t−1) + Σ v over these K steps
      program.require(family, at: t, cold[t] .>= started[t] - stopped)
    }
  }
}
