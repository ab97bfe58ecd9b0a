/// What any column values and any row multipliers prove about a linear program.
///
/// Computed from the natural program alone: a solver contributes two lists of numbers and no
/// verdict. The two may come from different tries, for any feasible point and any multipliers
/// together bound the distance to the optimum.
public struct Certificate: Sendable, Equatable {
  /// What the numbers amount to.
  public enum Verdict: String, Sendable { case optimal, nearOptimal, none }

  /// Cost of the point, with the objective's constant.
  public let objective: Double
  /// Sum of the magnitudes of what the columns cost at the point.
  public let grossCost: Double
  /// No point within bounds, rows and boxes costs less than this.
  public let lowerBound: Double
  /// Largest violation of a row or a bound, each in relation to the program's unit plus the
  /// size of its terms.
  public let primalResidual: Double
  /// Largest reduced cost whose sign only a box of the certificate answers, in relation to its terms.
  public let dualResidual: Double
  /// Proven distance to the least cost, in relation to the gross cost.
  public let relativeGap: Double
  /// Columns whose assumed box binds, or without which the lower bound would not hold.
  public let bindingAssumedBoxes: [Int]

  /// Largest primal residual that a plan may have.
  public static let residualLimit = 1e-6
  /// Largest gap of an optimal plan.
  public static let gapLimit = 1e-6
  /// Largest gap of a near optimal plan.
  public static let nearGapLimit = 1e-4

  /// Whether the point is proven feasible and optimal within tolerance.
  public var passed: Bool { verdict == .optimal }

  /// Optimal, near optimal, or nothing proven.
  public var verdict: Verdict {
    guard primalResidual <= Self.residualLimit else { return .none }
    if relativeGap <= Self.gapLimit { return .optimal }
    return relativeGap <= Self.nearGapLimit ? .nearOptimal : .none
  }

  /// Checks column values `x` and row multipliers `y` (change of cost a unit of the row's bound).
  public init(of program: LinearProgram, x: [Double], y: [Double]) {
    guard x.count == program.columns.count, y.count == program.rows.count,
      x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite)
    else {
      objective = .infinity
      grossCost = .infinity
      lowerBound = -.infinity
      primalResidual = .infinity
      dualResidual = .infinity
      relativeGap = .infinity
      bindingAssumedBoxes = []
      return
    }
    let multipliers = Multipliers(of: program, y: y)
    var penalty = CompensatedSum()
    var residual = 0.0
    for row in program.rows.indices {
      let (value, gross) = program.activity(of: row, at: x)
      let violation = max(0, program.rows[row].lower - value, value - program.rows[row].upper)
      residual = max(residual, violation / (program.unit(ofRow: row) + gross))
      penalty.add(multipliers.y[row].magnitude * violation)
    }
    var cost = CompensatedSum()
    var gross = CompensatedSum()
    for (j, column) in program.columns.enumerated() {
      cost.add(column.cost * x[j])
      gross.add((column.cost * x[j]).magnitude)
      // The lower bound holds inside the boxes, so leaving a box is a violation too.
      let beyond = max(0, column.least - x[j], x[j] - column.greatest)
      residual = max(residual, beyond / (program.unit(ofColumn: j) + x[j].magnitude))
      penalty.add(multipliers.reducedCost[j].magnitude * beyond)
    }
    let scale = max(program.unit, gross.value)
    grossCost = gross.value
    objective = cost.value + program.objectiveConstant
    lowerBound = multipliers.bound + program.objectiveConstant
    primalResidual = residual
    dualResidual = multipliers.dualResidual(in: program)
    let gap = max(0, cost.value - multipliers.bound + penalty.value) / scale
    relativeGap = gap.isFinite ? gap : .infinity
    bindingAssumedBoxes = program.columns.indices.filter {
      program.columns[$0].boxOrigin == .assumed
        && Self.leans(
          on: program.columns[$0], at: x[$0], reducedCost: multipliers.reducedCost[$0],
          one: program.unit(ofColumn: $0), material: Self.gapLimit * scale)
    }
  }

  /// The proven lower bound alone: for proofs of infeasibility, and to skip hopeless unit counts.
  public static func lowerBound(of program: LinearProgram, y: [Double]) -> Double {
    guard y.count == program.rows.count, y.allSatisfy(\.isFinite) else { return -.infinity }
    return Multipliers(of: program, y: y).bound + program.objectiveConstant
  }

  /// Whether an end of the box that is not a bound holds the point, or carries the lower bound.
  private static func leans(
    on column: LinearProgram.Column, at x: Double, reducedCost: Double, one: Double,
    material: Double
  ) -> Bool {
    let near = 1e-6 * (one + max(column.box.lowerBound.magnitude, column.box.upperBound.magnitude))
    if column.upper > column.box.upperBound {
      if x >= column.box.upperBound - near { return true }
      if reducedCost < 0, -reducedCost * (column.box.upperBound - x) > material { return true }
    }
    if column.lower < column.box.lowerBound {
      if x <= column.box.lowerBound + near { return true }
      if reducedCost > 0, reducedCost * (x - column.box.lowerBound) > material { return true }
    }
    return false
  }
}
