import LinearProgramming
import SiteModel
import Units

extension LinearProgram {
  /// Adds what scenarios cost to the objective: their mean, and a share of the mean of the worst (CVaR).
  ///
  /// What all scenarios pay alike may be left out of `costs` and added to the objective beside them: CVaR moves with
  /// a constant.
  mutating func minimise(
    _ costs: [Expression<MoneyDimension>], over together: ScenariosTogether
  ) {
    let weight = together.riskWeight
    for (cost, probability) in zip(costs, together.probabilities) {
      let factor = (1 - weight) * probability
      if factor > 0 { minimise(factor * cost) }
    }
    guard weight > 0 else { return }
    let ranges = costs.map(range)
    let least = ranges.map(\.lowerBound).min() ?? 0
    let most = ranges.map(\.upperBound).max() ?? 0
    // η at the optimum is what one of the scenarios costs.
    var threshold: Expression<MoneyDimension> = column(
      "scenarios", "tail_threshold", .nonNegative(impliedUpTo: most))
    if least < 0 {
      let below: Expression<MoneyDimension> = column(
        "scenarios", "tail_threshold_below_zero", .nonNegative(impliedUpTo: -least))
      threshold = threshold - below
    }
    minimise(weight * threshold)
    let rows = family("scenarios", "tail_cost")
    for (place, cost) in costs.enumerated() {
      let above: Expression<MoneyDimension> = column(
        "scenarios", "above_threshold_\(place + 1)", .nonNegative(impliedUpTo: most - least))
      // z(s) ≥ cost(s) − η
      require(rows, label: place, above .>= cost - threshold)
      minimise((weight * together.probabilities[place] / together.riskTail) * above)
    }
  }

  /// What an expression can come to within the boxes of its columns.
  private func range<D>(of expression: Expression<D>) -> ClosedRange<Double> {
    var (least, most) = (expression.constant, expression.constant)
    for term in expression.terms {
      let box = columns[Int(term.column)].box
      let ends = (term.coefficient * box.lowerBound, term.coefficient * box.upperBound)
      least += min(ends.0, ends.1)
      most += max(ends.0, ends.1)
    }
    return least...max(least, most)
  }
}
