/// A program whose policy rows may be broken at a price and in which nothing else costs anything.
///
/// Its least cost is the least total violation of the policies, so a lower bound above zero
/// proves that the given program has no solution.
public struct ElasticProgram: Sendable {
  /// By how much a policy row is broken.
  public struct Violation: Sendable, Equatable {
    /// Which of its limits a row misses.
    public enum Direction: Sendable, Equatable { case belowLower, aboveUpper }
    /// The row of the given program.
    public var row: Int
    /// By how much, in the unit of the row.
    public var amount: Double
    /// Which limit is missed.
    public var direction: Direction

    /// A violation of a row.
    public init(row: Int, amount: Double, direction: Direction) {
      self.row = row
      self.amount = amount
      self.direction = direction
    }
  }

  /// The relaxed program: the columns of the given one, then the slacks.
  public let program: LinearProgram
  private let slacks: [(column: Int, row: Int, direction: Violation.Direction)]

  /// Relaxes the rows of families with a `relaxation`.
  public init(_ program: LinearProgram) {
    var elastic = LinearProgram()
    elastic.columns = program.columns
    elastic.unit = program.unit
    for (number, column) in elastic.columns.enumerated() {
      elastic.columns[number].cost = 0
      // A size or a billed peak that costs nothing would grow beyond all numbers.
      guard column.step == nil else { continue }
      elastic.columns[number].lower = column.least
      elastic.columns[number].upper = column.greatest
    }
    elastic.groups = program.groups
    elastic.families = program.families

    var slacks: [(column: Int, row: Int, direction: Violation.Direction)] = []
    // Two slots a row: the slack that lifts it to its lower limit, and the one that lowers it.
    var slackOfRow = [(lift: Int32, drop: Int32)](repeating: (-1, -1), count: program.rows.count)
    let rowsOfFamily = Lists(program.rows.map { Int32($0.family) }, into: program.families.count)
    for (number, family) in program.families.enumerated() {
      guard let relaxation = family.relaxation else { continue }
      let rows = rowsOfFamily.items[rowsOfFamily[number]].map(Int.init)
      for direction in [Violation.Direction.belowLower, .aboveUpper] {
        let base = elastic.columns.count
        for row in rows {
          guard let column = Self.slack(of: row, direction, in: program, relaxation) else {
            continue
          }
          let place = elastic.appendColumn(column)
          slacks.append((Int(place), row, direction))
          if direction == .belowLower {
            slackOfRow[row].lift = place
          } else {
            slackOfRow[row].drop = place
          }
        }
        if elastic.columns.count > base {
          let suffix = direction == .belowLower ? "below" : "above"
          elastic.groups.append(
            .init(
              component: family.component, name: "\(family.name)_\(suffix)", base: base,
              count: elastic.columns.count - base))
        }
      }
    }
    // Slacks come after all natural columns, so each row stays sorted.
    for (row, slack) in slackOfRow.enumerated() {
      for entry in program.entries(of: row) {
        elastic.appendEntry(program.columnIndex[entry], program.coefficient[entry])
      }
      if slack.lift >= 0 { elastic.appendEntry(slack.lift, 1) }
      if slack.drop >= 0 { elastic.appendEntry(slack.drop, -1) }
      elastic.closeRow(program.rows[row])
    }
    self.program = elastic
    self.slacks = slacks
  }

  /// A slack wide enough for any point within the boxes, or nil where the row has no such limit.
  private static func slack(
    of row: Int, _ direction: Violation.Direction, in program: LinearProgram,
    _ relaxation: LinearProgram.Relaxation
  ) -> LinearProgram.Column? {
    let limits = program.rows[row]
    let reach = program.reach(of: row)
    let widest: Double
    switch direction {
    case .belowLower:
      guard limits.lower.isFinite else { return nil }
      widest = limits.lower - reach.least
    case .aboveUpper:
      guard limits.upper.isFinite else { return nil }
      widest = reach.greatest - limits.upper
    }
    return LinearProgram.Column(
      lower: 0, upper: .infinity, box: 0...max(0, widest), boxOrigin: .implied,
      cost: relaxation.weight, step: limits.step)
  }

  /// The policy rows that a point of the relaxed program breaks by more than `tolerance` of its unit.
  public func violations(at x: [Double], above tolerance: Double = 1e-6) -> [Violation] {
    slacks
      .filter { x[$0.column] > tolerance * program.unit }
      .map { Violation(row: $0.row, amount: x[$0.column], direction: $0.direction) }
      .sorted { ($0.row, $0.amount) < ($1.row, $1.amount) }
  }
}
