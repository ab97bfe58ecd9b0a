package import LinearProgramming
package import SiteModel
package import Units

/// Identical sets of one fleet, which are online in whole numbers: n(t) of N built.
package struct OnlineSets: Sendable {
  package let component: String
  /// Sets built.
  package let units: Capacity<NumberDimension>
  /// Rating of one set.
  package let unit: Power
  /// What the online sets give.
  package let power: Series<PowerDimension>
  /// Their rating together, P̂·n(t).
  package let online: Series<PowerDimension>
  /// What a set can give against its rating, at each step.
  package let output: StepSeries<NumberDimension>
  /// Least load of an online set against what it can give.
  package let minimumLoad: Double
  /// Share of all sets that is there as an expectation: they give A·a·P̂·N together at most.
  package let availability: Double
  /// Sets that are online beside those that carry load, whenever any is.
  package let spares: Double
  /// Whether headroom of online sets is held for swings: as many stay online as the program asks for.
  package let holdsHeadroom: Bool

  package init(
    component: String, units: Capacity<NumberDimension>, unit: Power, power: Series<PowerDimension>,
    online: Series<PowerDimension>, output: StepSeries<NumberDimension>, minimumLoad: Double,
    availability: Double, spares: Double, holdsHeadroom: Bool = false
  ) {
    self.component = component
    self.units = units
    self.unit = unit
    self.power = power
    self.online = online
    self.output = output
    self.minimumLoad = minimumLoad
    self.availability = availability
    self.spares = spares
    self.holdsHeadroom = holdsHeadroom
  }

  /// What one set can give at a step (MW).
  package func unitPower(at t: Int) -> Double { output[t].in(.fraction) * unit.in(.megawatts) }

  /// The column of a step that holds what is online.
  package func onlineColumn(at t: Int) -> Int { online.base + t }

  /// The column of a step that holds what the sets give.
  package func powerColumn(at t: Int) -> Int { power.base + t }
}

/// Flows into and out of one device, which does one of both at a time.
package struct Directions: Sendable {
  package let component: String
  /// Series that go in together, and series that go out together.
  package let into: [Series<PowerDimension>]
  package let out: [Series<PowerDimension>]
  /// Steps in which both at once would pay: once a point has both in any of them, each gets one
  /// direction. Nil where both at once is only ever a solver's indifference.
  package let decided: [Int]?

  package init(
    component: String, into: [Series<PowerDimension>], out: [Series<PowerDimension>],
    decided: [Int]? = nil
  ) {
    (self.component, self.into, self.out, self.decided) = (component, into, out, decided)
  }
}

/// What planning has decided of the hours: which sets are online, and which flows stand still.
package struct Commitment: Sendable, Equatable {
  /// Sets online at each step, by component.
  package var online: [String: [Double]] = [:]
  /// Columns held at zero: the lesser of charge and discharge where a point has both.
  package var idleColumns: Set<Int> = []

  package init() {}
}

extension SiteProgram {
  /// The same program with what planning has decided of its hours.
  func held(to commitment: Commitment, _ program: inout LinearProgram) {
    for sets in onlineSets {
      guard let online = commitment.online[sets.component] else { continue }
      for t in block.context.steps {
        program.fix(sets.onlineColumn(at: t), at: online[t] * sets.unit.in(.megawatts))
        guard sets.spares > 0 else { continue }
        // The spare gives nothing: p(t) ≤ a(t)·P̂·(n(t) − s)
        program.limit(
          sets.powerColumn(at: t), to: sets.unitPower(at: t) * max(0, online[t] - sets.spares))
      }
    }
    for column in commitment.idleColumns { program.fix(column, at: 0) }
  }
}
