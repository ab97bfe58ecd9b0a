import Formulation
import LinearProgramming
import SiteModel
import Solving
import Units

extension Explainer {
  /// Each shadow price beside what solving with a little more and a little less of the limit shows.
  func limits() throws(PlanningStop) -> [Explanation.Limit] {
    let adjustableLimits = site.adjustableLimits
    var limits: [Explanation.Limit] = []
    for price in plan.shadowPrices {
      let known = adjustableLimits.filter { $0.worth?.limit == price.limit }
      // Two keys behind one limit: the multiplier does not tell which of them holds.
      if known.count == 1, let adjustableLimit = known.first, let worth = adjustableLimit.worth {
        limits.append(try limit(price, adjustableLimit, worth))
      } else if let moved = try rows(price) {
        limits.append(moved)
      }
    }
    return limits
  }

  /// By moving the limit in the site.
  private func limit(
    _ price: SitePlan.ShadowPrice, _ adjustableLimit: AdjustableLimit,
    _ worth: AdjustableLimit.Worth
  ) throws(PlanningStop) -> Explanation.Limit {
    let step =
      adjustableLimit.isWhole
      ? max(1, (adjustableLimit.size / 100).rounded()) : adjustableLimit.size / 100
    let factor = worth.isPerServedEnergy ? plan.served.in(.megawattHours) / 1000 : worth.factor
    var limits = (more: [String: ClosedRange<Double>](), less: [String: ClosedRange<Double>]())
    if let count = program.sizes.first(where: { $0.key == worth.count }), adjustableLimit.isWhole {
      let built = count.column.value(at: base.point).rounded()
      limits = ([count.key: built + step...built + step], [count.key: built - step...built - step])
    }
    let more = try priced(
      adjustableLimit.shifted(by: step, in: site), limits: limits.more,
      "\(adjustableLimit.key.text), a little more")
    let less = try priced(
      adjustableLimit.shifted(by: -step, in: site), limits: limits.less,
      "\(adjustableLimit.key.text), a little less")
    return Explanation.Limit(
      name: price.limit, key: adjustableLimit.key.text, unit: adjustableLimit.unit,
      steps: price.bindingSteps,
      multiplier: price.value * factor, more: self.worth(of: more, per: step),
      less: self.worth(of: less, per: -step), noise: noise([more, less]) / step)
  }

  /// By moving the rows of a policy that no key of the site file moves.
  private func rows(_ price: SitePlan.ShadowPrice) throws(PlanningStop) -> Explanation.Limit? {
    let natural = program.program
    let families = natural.families.indices.filter {
      "\(natural.families[$0].component).\(natural.families[$0].name)" == price.limit
    }
    guard let family = families.first, let relaxation = natural.families[family].relaxation else {
      return nil
    }
    let step = max(
      1e-3 * site.peakLoad.in(.megawatts), 0.01 * natural.greatestLimit(ofFamily: family))
    func moved(by amount: Double) throws(PlanningStop) -> Priced? {
      try Self.solve(
        natural.shifting(family: family, by: amount), settle: { program.recomputeDependents(&$0) },
        by: planner,
        "\(price.limit), moved", from: base.start)
    }
    let more = try moved(by: step)
    let less = try moved(by: -step)
    return Explanation.Limit(
      name: price.limit, key: nil, unit: relaxation.unit, steps: price.bindingSteps,
      multiplier: price.value, more: worth(of: more, per: step), less: worth(of: less, per: -step),
      noise: noise([more, less]) / step)
  }
}
