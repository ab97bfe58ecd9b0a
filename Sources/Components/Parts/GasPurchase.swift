import Formulation
import LinearProgramming
import SiteModel
import Units

/// Payment for gas taken at the price of each step.
///
/// A negative price never pays for gas dumped or cycled through a battery: in steps below zero it is
/// earned on no more gas than full-load engines need for the site's load in that step.
struct GasPurchase: Sendable {
  let component: String
  let price: StepSeries<Per<MoneyDimension, HeatDimension>>
  let fullLoadHeatRate: HeatRate

  struct Variables: Sendable {
    /// Gas that earns the price; one column for each step with a negative price.
    let credited: Series<HeatFlowDimension>
    let steps: [Int]
    /// Position in `credited` of a step; nil where the price is not negative.
    let position: [Int?]
  }

  func declare(in program: inout LinearProgram, _ context: FormulationContext) -> Variables {
    let steps = price.minimum < .zero ? context.steps.filter { price[$0] < .zero } : []
    var position = [Int?](repeating: nil, count: context.horizon.count)
    for (index, step) in steps.enumerated() { position[step] = index }
    let heatRate = fullLoadHeatRate.in(.mmbtuPerMegawattHour)
    return Variables(
      credited: program.series(component, "credited_gas", count: steps.count, steps: { steps[$0] })
      {
        .limits(0, heatRate * context.load[steps[$0]].in(.megawatts))
      },
      steps: steps, position: position)
  }

  func constrain(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext,
    taken: (Int) -> Expression<HeatFlowDimension>
  ) {
    guard !v.steps.isEmpty else { return }
    let family = program.family(component, "credited_gas")
    for (index, t) in v.steps.enumerated() {
      // credited(t) ≤ taken(t)
      program.require(family, at: t, v.credited[index] .<= taken(t))
    }
  }

  /// Σ price(t)·taken(t)·Δ, with what is credited in place of what is taken below a price of zero.
  func cost(
    _ v: Variables, _ context: FormulationContext, taken: (Int) -> Expression<HeatFlowDimension>
  ) -> Expression<MoneyDimension> {
    context.yearly(
      MoneyDimension.self, { t in v.position[t].map { v.credited[$0] } ?? taken(t) },
      per: { price[$0].in(.usdPerMMBtu) / 1000 })
  }
}
