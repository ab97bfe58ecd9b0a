/// What the rows of a program are, to find them again in a like one.
///
/// Programs of one site with other limits have mostly the same rows. A few come and go: then a
/// multiplier goes to the row of the same equation and step.
package struct RowOutline: Sendable, Equatable {
  private var names: [String]
  private var family: [Int32]
  private var label: [Int32]

  package init(_ program: LinearProgram) {
    names = program.families.map { "\($0.component).\($0.name)" }
    family = program.rows.map { Int32(truncatingIfNeeded: $0.family) }
    label = program.rows.map { Int32(truncatingIfNeeded: $0.label) }
  }

  /// Multipliers of these rows for those of another program; none for rows that are not here.
  package func multipliers(_ y: [Double], for other: RowOutline) -> [Double] {
    guard self != other, y.count == family.count else { return y }
    let (own, theirs) = (rowsByFamily, other.rowsByFamily)
    var multipliers = [Double](repeating: 0, count: other.family.count)
    for (place, name) in other.names.enumerated() {
      guard let known = names.firstIndex(of: name) else { continue }
      var next = own[known].makeIterator()
      var candidate = next.next()
      // Both go up in their labels.
      for row in theirs[place] {
        while let found = candidate, label[found] < other.label[row] { candidate = next.next() }
        guard let found = candidate else { break }
        guard label[found] == other.label[row] else { continue }
        multipliers[row] = y[found]
        candidate = next.next()
      }
    }
    return multipliers
  }

  private var rowsByFamily: [[Int]] {
    var rows = [[Int]](repeating: [], count: names.count)
    for (row, family) in family.enumerated() { rows[Int(family)].append(row) }
    return rows
  }
}
