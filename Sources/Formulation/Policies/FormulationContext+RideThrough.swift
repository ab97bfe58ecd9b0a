package import LinearProgramming
package import SiteModel
package import Units

extension FormulationContext {
  /// Steps in which held energy is checked once, at their beginning.
  package var blocks: [Range<Int>] {
    let length = max(1, Int((RideThrough.blockHours / step.in(.hours)).rounded()))
    return stride(from: 0, to: horizon.count, by: length).map {
      $0..<min($0 + length, horizon.count)
    }
  }

  /// Units of one fleet that are out at once.
  func unitsOut(_ ride: UptimePolicy.Ride) -> Double { ridesUnitsOut[ride] ?? 1 }

  /// Units left of a count with so many out, for each loss of units that is ridden through.
  ///
  /// None is left where no more than those are there: the chord over the counts that may be, exact at
  /// either end, and once planning has fixed the count.
  package func unitsLeft(of count: Capacity<NumberDimension>, at step: Int)
    -> [UptimePolicy.Ride: Expression<NumberDimension>]
  {
    var left: [UptimePolicy.Ride: Expression<NumberDimension>] = [:]
    for ride in UptimePolicy.Ride.allCases where ride.takesUnits && rides[ride] != nil {
      left[ride] = unitsLeft(of: count, at: step, out: unitsOut(ride))
    }
    return left
  }

  package func unitsLeft(of capacity: Capacity<NumberDimension>, at step: Int, out: Double)
    -> Expression<NumberDimension>
  {
    let count = capacity[step]
    let (least, greatest) = (
      capacity.range(at: step).lowerBound, capacity.range(at: step).upperBound
    )
    let atLeast = max(0, least - out)
    guard greatest > least else { return .constant(atLeast) }
    // Beyond the number out, every unit counts in full.
    if least >= out { return count - .constant(out) }
    let slope = (max(0, greatest - out) - atLeast) / (greatest - least)
    return .constant(atLeast) + slope * (count - .constant(least))
  }

  /// The most that are out in any loss of units: what is limited by fuel knows one number.
  package var mostUnitsOut: Double {
    rides.keys.filter(\.takesUnits).reduce(1) { max($0, unitsOut($1)) }
  }

  /// The block of a step.
  package func block(of t: Int) -> Int {
    t / max(1, Int((RideThrough.blockHours / step.in(.hours)).rounded()))
  }
}
