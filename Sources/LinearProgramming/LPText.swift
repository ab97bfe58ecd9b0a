/// CPLEX LP text of a linear program with readable names: for people and for goldens.
///
/// A ranged row is written as two, `.low` and `.high`, and a constant in the objective as a column
/// `constant` fixed at 1, because not every reader knows better. Columns that count whole things are listed
/// under `General`.
public struct LPText: Sendable, CustomStringConvertible {
  private let program: LinearProgram
  private static let width = 96

  /// Text of a program.
  public init(_ program: LinearProgram) {
    self.program = program
  }

  /// The whole text.
  public var description: String {
    var whole = ""
    write { whole += $0 }
    return whole
  }

  /// Hands the text to `sink` in pieces of some 64 KB.
  public func write(to sink: (String) -> Void) {
    withoutActuallyEscaping(sink) { sink in
      var text = ChunkedText(sink)
      text.add("Minimize\n")
      text.add(statement("cost", objective, nil))
      text.add("Subject To\n")
      for row in program.rows.indices { add(row: row, to: &text) }
      text.add("Bounds\n")
      for column in program.columns.indices { text.add(bounds(of: column)) }
      if program.objectiveConstant != 0 { text.add(" constant = 1\n") }
      let whole = program.columns.indices.filter { program.columns[$0].isWhole }
      if !whole.isEmpty { text.add("General\n") }
      for column in whole { text.add(" \(program.columnName(column))\n") }
      text.add("End\n")
      text.flush()
    }
  }

  private var objective: [String] {
    var terms = program.columns.indices.filter { program.columns[$0].cost != 0 }
      .map { term(program.columns[$0].cost, program.columnName($0)) }
    if program.objectiveConstant != 0 { terms.append(term(program.objectiveConstant, "constant")) }
    return terms
  }

  private func add(row: Int, to text: inout ChunkedText) {
    let limits = program.rows[row]
    let name = program.rowName(row)
    let terms = program.entries(of: row).map {
      term(program.coefficient[$0], program.columnName(Int(program.columnIndex[$0])))
    }
    if limits.lower == limits.upper {
      text.add(statement(name, terms, "= \(Self.number(limits.lower))"))
      return
    }
    let isRanged = limits.lower.isFinite && limits.upper.isFinite
    if limits.lower.isFinite {
      let low = isRanged ? name + ".low" : name
      text.add(statement(low, terms, ">= \(Self.number(limits.lower))"))
    }
    if limits.upper.isFinite {
      let high = isRanged ? name + ".high" : name
      text.add(statement(high, terms, "<= \(Self.number(limits.upper))"))
    }
  }

  /// `name: terms relation`, broken before it becomes too wide.
  private func statement(_ name: String, _ terms: [String], _ relation: String?) -> String {
    let nothing = program.columns.isEmpty ? "0 nothing" : "0 \(program.columnName(0))"
    var text = " \(name):"
    var width = text.utf8.count
    for word in (terms.isEmpty ? [nothing] : terms) + (relation.map { [$0] } ?? []) {
      if width + 1 + word.utf8.count > Self.width {
        text += "\n  "
        width = 2
      }
      text += " " + word
      width += 1 + word.utf8.count
    }
    return text + "\n"
  }

  private func term(_ factor: Double, _ name: String) -> String {
    let sign = factor < 0 ? "-" : "+"
    return factor.magnitude == 1
      ? "\(sign) \(name)" : "\(sign) \(Self.number(factor.magnitude)) \(name)"
  }

  private func bounds(of number: Int) -> String {
    let column = program.columns[number]
    let name = program.columnName(number)
    if column.lower == column.upper { return " \(name) = \(Self.number(column.lower))\n" }
    switch (column.lower.isFinite, column.upper.isFinite) {
    case (true, true):
      return " \(Self.number(column.lower)) <= \(name) <= \(Self.number(column.upper))\n"
    case (true, false):
      return column.lower == 0 ? "" : " \(name) >= \(Self.number(column.lower))\n"
    case (false, true): return " -inf <= \(name) <= \(Self.number(column.upper))\n"
    case (false, false): return " \(name) free\n"
    }
  }

  /// Whole numbers without their `.0`.
  private static func number(_ value: Double) -> String {
    if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return "\(whole)" }
    return "\(value)"
  }
}
