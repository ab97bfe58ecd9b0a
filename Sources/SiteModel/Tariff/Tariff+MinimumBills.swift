extension Tariff.Charge {
  /// Whether a minimum bill that names no lines counts this one.
  package var countsInAnyMinimumBill: Bool {
    switch self {
    case .export, .indexedExport, .minimumBill, .tax: false
    default: true
    }
  }
}

extension Tariff {
  /// Positions of the minimum bills, those before others that count their lines too.
  package var minimumBills: [Int] {
    let found = lines.indices.filter {
      if case .minimumBill = lines[$0].charge { true } else { false }
    }
    return found.sorted {
      let (one, other) = (linesOfMinimumBill($0).count, linesOfMinimumBill($1).count)
      return one == other ? $0 < $1 : one < other
    }
  }

  /// Whether a minimum bill counts what another one adds: it counts all lines of that one.
  package func minimumBill(_ greater: Int, counts smaller: Int) -> Bool {
    linesOfMinimumBill(greater).isSuperset(of: linesOfMinimumBill(smaller))
  }

  /// Whether a minimum bill counts a line, or what another minimum bill adds.
  package func minimumBill(_ minimum: Int, isAbout line: Int) -> Bool {
    if case .minimumBill = lines[line].charge {
      let order = minimumBills
      guard let own = order.firstIndex(of: minimum), let other = order.firstIndex(of: line) else {
        return false
      }
      return other < own && minimumBill(minimum, counts: line)
    }
    return linesOfMinimumBill(minimum).contains(lines[line].name)
  }

  /// Names of the lines that a minimum bill counts.
  private func linesOfMinimumBill(_ index: Int) -> Set<String> {
    guard case .minimumBill(_, each: _, of: let names) = lines[index].charge else { return [] }
    let all = lines.filter(\.charge.countsInAnyMinimumBill).map(\.name)
    return Set(names.isEmpty ? all : names)
  }
}
