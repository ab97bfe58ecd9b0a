package import LinearProgramming
package import Solving

/// A program written by hand from numbers, for cases that no component states.
package struct SmallProgram {
  package private(set) var program = LinearProgram()
  private let family: Int

  package init() { family = program.family("test", "row") }

  /// A column between bounds.
  package mutating func column(
    _ name: String, of component: String = "test", _ range: ClosedRange<Double>, cost: Double = 0
  ) -> Expression<Void> {
    let column: Expression<Void> = program.column(
      component, name, .limits(range.lowerBound, range.upperBound))
    program.minimise(cost * column)
    return column
  }

  /// A row.
  package mutating func require(_ relation: Relation<Void>) {
    program.require(family, label: program.rows.count, relation)
  }

  /// The least cost, proven by the certificate; nil if nothing is.
  package func leastCost(by solver: any LinearSolver) throws -> Double? {
    let answer = try solver.solve(program, method: .simplex, progress: nil)
    let certificate = Certificate(of: program, x: answer.x, y: answer.y)
    return certificate.passed ? certificate.objective : nil
  }
}

extension Expression {
  /// A known number.
  package static func number(_ value: Double) -> Self { .constant(value) }
}
