import LinearProgramming

/// Points to start from, between a program and the smaller one that a solver sees in its own unit.
extension SolverStart {
  func natural(by reduction: Reduction) -> SolverStart {
    let program = reduction.reduced
    let point = reduction.natural(x: program.fromOwnUnit(x: x), y: program.fromOwnUnit(y: y))
    return SolverStart(x: point.x, y: point.y, mean: mean * program.unit, change: change)
  }

  /// Nil where the program has other columns or rows.
  func smaller(by reduction: Reduction) -> SolverStart? {
    guard let point = reduction.smaller(x: x, y: y) else { return nil }
    let program = reduction.reduced
    return SolverStart(
      x: program.toOwnUnit(x: point.x), y: program.toOwnUnit(y: point.y),
      mean: mean / program.unit, change: change)
  }
}

extension Sifting {
  /// Where to go on from when a guess was wrong: as the rest was on its way, and what was left out
  /// as its prices would have it.
  func start(rest: SolveStrategy.Solution, pricing: SolveStrategy.Solution) -> SolverStart? {
    guard let start = rest.start else { return nil }
    let priced = pricing.start
    return SolverStart(
      x: point(rest: start.x, pricing: priced?.x ?? pricing.x),
      y: multipliers(rest: start.y, pricing: priced?.y ?? pricing.y), mean: start.mean,
      change: .counts)
  }
}
