extension LinearProgram {
  /// The bounds and the box of new columns.
  public struct Bounds: Sendable {
    var lower: Double
    var upper: Double
    var box: ClosedRange<Double>
    var origin: BoxOrigin

    /// Between two limits that the solver is told.
    public static func limits(_ lower: Double, _ upper: Double) -> Self {
      Self(lower: lower, upper: upper, box: lower...max(lower, upper), origin: .limit)
    }
    /// Zero or more; rows imply that it is at most `upper`.
    public static func nonNegative(impliedUpTo upper: Double) -> Self {
      Self(lower: 0, upper: .infinity, box: 0...max(0, upper), origin: .implied)
    }
    /// This or more; rows imply that it is at most `upper`.
    public static func atLeast(_ lower: Double, impliedUpTo upper: Double) -> Self {
      Self(lower: lower, upper: .infinity, box: lower...max(lower, upper), origin: .implied)
    }
    /// Zero or more; taken to be at most `upper`, which is reported if it binds.
    public static func nonNegative(assumedUpTo upper: Double) -> Self {
      Self(lower: 0, upper: .infinity, box: 0...max(0, upper), origin: .assumed)
    }
    /// Zero or more, up to a planner's limit if there is one, else an assumed one.
    public static func size(limit: Double?, assumed: Double) -> Self {
      limit.map { .limits(0, $0) } ?? .nonNegative(assumedUpTo: assumed)
    }
  }

  /// Adds one column without a step.
  public mutating func column<D>(
    _ component: String, _ name: String, _ bounds: Bounds, of: D.Type = D.self
  ) -> Expression<D> {
    series(component, name, count: 1, steps: nil) { _ in bounds }[0]
  }

  /// Adds one column for each step of `0 ..< count`.
  public mutating func series<D>(
    _ component: String, _ name: String, steps count: Int, of: D.Type = D.self,
    bounds: (Int) -> Bounds
  ) -> Series<D> {
    series(component, name, count: count, steps: { $0 }, bounds: bounds)
  }

  /// Adds `count` columns; `steps` says which step each belongs to (nil: none).
  public mutating func series<D>(
    _ component: String, _ name: String, count: Int, steps: ((Int) -> Int)?, of: D.Type = D.self,
    bounds: (Int) -> Bounds
  ) -> Series<D> {
    let series = Series<D>(base: columns.count, count: count)
    groups.append(
      Group(
        component: block.component(component), name: name, base: series.base, count: count,
        unit: unitSymbol(of: D.self)))
    for position in 0..<count {
      let bound = bounds(position)
      columns.append(
        Column(
          lower: bound.lower, upper: bound.upper, box: bound.box, boxOrigin: bound.origin,
          cost: 0, step: steps.map { block.firstStep + $0(position) }))
    }
    return series
  }

  /// Names a group of rows; the returned number goes into `require`. Rows that only `tighten` follow from
  /// the others in whole numbers.
  public mutating func family(
    _ component: String, _ name: String, relaxation: Relaxation? = nil, tightens: Bool = false
  ) -> Int {
    families.append(
      Family(
        component: block.component(component), name: name, relaxation: relaxation,
        tightens: tightens))
    return families.count - 1
  }

  /// Adds one row for a step.
  public mutating func require<D>(_ family: Int, at step: Int, _ relation: Relation<D>) {
    append(relation, family: family, step: step, label: step)
  }

  /// Adds one row that belongs to no step; `label` tells it from others of its family.
  public mutating func require<D>(_ family: Int, label: Int = 0, _ relation: Relation<D>) {
    append(relation, family: family, step: nil, label: label)
  }

  /// Adds an expression to the objective.
  public mutating func minimise<D>(_ expression: Expression<D>) {
    for term in expression.terms { columns[Int(term.column)].cost += term.coefficient }
    objectiveConstant += expression.constant
  }

  /// Cost less what the rows pay for: d = c − Aᵀy.
  public func reducedCosts(multipliers: [Double]) -> [Double] {
    var reduced = columns.map(\.cost)
    for row in rows.indices where multipliers[row] != 0 {
      for entry in rowStart[row]..<rowStart[row + 1] {
        reduced[Int(columnIndex[entry])] -= multipliers[row] * coefficient[entry]
      }
    }
    return reduced
  }

  private mutating func append<D>(
    _ relation: Relation<D>, family: Int, step: Int?, label: Int
  ) {
    var terms = relation.difference.terms
    terms.sort { $0.column < $1.column }
    let start = columnIndex.count
    for term in terms {
      if columnIndex.count > start, columnIndex[columnIndex.count - 1] == term.column {
        coefficient[coefficient.count - 1] += term.coefficient
      } else {
        columnIndex.append(term.column)
        coefficient.append(term.coefficient)
      }
    }
    dropZeros(from: start)
    rowStart.append(columnIndex.count)
    let bound = -relation.difference.constant
    if families[family].unit.isEmpty { families[family].unit = unitSymbol(of: D.self) }
    rows.append(
      Row(
        lower: relation.sense == .lessOrEqual ? -.infinity : bound,
        upper: relation.sense == .greaterOrEqual ? .infinity : bound,
        step: step.map { block.firstStep + $0 }, family: family, label: label))
  }

  /// Entries that cancel out are not entries.
  private mutating func dropZeros(from start: Int) {
    var kept = start
    for entry in start..<columnIndex.count where coefficient[entry] != 0 {
      columnIndex[kept] = columnIndex[entry]
      coefficient[kept] = coefficient[entry]
      kept += 1
    }
    columnIndex.removeLast(columnIndex.count - kept)
    coefficient.removeLast(coefficient.count - kept)
  }
}
