import LinearProgramming

/// The dimension of everything in these tests.
enum Unit {}

/// Two hours of one generator and one store: small enough to read, with many kinds of rows and bounds.
func twoHours() -> LinearProgram {
  var program = LinearProgram()
  let size = program.column("gas", "size", .limits(0, 10), of: Unit.self)
  let power = program.series("gas", "power", steps: 2, of: Unit.self) { _ in
    .nonNegative(impliedUpTo: 10)
  }
  let stored = program.series("store", "level", steps: 2, of: Unit.self) { step in
    step == 0 ? .limits(-1, 5) : .limits(2, 2)
  }
  let capacity = program.family("gas", "capacity")
  let balance = program.family("site", "balance")
  let total = program.family(
    "policy", "total", relaxation: .init(weight: 2, meaning: "above the cap", unit: "MWh"))
  for step in 0..<2 { program.require(capacity, at: step, power[step] .<= size) }
  program.require(balance, at: 0, power[0] - stored[0] .== .constant(3))
  program.require(balance, at: 1, power[1] + stored[0] - 0.5 * stored[1] .>= .constant(4))
  program.require(total, power[0] + power[1] .<= .constant(12.5))
  program.minimise(20 * size)
  program.minimise(1.5 * power[0])
  program.minimise(2 * power[1] + Expression<Unit>.constant(7))
  return program
}

/// Columns of every kind of bound and rows of every kind of limit.
func everyKind() -> LinearProgram {
  LinearProgram(
    [
      .init(0, .infinity, box: 0...9, cost: 1), .init(-4, .infinity, box: -4...9, cost: -0.25),
      .init(-.infinity, 6, box: -9...6), .init(-.infinity, .infinity, box: -8...8, cost: 2),
      .init(-3, -1, box: -3 ... -1), .init(2.5, 2.5, box: 2.5...2.5),
    ],
    [
      .init(1, 1, [(0, 1), (3, -1)]), .init(-.infinity, 4, [(1, 0.5)]),
      .init(-2, .infinity, [(2, 1e-5), (4, 3)]), .init(-1, 5, [(0, 2), (5, 1)]),
      .init(-.infinity, .infinity, [(1, 7)]),
    ], constant: -3)
}
