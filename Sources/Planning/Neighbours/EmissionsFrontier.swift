/// Finds the cheapest plans at equal steps between the least cost and the least emissions.
package struct EmissionsFrontier<Plan: Sendable> {
  /// What one cap gave.
  package enum Answer: Sendable {
    /// A certified plan, its cost, and the emissions that caps act on.
    case plan(Plan, cost: Double, emissions: Double)
    case none(String)
  }

  /// One point, t CO2e a year.
  package struct Point: Sendable {
    package var cap: Double
    package var answer: Answer
  }

  /// A cap to plan under, and the caps on either side whose plans come before, with what they have solved.
  /// The loosest is the cheapest plan's.
  package struct Question: Sendable {
    package var cap: Double
    package var between: [Double]
    /// How near each of them is, in all 1.
    package var shares: [Double] = []
    /// How many come before it at least.
    package var depth = 0
  }

  /// Plans under these caps; several may run side by side.
  package typealias Solve = ([Question]) async throws -> [Answer]

  /// How far above the least emissions the last cap may lie, in relation to the whole way. Just at the
  /// least no point lies inside the limits, and an interior-point method hardly comes to an end.
  static var slacks: [Double] { [1e-5, 1e-4, 1e-3] }

  /// The points from the cheapest plan, given, to the least emissions.
  ///
  /// - Parameter count: with both ends, at least two.
  package static func points(
    _ count: Int, cheapest: Plan, cost: Double, emissions most: Double, least: Double, solve: Solve
  ) async throws -> [Point] {
    let range = max(most - least, 1e-6 * max(most.magnitude, least.magnitude))
    let floor = least + (slacks.first ?? 0) * range
    let caps = (0..<count).map { most + (floor - most) * Double($0) / Double(count - 1) }
    let sides = sides(count)
    // The tightest first: they take longest, and nothing should wait for them at the end.
    let questions = caps.indices.dropFirst().reversed().map { place in
      Question(
        cap: caps[place], between: sides[place].sides.map { caps[$0] },
        shares: sides[place].shares, depth: sides[place].depth)
    }
    let answers = try await solve(questions).reversed()
    var points = [
      Point(cap: most, answer: .plan(cheapest, cost: cost, emissions: most))
    ]
    points += zip(caps.dropFirst(), answers).map { Point(cap: $0, answer: $1) }
    for slack in slacks.dropFirst() {
      guard let last = points.last, case .none = last.answer else { break }
      let cap = least + slack * range
      guard let answer = try await solve([Question(cap: cap, between: [])]).first else { break }
      points[points.count - 1] = Point(cap: cap, answer: answer)
    }
    return envelope(points)
  }

  /// A point's place among the others: the points on either side that are planned before it.
  struct Place {
    var sides: [Int] = []
    var shares: [Double] = []
    var depth = 0
  }

  /// Each point halves the way between two that are planned before it. The tightest has none: no other is
  /// near enough to serve it.
  static func sides(_ count: Int) -> [Place] {
    var places = [Place](repeating: Place(), count: count)
    func halve(_ low: Int, _ high: Int, depth: Int) {
      guard high - low > 1 else { return }
      let middle = (low + high) / 2
      let share = Double(high - middle) / Double(high - low)
      places[middle] = Place(sides: [low, high], shares: [share, 1 - share], depth: depth)
      halve(low, middle, depth: depth + 1)
      halve(middle, high, depth: depth + 1)
    }
    halve(0, count - 1, depth: 1)
    return places
  }

  /// What meets a tighter cap meets a looser one too: where it costs less, it is the plan of both. Only
  /// an unfinished search in whole units makes that so.
  static func envelope(_ points: [Point]) -> [Point] {
    var points = points
    for place in points.indices.dropLast().reversed() {
      guard case .plan(_, let tighter, _) = points[place + 1].answer else { continue }
      switch points[place].answer {
      case .plan(_, let own, _) where own <= tighter: continue
      default: points[place].answer = points[place + 1].answer
      }
    }
    return points
  }
}
