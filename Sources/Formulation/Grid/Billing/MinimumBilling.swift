import LinearProgramming
import SiteModel
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
