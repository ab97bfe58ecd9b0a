import LinearProgramming

extension SolveStrategy {
  /// Solves without components, prices them, and takes back what earns, until nothing does.
  ///
  /// Leaves `best` short of the aim where that does not come to an end soon: then all are needed.
  /// A solver that starts from points gets one guess alone, and its point to go on from: a second
  /// would cost as much as the whole.
  func sift(
    _ components: Set<String>, into best: inout Best, aim: SolveAim, within limits: SolveLimits,
    from given: SolverStart?,
    settle: (inout [Double]) -> Void, monitor: ProgressMonitor
  ) throws(PlanningStop) -> SolverStart? {
    var left = components
    while let sifting = Sifting(best.program, leavingOut: left) {
      let names = sifting.components.sorted()
      guard
        let rest = try solve(
          sifting.rest, aim: aim, within: limits.once, from: given, settle: settle, monitor: monitor
        )
      else { return nil }
      best.append(rest.attempts, at: .without(names))
      guard aim.isReached(by: rest.certificate) else { return nil }
      let pricing = sifting.pricing(at: rest.y)
      // What it earns matters beside what all costs, and is often nothing. Where one guess is all, that
      // it earns is enough to know.
      let cost = max(1, rest.certificate.objective.magnitude)
      let prices = try solve(
        pricing, aim: takesRequests ? .side(of: -aim.gapLimit * cost) : .plan,
        within: limits.once, partOf: cost, monitor: monitor)
      best.append(prices?.attempts ?? [], at: .pricing(names))
      guard let prices else { return nil }
      best.consider(x: rest.x, y: sifting.multipliers(rest: rest.y, pricing: prices.y))
      best.keep(sifting.start(rest: rest, pricing: prices))
      guard !aim.isReached(by: best.certificate) else { return nil }
      let earning = sifting.worth(of: pricing, at: prices.x).filter {
        $0.value < -Certificate.gapLimit * cost
      }
      guard !earning.isEmpty else { return nil }
      if takesRequests { return sifting.start(rest: rest, pricing: prices) }
      left = sifting.components.subtracting(earning.keys)
    }
    return nil
  }
}
