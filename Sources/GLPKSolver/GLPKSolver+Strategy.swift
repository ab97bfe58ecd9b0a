package import Solving

extension GLPKSolver {
  /// What GLPK solves by simplex, whose answers are vertices with exact multipliers: programs with fewer rows.
  package static let simplexRows = 5000

  /// Simplex for small programs; for others interior points of the stretched program, by whichever block and
  /// scaling it comes to an end with. Equilibrated blocks of six steps mostly do.
  package static var strategy: SolveStrategy {
    SolveStrategy(
      "glpk",
      vertices: (SolveAttempt(GLPKSolver(), .simplex, scaling: "automatic"), simplexRows),
      attempts: [(.equilibrated, 6), (.none, 6), (.none, 12), (.geometric, 6)].map(stretched),
      branching: GLPKSolver())
  }

  private static func stretched(_ scaling: Scaling, blockLength: Int) -> SolveAttempt {
    SolveAttempt(
      GLPKSolver(scaling: scaling), .interiorPoint(), scaling: scaling.rawValue,
      weighing: { $0.weighingDearColumns() }, blockLength: blockLength)
  }
}
