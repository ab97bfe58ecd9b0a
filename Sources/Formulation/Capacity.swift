package import LinearProgramming
import SiteModel
package import Units

/// How much there is of something in each phase of a year, as the rows of an hour see it: an expression
/// of columns that somebody else declares, with what it may be.
package struct Capacity<D: Dimension>: Sendable {
  /// One phase.
  package struct Amount: Sendable {
    /// In the canonical unit: MW, MWh, units.
    package let expression: Expression<D>
    /// Least and greatest value that it may take.
    package let range: ClosedRange<Double>

    package init(_ expression: Expression<D>, _ range: ClosedRange<Double>) {
      (self.expression, self.range) = (expression, range)
    }
  }

  let phases: Phases
  let amounts: [Amount]
  /// What is left of it at mid-life, which hourly economics use, and at the end of life.
  package let ageing: CapacityAgeing

  /// An amount for each phase.
  package init(_ phases: Phases, _ amounts: [Amount], ageing: CapacityAgeing = .none) {
    precondition(amounts.count == phases.count, "an amount for each phase")
    (self.phases, self.amounts, self.ageing) = (phases, amounts, ageing)
  }

  /// What there is at a step.
  package subscript(step: Int) -> Expression<D> { amounts[phases.index(of: step)].expression }

  /// What there is at a step, at mid-life.
  package func midLife(_ step: Int) -> Expression<D> { ageing.midLife * self[step] }

  /// What it may be at a step.
  package func range(at step: Int) -> ClosedRange<Double> {
    amounts[phases.index(of: step)].range
  }

  /// The most that there may be in any phase.
  package var greatest: Double { amounts.reduce(0) { max($0, $1.range.upperBound) } }

  /// What there is in the end of the year.
  package var last: Expression<D> { amounts.last?.expression ?? .zero }

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
    Capacity<E>(
      phases, amounts.map { .init($0.expression.converted(by: 1), $0.range) }, ageing: ageing)
  }
}

extension Capacity where D == NumberDimension {
  /// The quantity of this many of something.
  package func each<E>(_ quantity: Quantity<E>) -> Capacity<E> {
    let one = quantity.value
    return Capacity<E>(
      phases,
      amounts.map {
        .init(
          $0.expression.each(quantity), one * $0.range.lowerBound...one * $0.range.upperBound)
      }, ageing: ageing)
  }
}

/// What is left of each unit of a capacity as it ages; 1 where nothing is lost.
package struct CapacityAgeing: Sendable, Equatable {
  package let midLife: Double
  package let endOfLife: Double

  package static let none = CapacityAgeing(midLife: 1, endOfLife: 1)

  package init(midLife: Double, endOfLife: Double) {
    (self.midLife, self.endOfLife) = (midLife, endOfLife)
  }

  /// What is left at the end of life of a unit at mid-life.
  package var fromMidLife: Double { endOfLife / midLife }
}

/// The name of one capacity of a component, and what it measures.
package struct CapacityKey<D: Dimension>: Sendable {
  let name: String

  package init(_ name: String) { self.name = name }
}

/// The capacities of one component in one modelled year.
package struct Capacities: Sendable {
  private let all: [(name: String, capacity: Capacity<NumberDimension>)]

  init(_ all: [(name: String, capacity: Capacity<NumberDimension>)]) { self.all = all }

  /// A capacity that the component's sizing declares.
  package subscript<D>(key: CapacityKey<D>) -> Capacity<D> {
    guard let own = all.first(where: { $0.name == key.name }) else {
      preconditionFailure("the component's sizing declares no \(key.name)")
    }
    return own.capacity.read(in: D.self)
  }
}
