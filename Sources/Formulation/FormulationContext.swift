package import LinearProgramming
package import SiteModel
package import Units

/// What all components are told about the site.
package struct FormulationContext: Sendable {
  package var horizon: Horizon
  /// The year of a horizon that it is; nil where a year recurs.
  package var year: PlannedYear?
  package var gwpSet: GWPSet
  /// What the site shares with others of a portfolio; nil where it stands alone.
  package var sharing: SharedTerms?
  /// The phases of the year, in each of which capacities are constant.
  package var phases = Phases.one
  /// Greatest load of the site: the measure for assumed boxes.
  package var peakLoad: Power
  /// Load before shifting and shedding if all modules run, at each step.
  package var load: [Power]
  /// Events whose loss of power is held in reserve.
  package var cover: [UptimePolicy.Contingency]
  /// Whether stores keep carbon-free energy apart.
  package var tagsCarbonFree = false
  /// Losses that stored energy carries firm load through, and the mean hours that they last.
  package var rides: [UptimePolicy.Ride: Double] = [:]
  package var ridesUnitsOut: [UptimePolicy.Ride: Double] = [:]
  /// Whether gensets lend reserve to other sources, so that it must have gas.
  package var reservesByFuel = false
  /// Whether one unit is out for long.
  package var losesUnitForLong: Bool { rides.keys.contains(where: \.takesUnits) }
  /// How long batteries must carry reserve; nil when none is asked.
  package var reserveBridge: TimeSpan?
  /// Whether battery power is held back for the swings of training.
  package var holdsFastSwing = false
  /// The blocks of falling prices that planning chose or left, by `ChoiceTerm.key`; else all.
  package var chosenBlocks: [String: ClosedRange<Double>] = [:]

  /// Years of operation in one modelled step times its length, for sums over the horizon.
  package var weight: Double { horizon.weight }
  package var step: TimeSpan { horizon.step }
  package var steps: Range<Int> { 0..<horizon.count }

  /// The power of one unit, if there is any. Where there may be none: the chord between none and the
  /// most, which is exact at either end, and once planning has fixed the count.
  package func oneUnit(of count: Capacity<NumberDimension>, at step: Int, power: Power)
    -> Expression<PowerDimension>?
  {
    let range = count.range(at: step)
    if range.lowerBound >= 1 { return Expression(power) }
    return range.upperBound > 0 ? (1 / range.upperBound) * count[step].each(power) : nil
  }

  /// A sum over the year of an expression at each step, times the length of the step.
  package func yearly<D, E>(
    _ dimension: E.Type = E.self, _ at: (Int) -> Expression<D>, per: (Int) -> Double = { _ in 1 }
  ) -> Expression<E> {
    var sum = Expression<E>.zero
    let hours = weight * step.in(.hours)
    for index in steps {
      let factor = hours * per(index)
      guard factor != 0 else { continue }
      sum.add(at(index).converted(by: factor))
    }
    return sum
  }
}
