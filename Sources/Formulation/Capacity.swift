package import LinearProgramming
import SiteModel
package import Units

/// How much there is of something in each phase of a year, as the rows of an hour see it: an expression
/// of columns that somebody else declares, with what it may be.
package struct Capacity<D: Dimension>: Sendable {
  /// One phase.
  package struct Amount: Sendable {
    /// As built, in the canonical unit: MW, MWh, units.
    package let expression: Expression<D>
    /// Least and greatest value that it may take.
    package let range: ClosedRange<Double>
    /// What its hours can use of it.
    package let inUse: Expression<D>
    /// What is left at the end of what its hours can use.
    package let endOverUse: Double

    /// As much as was built.
    package init(_ expression: Expression<D>, _ range: ClosedRange<Double>) {
      self.init(expression, range, inUse: expression, endOverUse: 1)
    }

    /// Less than was built, as it has aged.
    package init(
      _ expression: Expression<D>, _ range: ClosedRange<Double>, inUse: Expression<D>,
      endOverUse: Double
    ) {
      (self.expression, self.range) = (expression, range)
      (self.inUse, self.endOverUse) = (inUse, endOverUse)
    }

    /// The same, with what is left of it at mid-life and at the end of its life.
    package func aged(by ageing: CapacityAgeing) -> Amount {
      guard ageing.midLife != 1 || ageing.endOfLife != 1 else { return self }
      return Amount(
        expression, range, inUse: ageing.midLife * expression, endOverUse: ageing.fromMidLife)
    }

    /// What its hours can use of each unit, where that is one number.
    var ratio: Double? {
      guard let built = expression.terms.first, let used = inUse.terms.first,
        expression.terms.count == 1, inUse.terms.count == 1, built.column == used.column,
        expression.constant == 0, inUse.constant == 0
      else { return nil }
      return used.coefficient / built.coefficient
    }

    func map<E>(_ factor: Double, _ change: (Expression<D>) -> Expression<E>) -> Capacity<E>.Amount
    {
      Capacity<E>.Amount(
        change(expression), factor * range.lowerBound...factor * range.upperBound,
        inUse: change(inUse), endOverUse: endOverUse)
    }
  }

  let phases: Phases
  let amounts: [Amount]

  /// An amount for each phase.
  package init(_ phases: Phases, _ amounts: [Amount]) {
    precondition(amounts.count == phases.count, "an amount for each phase")
    (self.phases, self.amounts) = (phases, amounts)
  }

  private func amount(at step: Int) -> Amount { amounts[phases.index(of: step)] }

  /// What there is at a step, as built.
  package subscript(step: Int) -> Expression<D> { amount(at: step).expression }

  /// What the hours of a step can use of it: at mid-life where a year recurs, else at its age.
  package func inUse(_ step: Int) -> Expression<D> { amount(at: step).inUse }

  /// What is left at the end, of a life or of a phase, of what its hours can use.
  package func endOverUse(_ step: Int) -> Double { amount(at: step).endOverUse }

  /// The share of what was built that its hours can use at the end of the year, and that is left at its
  /// end, at a point.
  package func left(at point: [Double]) -> (inUse: Double, atEnd: Double) {
    guard let last = amounts.last else { return (1, 1) }
    let built = last.expression.value(at: point)
    let share = last.ratio ?? (built > 0 ? last.inUse.value(at: point) / built : 1)
    return (share, share * last.endOverUse)
  }

  /// What it may be at a step.
  package func range(at step: Int) -> ClosedRange<Double> {
    amounts[phases.index(of: step)].range
  }

  /// The most that there may be in any phase.
  package var greatest: Double { amounts.reduce(0) { max($0, $1.range.upperBound) } }

  /// The most that its hours may use in any phase.
  package var greatestInUse: Double {
    amounts.reduce(0) { max($0, ($1.ratio ?? 1) * $1.range.upperBound) }
  }

  /// What there is in the end of the year.
  package var last: Expression<D> { amounts.last?.expression ?? .zero }

  /// Whether it may be another in some phase than in another.
  package var changes: Bool { amounts.count > 1 }

  /// What there is on the mean of the year's months.
  package var mean: Expression<D> {
    guard amounts.count > 1 else { return last }
    var mean = Expression<D>.zero
    for (amount, share) in zip(amounts, phases.shares) { mean.add(amount.expression, times: share) }
    return mean
  }

  /// Its amounts, for limits on them.
  package var columns: [Expression<NumberDimension>] {
    amounts.map { $0.expression.converted(by: 1) }
  }

  /// Whether it is given as a number in every phase.
  var isGiven: Bool {
    // In generic code a key path would be made anew at every step.
    amounts.allSatisfy { $0.expression.terms.isEmpty }
  }

  /// The steps at which there may be less than before.
  package func mayFall(at step: Int) -> Bool {
    guard phases.changes(at: step) else { return false }
    let index = phases.index(of: step)
    return amounts[index].range.lowerBound < amounts[index - 1].range.upperBound
  }

  /// The same in another dimension.
  func read<E>(in dimension: E.Type) -> Capacity<E> {
    Capacity<E>(phases, amounts.map { $0.map(1) { $0.converted(by: 1) } })
  }
}

extension Capacity where D == NumberDimension {
  /// The quantity of this many of something.
  package func each<E>(_ quantity: Quantity<E>) -> Capacity<E> {
    let one = quantity.value
    return Capacity<E>(phases, amounts.map { $0.map(one) { $0.each(quantity) } })
  }
}

/// What is left of each unit of a capacity as it ages; 1 where nothing is lost.
package struct CapacityAgeing: Sendable {
  package let midLife: Double
  package let endOfLife: Double
  /// What is left at an age in years, while it lasts.
  let left: @Sendable (_ age: Double) -> Double

  package static let none = CapacityAgeing(life: 1) { _ in 1 }

  /// What is left at an age, and so in the middle and at the end of a life.
  package init(life: Double, left: @escaping @Sendable (_ age: Double) -> Double) {
    (midLife, endOfLife) = (left(life / 2), left(life))
    self.left = left
  }

  /// What is left at the end of life of a unit at mid-life.
  var fromMidLife: Double { endOfLife / midLife }
}

/// The name of one capacity of a component, and what it measures.
package struct CapacityKey<D: Dimension>: Sendable {
  package let name: String

  package init(_ name: String) { self.name = name }
}

/// The capacities of one component in one modelled year.
package struct Capacities: Sendable {
  private let all: [(name: String, capacity: Capacity<NumberDimension>)]

  /// Capacities by their names.
  package init(_ all: [(name: String, capacity: Capacity<NumberDimension>)]) { self.all = all }

  /// A capacity that the component's sizing declares.
  package subscript<D>(key: CapacityKey<D>) -> Capacity<D> {
    guard let own = all.first(where: { $0.name == key.name }) else {
      preconditionFailure("the component's sizing declares no \(key.name)")
    }
    return own.capacity.read(in: D.self)
  }
}
