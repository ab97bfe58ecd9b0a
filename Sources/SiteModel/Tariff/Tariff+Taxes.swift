extension Tariff {
  /// Whether a tax is of what a line costs.
  package func tax(_ tax: Int, counts line: Int) -> Bool {
    guard case .tax(_, of: let names) = lines[tax].charge else { return false }
    if !names.isEmpty { return names.contains(lines[line].name) }
    switch lines[line].charge {
    case .export, .indexedExport, .tax: return false
    default: return true
    }
  }

  /// 1 and the taxes on a line.
  package func taxFactor(on line: Int) -> Double {
    lines.indices.reduce(1) { sum, index in
      guard case .tax(let share, of: _) = lines[index].charge, tax(index, counts: line) else {
        return sum
      }
      return sum + share
    }
  }
}
