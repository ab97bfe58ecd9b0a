/// Free-format MPS text of a linear program, for other solvers and for independent checks.
///
/// Columns are called C1, C2, … and rows R1, R2, … in the program's order: short names keep a
/// year's file small. Numbers are the shortest text that reads back to the same value. Columns that
/// count whole things stand between markers as whole numbers.
public struct MPSText: Sendable, CustomStringConvertible {
  private let program: LinearProgram
  private let boxed: Bool
  private let marksWhole: Bool

  /// Text of a program; `boxed` gives the certificate's finite boxes in place of the bounds, and
  /// `marksWhole` tells which columns are whole numbers.
  public init(_ program: LinearProgram, boxed: Bool = false, marksWhole: Bool = true) {
    self.program = program
    self.boxed = boxed
    self.marksWhole = marksWhole
  }

  /// Hands the text to `sink` in pieces of some 64 KB.
  public func write(to sink: (String) -> Void) {
    withoutActuallyEscaping(sink) { sink in
      var text = ChunkedText(sink)
      add(to: &text)
      text.flush()
    }
  }

  private func add(to text: inout ChunkedText) {
    text.add("NAME sitemix FREE\nROWS\n N COST\n")
    for (row, limits) in program.rows.enumerated() {
      text.add(" \(kind(of: limits)) R\(row + 1)\n")
    }
    text.add("COLUMNS\n")
    addColumns(to: &text)
    text.add("RHS\n")
    // By convention the constant of the objective is the right side of its row, negated.
    if program.objectiveConstant != 0 { text.add(" RHS COST \(-program.objectiveConstant)\n") }
    for (row, limits) in program.rows.enumerated() {
      let side = rightSide(of: limits)
      if side != 0 { text.add(" RHS R\(row + 1) \(side)\n") }
    }
    text.add("RANGES\n")
    for (row, limits) in program.rows.enumerated() where isRanged(limits) {
      text.add(" RANGE R\(row + 1) \(limits.upper - limits.lower)\n")
    }
    text.add("BOUNDS\n")
    for (number, column) in program.columns.enumerated() {
      let lower = boxed ? column.least : column.lower
      let upper = boxed ? column.greatest : column.upper
      let name = "C\(number + 1)"
      if isMarked(column) {
        // Some readers take whole numbers without bounds for 0 or 1.
        text.add(" LO BOUND \(name) \(lower)\n")
        text.add(upper.isFinite ? " UP BOUND \(name) \(upper)\n" : " PL BOUND \(name)\n")
      } else {
        addBounds(name, lower, upper, to: &text)
      }
    }
    text.add("ENDATA\n")
  }

  /// The whole text: for small programs.
  public var description: String {
    var whole = ""
    write { whole += $0 }
    return whole
  }

  /// N rows after the first restrict nothing.
  private func kind(of row: LinearProgram.Row) -> String {
    if row.lower == row.upper { return "E" }
    if row.upper.isFinite { return "L" }
    return row.lower.isFinite ? "G" : "N"
  }

  private func isRanged(_ row: LinearProgram.Row) -> Bool {
    row.lower.isFinite && row.upper.isFinite && row.lower != row.upper
  }

  private func rightSide(of row: LinearProgram.Row) -> Double {
    if row.upper.isFinite { return row.upper }
    return row.lower.isFinite ? row.lower : 0
  }

  private func isMarked(_ column: LinearProgram.Column) -> Bool { marksWhole && column.isWhole }

  /// MPS goes column by column, the program row by row.
  private func addColumns(to text: inout ChunkedText) {
    let entriesOfColumn = Lists(program.columnIndex, into: program.columns.count)
    var rowOfEntry = [Int32](repeating: 0, count: program.columnIndex.count)
    for row in program.rows.indices {
      for entry in program.entries(of: row) { rowOfEntry[entry] = Int32(row) }
    }
    var isOpen = false
    for (number, column) in program.columns.enumerated() {
      let name = "C\(number + 1)"
      let entries = entriesOfColumn[number]
      if isMarked(column) != isOpen {
        isOpen.toggle()
        text.add(" M\(number + 1) 'MARKER' '\(isOpen ? "INTORG" : "INTEND")'\n")
      }
      // A column without any entry would be unknown to its bounds.
      if column.cost != 0 || entries.isEmpty { text.add(" \(name) COST \(column.cost)\n") }
      for place in entries {
        let entry = Int(entriesOfColumn.items[place])
        text.add(" \(name) R\(rowOfEntry[entry] + 1) \(program.coefficient[entry])\n")
      }
    }
    if isOpen { text.add(" M\(program.columns.count + 1) 'MARKER' 'INTEND'\n") }
  }

  /// Unwritten bounds are 0 and infinity. A lower bound comes first, for some readers take a
  /// negative upper bound alone to free the lower one.
  private func addBounds(
    _ name: String, _ lower: Double, _ upper: Double, to text: inout ChunkedText
  ) {
    if lower == upper { return text.add(" FX BOUND \(name) \(lower)\n") }
    if lower == -.infinity {
      if upper == .infinity { return text.add(" FR BOUND \(name)\n") }
      text.add(" MI BOUND \(name)\n")
    } else if lower != 0 || upper < 0 {
      text.add(" LO BOUND \(name) \(lower)\n")
    }
    if upper.isFinite { text.add(" UP BOUND \(name) \(upper)\n") }
  }
}

/// Text handed on in pieces, so that a long one is never whole in memory.
struct ChunkedText {
  private var chunk = ""
  private let sink: (String) -> Void
  private static let size = 65_536

  init(_ sink: @escaping (String) -> Void) {
    self.sink = sink
    chunk.reserveCapacity(Self.size + 256)
  }

  mutating func add(_ text: String) {
    chunk += text
    if chunk.utf8.count >= Self.size { flush() }
  }

  mutating func flush() {
    if !chunk.isEmpty { sink(chunk) }
    chunk.removeAll(keepingCapacity: true)
  }
}
