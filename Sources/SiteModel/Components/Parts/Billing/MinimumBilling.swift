import LinearProgramming
import Units

/// What is added to a month's bill of some lines until it is the least that must be paid.
struct MinimumBilling: Sendable {
  private let component: String
  private let minimums: [Minimum]

  private struct Minimum: Sendable {
    let line: Int
    let month: Int
    let least: Money
    let billed: Expression<MoneyDimension>
    let added: Expression<MoneyDimension>
  }

  init(
    _ grid: Grid, _ months: BilledMonths, in program: inout LinearProgram,
    amount: (_ line: Int, _ month: Int) -> Expression<MoneyDimension>
  ) {
    component = grid.name
    var minimums: [Minimum] = []
    for index in grid.tariff.minimumBills {
      let line = grid.tariff.lines[index]
      guard case .minimumBill(let amountDue, each: let period, let names) = line.charge else {
        continue
      }
      for month in months.all.indices {
        var billed = Expression<MoneyDimension>.zero
        for (other, part) in grid.tariff.lines.enumerated() {
          let counts =
            names.isEmpty ? part.charge.countsInAnyMinimumBill : names.contains(part.name)
          if counts { billed.add(amount(other, month)) }
        }
        for smaller in minimums where smaller.month == month {
          if grid.tariff.minimumBill(index, counts: smaller.line) { billed.add(smaller.added) }
        }
        let days = months.horizon.calendar.days(inMonth: months.all[month].month)
        let due = period == .month ? amountDue : Double(days) * amountDue
        let floor = months.all[month].weight * due
        let most = max(0, floor.in(.kiloUSD) - program.least(of: billed))
        let added: Expression<MoneyDimension> = program.column(
          grid.name, "minimum_\(line.name)_\(month + 1)", .nonNegative(impliedUpTo: most))
        minimums.append(
          Minimum(line: index, month: month, least: floor, billed: billed, added: added))
      }
    }
    self.minimums = minimums
  }

  func constrain(in program: inout LinearProgram) {
    guard !minimums.isEmpty else { return }
    let family = program.family(component, "minimum_bill")
    for (place, minimum) in minimums.enumerated() {
      // added(m) ≥ least − Σ billed lines(m)
      program.require(
        family, label: place, minimum.added .>= Expression(minimum.least) - minimum.billed)
    }
  }

  func settle(_ point: inout [Double]) {
    for minimum in minimums {
      let missing = minimum.least.in(.kiloUSD) - minimum.billed.value(at: point)
      point.set(minimum.added, to: max(0, missing))
    }
  }

  func amount(of line: Int, in month: Int) -> Expression<MoneyDimension> {
    minimums.first { $0.line == line && $0.month == month }?.added ?? .zero
  }
}

extension Tariff.Charge {
  /// Whether a minimum bill that names no lines counts this one.
  var countsInAnyMinimumBill: Bool {
    switch self {
    case .export, .indexedExport, .minimumBill, .tax: false
    default: true
    }
  }
}

extension Tariff {
  /// Positions of the minimum bills, those before others that count their lines too.
  var minimumBills: [Int] {
    let found = lines.indices.filter {
      if case .minimumBill = lines[$0].charge { true } else { false }
    }
    return found.sorted {
      let (one, other) = (linesOfMinimumBill($0).count, linesOfMinimumBill($1).count)
      return one == other ? $0 < $1 : one < other
    }
  }

  /// Whether a minimum bill counts what another one adds: it counts all lines of that one.
  func minimumBill(_ greater: Int, counts smaller: Int) -> Bool {
    linesOfMinimumBill(greater).isSuperset(of: linesOfMinimumBill(smaller))
  }

  /// Whether a minimum bill counts a line, or what another minimum bill adds.
  func minimumBill(_ minimum: Int, isAbout line: Int) -> Bool {
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

extension LinearProgram {
  /// The least value of an expression while its columns stay in their boxes.
  func least<D>(of expression: Expression<D>) -> Double {
    expression.terms.reduce(expression.constant) { sum, term in
      let box = columns[Int(term.column)].box
      return sum
        + min(term.coefficient * box.lowerBound, term.coefficient * box.upperBound)
    }
  }
}
