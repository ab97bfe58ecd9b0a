package import SiteModel

/// The stretches of a modelled year in which no capacity changes: whole months, in order of time.
package struct Phases: Sendable, Equatable {
  /// The step in which each begins; the first begins with the year.
  package let firstSteps: [Int]
  /// Part of the year's months that each holds: what is paid by the year is paid by it.
  let shares: [Double]

  /// A year in which nothing changes.
  package static let one = Phases(firstSteps: [0], shares: [1])

  private init(firstSteps: [Int], shares: [Double]) {
    (self.firstSteps, self.shares) = (firstSteps, shares)
  }

  /// Phases that begin with some of the billing months of a horizon, by their place in it; the first
  /// month always begins one.
  package init(of horizon: Horizon, beginningIn places: [Int]) {
    let months = horizon.months
    let begins = Set(places).union([0]).filter(months.indices.contains).sorted()
    let all = months.reduce(0) { $0 + $1.weight }
    firstSteps = begins.map { months[$0].steps[0] }
    shares = zip(begins, begins.dropFirst() + [months.count]).map { first, next in
      months[first..<next].reduce(0) { $0 + $1.weight } / all
    }
  }

  package var count: Int { firstSteps.count }

  /// The phase of a step.
  func index(of step: Int) -> Int {
    firstSteps.count == 1 ? 0 : (firstSteps.lastIndex { $0 <= step } ?? 0)
  }

  /// Whether a phase other than the first begins with a step.
  func changes(at step: Int) -> Bool { step > 0 && firstSteps.contains(step) }
}
