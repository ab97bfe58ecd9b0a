/// What may be asked of a solve beside an optimum; a solver may do more than that.
public struct SolveRequest: Sendable, Equatable {
  /// Stop as soon as the multipliers prove that no point costs less than this, with the objective's
  /// constant: the program is of no use then.
  public var cutoff: Double
  /// Stop at a point that all but satisfies the rows and costs less than this: that there is such a one
  /// is all one wants to know.
  public var enough: Double
  /// What the program is a part of costs so much, in its objective's unit: gaps are a share of that.
  public var whole: Double
  /// A point of a like program to start from.
  public var start: SolverStart?

  /// An optimum, or less than that.
  public init(
    cutoff: Double = .infinity, enough: Double = -.infinity, whole: Double = 0,
    start: SolverStart? = nil
  ) {
    self.cutoff = cutoff
    self.enough = enough
    self.whole = whole
    self.start = start
  }
}

/// A point inside a program, from which like programs are soon solved.
public struct SolverStart: Sendable, Equatable {
  /// How the program to solve differs from the one that the point is of.
  public enum Change: Sendable, Equatable { case costs, limits, counts }
  /// One value a column.
  public var x: [Double]
  /// One multiplier a row.
  public var y: [Double]
  /// Mean product of a value's distance to its bound and its reduced cost, in the objective's unit.
  public var mean: Double
  /// What has changed since.
  public var change: Change

  /// A point of an interior point method.
  public init(x: [Double], y: [Double], mean: Double, change: Change = .limits) {
    self.x = x
    self.y = y
    self.mean = mean
    self.change = change
  }
}
