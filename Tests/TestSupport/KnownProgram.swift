package import LinearProgramming

/// A tiny program whose answer is known.
package struct KnownProgram: Sendable, CustomStringConvertible {
  package var description: String
  package var program: LinearProgram
  /// nil: the verdict is not optimal.
  package var cost: Double?
  package var x: [Double]?
  package var y: [Double]?
}

extension KnownProgram {
  package static let optimal: [KnownProgram] = [
    .init(
      description: "two columns, two rows",
      program: .init(
        [.init(0, .infinity, box: 0...9, cost: 2), .init(0, .infinity, box: 0...9, cost: 3)],
        [.init(4, .infinity, [(0, 1), (1, 1)]), .init(-.infinity, 3, [(0, 1)])]),
      cost: 9, x: [3, 1], y: [3, -1]),
    .init(
      description: "degenerate: three rows meet in one point",
      program: .init(
        [.init(0, .infinity, box: 0...9, cost: -1), .init(0, .infinity, box: 0...9, cost: -1)],
        [
          .init(-.infinity, 2, [(0, 1), (1, 1)]), .init(-.infinity, 1, [(0, 1)]),
          .init(-.infinity, 1, [(1, 1)]), .init(-.infinity, 3, [(0, 2), (1, 1)]),
        ]),
      cost: -2, x: [1, 1]),
    .init(
      description: "cycling with a careless pivot rule (Beale 1955)",
      program: .init(
        [-0.75, 150, -0.02, 6].map { .init(0, .infinity, box: 0...99, cost: $0) },
        [
          .init(-.infinity, 0, [(0, 0.25), (1, -60), (2, -0.04), (3, 9)]),
          .init(-.infinity, 0, [(0, 0.5), (1, -90), (2, -0.02), (3, 3)]),
          .init(-.infinity, 1, [(2, 1)]),
        ]),
      cost: -0.05, x: [0.04, 0, 1, 0]),
    .init(
      description: "fixed column",
      program: .init(
        [.init(2, 2, box: 2...2, cost: 5), .init(0, .infinity, box: 0...9, cost: 1)],
        [.init(3, .infinity, [(0, 1), (1, 2)])]),
      cost: 10.5, x: [2, 0.5], y: [0.5]),
    .init(
      description: "ranged row at its lower limit",
      program: .init([.init(0, 9, box: 0...9, cost: 1)], [.init(2, 5, [(0, 1)])]),
      cost: 2, x: [2], y: [1]),
    .init(
      description: "ranged row at its upper limit",
      program: .init([.init(0, 9, box: 0...9, cost: -1)], [.init(2, 5, [(0, 1)])]),
      cost: -5, x: [5], y: [-1]),
    .init(
      description: "free column",
      program: .init(
        [.init(-.infinity, .infinity, box: -9...9, cost: 1), .init(0, 4, box: 0...4, cost: 3)],
        [.init(-6, -6, [(0, 2), (1, -1)])]),
      cost: -3, x: [-3, 0], y: [0.5]),
    .init(
      description: "upper bound alone",
      program: .init(
        [.init(-.infinity, 3, box: -9...3, cost: -2)], [.init(-5, .infinity, [(0, 1)])]),
      cost: -6, x: [3], y: [0]),
    .init(
      description: "negative bounds and a constant",
      program: .init(
        [.init(-4, -1, box: -4 ... -1, cost: 1)], [.init(-3, .infinity, [(0, 1)])], constant: 10),
      cost: 7, x: [-3], y: [1]),
    .init(
      description: "redundant equalities",
      program: .init(
        [.init(0, .infinity, box: 0...9, cost: 1), .init(0, .infinity, box: 0...9, cost: 2)],
        [.init(3, 3, [(0, 1), (1, 1)]), .init(6, 6, [(0, 2), (1, 2)])]),
      cost: 3, x: [3, 0]),
    .init(
      description: "badly scaled",
      program: .init(
        [
          .init(0, .infinity, box: 0...1e5, cost: 1e-3), .init(0, .infinity, box: 0...9, cost: 2e3),
        ],
        [.init(100, .infinity, [(0, 1e-2), (1, 1e4)])]),
      cost: 10, x: [10000, 0], y: [0.1]),
    .init(
      description: "row without limits beside one with",
      program: .init(
        [.init(0, 5, box: 0...5, cost: 1)],
        [.init(-.infinity, .infinity, [(0, 1)]), .init(1, .infinity, [(0, 1)])]),
      cost: 1, x: [1], y: [0, 1]),
    .init(
      description: "no rows",
      program: .init(
        [.init(-2, 7, box: -2...7, cost: 3), .init(-1, 4, box: -1...4, cost: -1)], []),
      cost: -10, x: [-2, 4], y: []),
    .init(
      description: "nothing at all", program: .init([], [], constant: 4), cost: 4, x: [], y: []),
    .init(
      description: "a row without entries",
      program: .init([.init(0, 2, box: 0...2, cost: -1)], [.init(-1, 1, [])]),
      cost: -2, x: [2], y: [0]),
    .init(
      description: "all columns fixed",
      program: .init([.init(2, 2, box: 2...2, cost: 1)], [.init(1, 3, [(0, 1)])]),
      cost: 2, x: [2], y: [0]),
  ]

  package static let infeasible: [LinearProgram] = [
    .init([.init(0, 4, box: 0...4, cost: 1)], [.init(6, .infinity, [(0, 1)])]),
    .init(
      [.init(0, .infinity, box: 0...9), .init(0, .infinity, box: 0...9)],
      [.init(3, 3, [(0, 1), (1, 1)]), .init(7, 7, [(0, 2), (1, 2)])]),
    .init([.init(0, 1, box: 0...1)], [.init(1, 2, [])]),
    .init([], [.init(1, 2, [])]),
  ]

  package static let unbounded: [LinearProgram] = [
    .init(
      [.init(0, .infinity, box: 0...9, cost: -1), .init(0, .infinity, box: 0...9)],
      [.init(0, .infinity, [(0, 1), (1, 1)])]),
    .init([.init(-.infinity, 3, box: -9...3, cost: 1)], []),
  ]
}
