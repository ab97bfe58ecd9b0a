import Formulation
import LinearProgramming
import SiteModel
import Units

/// Output that follows the sky: a series for each unit of what is built, of which what is not used is
/// curtailed free of charge.
struct ProfiledOutput: Sendable {
  let component: String
  /// Output of each unit as built.
  let profile: StepSeries<NumberDimension>
  /// Whether somebody else has the certificates of its power.
  let sellsCertificates: Bool

  init(component: String, profile: StepSeries<NumberDimension>, values: ParameterValues) {
    (self.component, self.profile) = (component, profile)
    sellsCertificates = values[OutputCertificates.key] == .sold
  }

  struct Variables: Sendable {
    let nameplate: Capacity<PowerDimension>
    /// One column for each step with any output.
    let output: Series<PowerDimension>
    /// Position in `output` of a step; nil where there is none.
    let position: [Int?]
    let steps: [Int]
    /// Output that nine of ten days give at the hour of the month; empty where nobody asks.
    let firmYield: [Double]
  }

  /// The tenth of the days of a month from below, for each hour of the clock.
  private func firmYield(_ context: FormulationContext) -> [Double] {
    guard !context.rides.isEmpty else { return [] }
    var byHour: [[Double]] = Array(repeating: [], count: 12 * 1440)
    let minutes = context.horizon.stepMinutes
    func slot(_ t: Int) -> Int {
      (context.horizon.clock(t).month - 1) * 1440 + t * minutes % 1440
    }
    for t in context.steps { byHour[slot(t)].append(profile[t].in(.fraction)) }
    for index in byHour.indices { byHour[index].sort() }
    return context.steps.map { t in
      let values = byHour[slot(t)]
      return values[values.count / 10]
    }
  }

  func declare(
    _ nameplate: Capacity<PowerDimension>, in program: inout LinearProgram,
    _ context: FormulationContext
  ) -> Variables {
    let steps = context.steps.filter { profile[$0] > .zero }
    var position = [Int?](repeating: nil, count: context.horizon.count)
    for (index, step) in steps.enumerated() { position[step] = index }
    let output: Series<PowerDimension> = program.series(
      component, "output", count: steps.count, steps: { steps[$0] }
    ) { index in
      .nonNegative(
        impliedUpTo: profile[steps[index]].in(.fraction)
          * nameplate.range(at: steps[index]).upperBound)
    }
    return Variables(
      nameplate: nameplate, output: output, position: position, steps: steps,
      firmYield: firmYield(context))
  }

  func constrain(_ v: Variables, in program: inout LinearProgram) {
    let limit = program.family(component, "output_limit")
    for (index, t) in v.steps.enumerated() {
      // s(t) ≤ σ(t)·(1 − δ)^(life/2)·S
      let yield = profile[t].in(.fraction)
      program.require(limit, at: t, v.output[index] .<= yield * v.nameplate.inUse(t))
    }
  }

  func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    v.position[step].map { v.output[$0] } ?? .zero
  }

  /// What it could give, used or curtailed.
  func possible(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    profile[step].in(.fraction) * v.nameplate.inUse(step)
  }

  func carbonFree(_ v: Variables, at step: Int) -> CarbonFreeTerm {
    let output: Expression<PowerDimension>? = v.position[step].map { v.output[$0] }
    return sellsCertificates ? CarbonFreeTerm(sold: output) : CarbonFreeTerm(made: output)
  }

  func ride(_ v: Variables, at step: Int) -> RideTerm {
    RideTerm(
      firm: (v.firmYield[step] * v.nameplate.endOverUse(step)) * v.nameplate.inUse(step))
  }

  func read(
    _ v: Variables, into plan: inout SitePlan.ComponentPlan, at point: [Double],
    _ context: FormulationContext
  ) {
    plan.power = v.nameplate.last.quantity(at: point)
    let output = context.steps.map { power(v, at: $0).quantity(at: point).in(.megawatts) }
    let possible = context.steps.map {
      profile[$0].in(.fraction) * v.nameplate.inUse($0).quantity(at: point).in(.megawatts)
    }
    plan.flows = [
      .init(.output, output), .init(.curtailed, zip(possible, output).map { $0 - $1 }),
    ]
    let left = v.nameplate.left(at: point)
    plan.leftAtEnd = left.atEnd
    plan.details = [
      .init(key: "mid_life_output_fraction", value: left.inUse),
      .init(key: "end_of_life_output_fraction", value: left.atEnd),
    ]
  }

  /// What a plan gives at the end of its life, as a single unit that never fails beyond its series.
  func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    guard let built = plan.power?.in(.megawatts), built > 0 else { return FailingParts() }
    var parts = FailingParts()
    parts.units = [
      FailingParts.Unit(
        name: component,
        output: (0..<horizon.count).map { profile[$0].in(.fraction) * plan.leftAtEnd * built })
    ]
    return parts
  }
}
