/// A program without some components, and the proof that nothing is lost by leaving them out.
///
/// Much of a site's program speaks of what is not built in the end, and an interior-point method walks
/// long towards sizes of zero. Without those components it is quickly solved. At its multipliers each
/// component left out is a small program of its own: what could it earn? Where none earns anything,
/// the multipliers of both together prove that the rest alone costs least. Where one does, it comes back.
///
/// Sifting: Bixby, Gregory, Lustig, Marsten and Shanno, Operations Research 40 (1992); by blocks of
/// columns instead of single ones, as Dantzig and Wolfe, Operations Research 8 (1960).
package struct Sifting: Sendable {
  /// What is left out.
  package let components: Set<String>
  private let program: LinearProgram
  /// The component of each column that is left out.
  private let owner: [String?]
  /// Rows that meet no other columns.
  private let rows: [Int]

  /// Leaves out what of `components` may be zero; nil when that is nothing.
  package init?(_ program: LinearProgram, leavingOut components: Set<String>) {
    var left = components
    while !left.isEmpty {
      let owner = Self.owner(of: left, in: program)
      let rows = program.rows.indices.filter { row in
        let entries = program.entries(of: row)
        return !entries.isEmpty
          && entries.allSatisfy { owner[Int(program.columnIndex[$0])] != nil }
      }
      let needed = Self.needed(by: rows, owner, in: program)
      guard !needed.isEmpty else {
        (self.program, self.owner, self.rows) = (program, owner, rows)
        self.components = left
        return
      }
      left.subtract(needed)
    }
    return nil
  }

  private static func owner(of components: Set<String>, in program: LinearProgram) -> [String?] {
    var owner = [String?](repeating: nil, count: program.columns.count)
    for group in program.groups where components.contains(group.component) {
      for column in group.base..<group.base + group.count { owner[column] = group.component }
    }
    return owner
  }

  /// Components that a bound keeps from zero.
  private static func needed(
    by rows: [Int], _ owner: [String?], in program: LinearProgram
  ) -> Set<String> {
    var needed: Set<String> = []
    for (column, component) in owner.enumerated() {
      let bounds = program.columns[column]
      if let component, bounds.least > 0 || bounds.greatest < 0 { needed.insert(component) }
    }
    for row in rows where program.rows[row].lower > 0 || program.rows[row].upper < 0 {
      needed.formUnion(
        program.entries(of: row).compactMap { owner[Int(program.columnIndex[$0])] })
    }
    return needed
  }

  /// The program with what is left out held at zero.
  package var rest: LinearProgram {
    var rest = program
    for column in owner.indices where owner[column] != nil {
      rest.columns[column].lower = 0
      rest.columns[column].upper = 0
      rest.columns[column].box = 0...0
    }
    return rest
  }

  /// The program of what is left out at multipliers of the rest: it costs what its own prices leave.
  package func pricing(at y: [Double]) -> LinearProgram {
    var pricing = LinearProgram()
    pricing.families = program.families
    pricing.unit = program.unit
    let reduced = program.reducedCosts(multipliers: y)
    var place = [Int32](repeating: -1, count: program.columns.count)
    for (number, column) in program.columns.enumerated() where owner[number] != nil {
      var priced = column
      priced.cost = reduced[number]
      place[number] = pricing.appendColumn(priced)
    }
    for row in rows {
      for entry in program.entries(of: row) {
        pricing.appendEntry(place[Int(program.columnIndex[entry])], program.coefficient[entry])
      }
      pricing.closeRow(program.rows[row])
    }
    return pricing.boundedByAssumedBoxes()
  }

  /// Multipliers of the whole program from those of the rest and of what is left out.
  package func multipliers(rest y: [Double], pricing: [Double]) -> [Double] {
    var whole = y
    for (position, row) in rows.enumerated() { whole[row] = pricing[position] }
    return whole
  }

  /// A point of the whole program from those of the rest and of what is left out.
  package func point(rest x: [Double], pricing: [Double]) -> [Double] {
    var whole = x
    for (position, column) in owner.indices.filter({ owner[$0] != nil }).enumerated() {
      whole[column] = pricing[position]
    }
    return whole
  }

  /// What each component would cost at a point of its pricing: less than zero where it earns.
  package func worth(of pricing: LinearProgram, at x: [Double]) -> [String: Double] {
    var worth: [String: Double] = [:]
    for (position, component) in owner.lazy.compactMap(\.self).enumerated() {
      worth[component, default: 0] += pricing.columns[position].cost * x[position]
    }
    return worth
  }
}
