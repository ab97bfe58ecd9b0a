package import LinearProgramming
package import Units

/// A component that can write its part of the linear program.
///
/// All components first declare their columns, then all constrain them. A component sees neither
/// another's columns nor the objective nor the balance: it returns expressions, and policies sum them.
package protocol Formulated: Component {
  associatedtype Variables: Sendable

  /// Adds the component's columns.
  func declare(in program: inout LinearProgram, _ setting: Setting) -> Variables
  /// Adds the component's rows.
  func constrain(_ variables: Variables, in program: inout LinearProgram, _ setting: Setting)
  /// Power into the site bus at a step.
  func power(_ variables: Variables, at step: Int) -> Expression<PowerDimension>
  /// Yearly cost lines.
  func costs(_ variables: Variables, _ setting: Setting) -> [CostTerm]
  /// Yearly emissions by source.
  func emissions(_ variables: Variables, _ setting: Setting) -> [EmissionTerm]
  /// Nitrogen oxides of a year.
  func nitrogenOxides(_ variables: Variables, _ setting: Setting) -> Expression<CarbonDimension>
  /// What it has to do with carbon-free power.
  func carbonFree(_ variables: Variables, at step: Int) -> CarbonFreeTerm
  /// What it can do when something fails, and what its own failure would cost.
  func reserve(_ variables: Variables, at step: Int, _ setting: Setting) -> ReserveTerm
  /// What it can go on giving while something else is out for long.
  func ride(_ variables: Variables, at step: Int, _ setting: Setting) -> RideTerm
  /// Whole units that carry firm load.
  func firmUnits(_ variables: Variables, _ setting: Setting) -> FirmUnits?
  /// Load that the uptime policy watches.
  func loads(_ variables: Variables, _ setting: Setting) -> [LoadTerm]
  /// Counts and sizes that planning rounds or drops.
  func sizes(_ variables: Variables) -> [SizeTerm]
  /// Blocks of falling prices that planning chooses.
  func choices(_ variables: Variables) -> [ChoiceTerm]
  /// Limits of the planner whose worth is reported.
  func limits(_ variables: Variables) -> [LimitTerm]
  /// Sets that are online in whole numbers.
  func onlineSets(_ variables: Variables, _ setting: Setting) -> [OnlineSets]
  /// Flows of which a device can do one at a time.
  func directions(_ variables: Variables) -> [Directions]
  /// A meter that nets within the step, where both directions at once would pay.
  func netting(_ variables: Variables) -> NettingTerm?
  /// Sets columns that follow from others to exactly what these make them, whatever a solver left.
  func settle(_ variables: Variables, at point: inout [Double])
  /// The component's plan at a point.
  func read(_ variables: Variables, at point: [Double], _ setting: Setting)
    -> SitePlan.ComponentPlan
}

extension Formulated {
  package func emissions(_ variables: Variables, _ setting: Setting) -> [EmissionTerm] { [] }
  package func nitrogenOxides(_ variables: Variables, _ setting: Setting) -> Expression<
    CarbonDimension
  > {
    guard let engines = self as? any FuelBurning else { return .zero }
    return setting.yearly(EnergyDimension.self) { power(variables, at: $0) }
      .times(engines.nitrogenOxides)
  }
  package func carbonFree(_ variables: Variables, at step: Int) -> CarbonFreeTerm {
    CarbonFreeTerm()
  }
  package func reserve(_ variables: Variables, at step: Int, _ setting: Setting) -> ReserveTerm {
    ReserveTerm()
  }
  package func ride(_ variables: Variables, at step: Int, _ setting: Setting) -> RideTerm {
    RideTerm()
  }
  package func firmUnits(_ variables: Variables, _ setting: Setting) -> FirmUnits? { nil }
  package func loads(_ variables: Variables, _ setting: Setting) -> [LoadTerm] { [] }
  package func sizes(_ variables: Variables) -> [SizeTerm] { [] }
  package func choices(_ variables: Variables) -> [ChoiceTerm] { [] }
  package func limits(_ variables: Variables) -> [LimitTerm] { [] }
  package func onlineSets(_ variables: Variables, _ setting: Setting) -> [OnlineSets] { [] }
  package func directions(_ variables: Variables) -> [Directions] { [] }
  package func netting(_ variables: Variables) -> NettingTerm? { nil }
  package func settle(_ variables: Variables, at point: inout [Double]) {}
}

/// What all components are told about the site.
package struct Setting: Sendable {
  package var horizon: Horizon
  package var discountRate: Double
  package var gwpSet: GWPSet
  /// Greatest load of the site: the measure for assumed boxes.
  package var peakLoad: Power
  /// Load before shifting and shedding, at each step.
  package var load: [Power]
  /// Events whose loss of power is held in reserve.
  package var cover: [UptimePolicy.Contingency]
  /// Whether stores keep carbon-free energy apart.
  package var tagsCarbonFree = false
  /// Losses that stored energy carries firm load through, and the mean hours that they last.
  package var rides: [UptimePolicy.Ride: Double] = [:]
  package var ridesUnitsOut: [UptimePolicy.Ride: Double] = [:]
  /// Load that is carried through them: firm load, and whatever has a target.
  package var carried: [StepSeries<PowerDimension>] = []
  /// Whether gensets lend reserve to other sources, so that it must have gas.
  package var reservesByFuel = false
  /// Whether one unit is out for long.
  var losesUnitForLong: Bool { rides.keys.contains(where: \.takesUnits) }
  /// How long batteries must carry reserve; nil when none is asked.
  package var reserveBridge: TimeSpan?
  /// Whether battery power is held back for the swings of training.
  package var holdsFastSwing = false
  /// Limits that planning puts on sizes and counts, by `component.size`, and the blocks of falling
  /// prices that may be chosen, by `ChoiceTerm.key`; else the component's own.
  package var sizeLimits: [String: ClosedRange<Double>] = [:]

  /// Years of operation in one modelled step times its length, for sums over the horizon.
  var weight: Double { horizon.weight }
  package var step: TimeSpan { horizon.step }
  package var steps: Range<Int> { 0..<horizon.count }

  /// Bounds of a size column: planning's if it set any, else the planner's limit, else an assumed box.
  package func bounds(_ component: String, _ size: String, limit: Double?, assumed: Double)
    -> LinearProgram.Bounds
  {
    guard let set = sizeLimits["\(component).\(size)"] else {
      return .size(limit: limit, assumed: assumed)
    }
    return .limits(set.lowerBound, min(set.upperBound, limit ?? assumed))
  }

  /// The greatest value that a size column may take.
  func greatest(_ component: String, _ size: String, limit: Double?, assumed: Double) -> Double {
    min(sizeLimits["\(component).\(size)"]?.upperBound ?? .infinity, limit ?? assumed)
  }

  /// The power of one unit, if there is any. Where there may be none: the chord between none and the
  /// most, which is exact at either end, and once planning has fixed the count.
  func oneUnit(
    _ component: String, of count: Expression<NumberDimension>, power: Power, least: Double,
    greatest: Double
  ) -> Expression<PowerDimension>? {
    let least = sizeLimits["\(component).units"]?.lowerBound ?? least
    if least >= 1 { return Expression(power) }
    return greatest > 0 ? (1 / greatest) * count.each(power) : nil
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

/// One cost line as an expression.
package struct CostTerm {
  package var line: String
  package var nature: SitePlan.CostLine.Nature = .cash
  package var amount: Expression<MoneyDimension>

  package init(
    line: String, nature: SitePlan.CostLine.Nature = .cash, amount: Expression<MoneyDimension>
  ) {
    self.line = line
    self.nature = nature
    self.amount = amount
  }
}

/// One emission source as an expression (CO2e).
package struct EmissionTerm {
  package var source: String
  package var scope: Int?
  package var basis: SitePlan.EmissionLine.Basis = .direct
  package var amount: Expression<CarbonDimension>
}

/// What a component has to do with carbon-free power at one step.
package struct CarbonFreeTerm {
  /// Carbon-free power made at the site, wherever it goes.
  package var made: Expression<PowerDimension>?
  /// Carbon-free power put into a store, and taken out of it.
  package var stored: Expression<PowerDimension>?
  package var released: Expression<PowerDimension>?
  /// Other power put into a store.
  package var otherStored: Expression<PowerDimension>?
  /// Imports, and their carbon-free share.
  package var grid: Expression<PowerDimension>?
  package var gridShare: Double = 0
  /// Power from fuel.
  package var fuel: Expression<PowerDimension>?
  /// Power drawn by load.
  package var load: Expression<PowerDimension>?

  package init(
    made: Expression<PowerDimension>? = nil, stored: Expression<PowerDimension>? = nil,
    released: Expression<PowerDimension>? = nil, otherStored: Expression<PowerDimension>? = nil,
    grid: Expression<PowerDimension>? = nil, gridShare: Double = 0,
    fuel: Expression<PowerDimension>? = nil, load: Expression<PowerDimension>? = nil
  ) {
    self.made = made
    self.stored = stored
    self.released = released
    self.otherStored = otherStored
    self.grid = grid
    self.gridShare = gridShare
    self.fuel = fuel
    self.load = load
  }
}

/// Power that can be had, or would be lost, at one step when something fails.
package struct ReserveTerm {
  /// At once, for as long as the bridge.
  package var bridging: Expression<PowerDimension> = .zero
  /// After the bridge, for as long as needed.
  package var lasting: Expression<PowerDimension> = .zero
  /// The same where something else is lost; nil: no different.
  package var bridgingElsewhere: Expression<PowerDimension>?
  package var lastingElsewhere: Expression<PowerDimension>?
  /// Power lost with the grid.
  package var lostWithGrid: Expression<PowerDimension>?
  /// Power lost with this component's largest unit.
  package var lostWithUnit: Expression<PowerDimension>?
  /// Power lost with the fuel, if that can be lost.
  package var lostWithFuel: Expression<PowerDimension>?
  /// Converter power that is free for sub-second swings.
  package var fast: Expression<PowerDimension> = .zero
  /// Sub-second swing of the load.
  package var swing: Expression<PowerDimension> = .zero
}

/// Identical units that carry firm load, or a source without units.
package struct FirmUnits {
  /// What fails as a whole: a connection, or all sets on one fuel.
  package var source: String
  /// Total power of the units.
  package var capacity: Expression<PowerDimension>
  /// Power of one unit, if there is any unit; nil for a source without units.
  package var unit: Expression<PowerDimension>?
}

/// A class of load in the program.
package struct LoadTerm {
  package var name: String
  package var isFirm: Bool
  /// Demand before shifting and shedding.
  package var demand: StepSeries<PowerDimension>
  /// Power not served; nil when none may be shed.
  package var unserved: Series<PowerDimension>?
  /// Facility power that the class draws at a step.
  package var drawn: (Int) -> Expression<PowerDimension>
  /// Greatest share of the yearly energy that may be shed by plan; nil: no limit.
  package var cap: Double?
  /// Firm load that must stand after a contingency.
  package var greatest: Power
}

/// A limit that the planner set: columns at their upper limit, or rows of these families.
package struct LimitTerm {
  package var component: String
  package var name: String
  package var unit: String
  package var columns: [Expression<NumberDimension>] = []
  package var families: [String] = []
}

/// A size or count that planning may round or drop.
package struct SizeTerm: Sendable {
  /// What planning may do with it.
  package enum Rounding: Sendable, Equatable {
    /// Dropped when negligible (a size in MW or MWh).
    case continuous
    /// Whole gensets: branched on.
    case units
    /// Whole packs: rounded once.
    case packs
  }

  package var component: String
  package var size: String
  package var column: Expression<NumberDimension>
  package var rounding: Rounding
  /// Least and greatest value that the planner allows; infinite if there is no limit.
  package var least: Double = 0
  package var limit: Double

  package init(
    component: String, size: String, column: Expression<NumberDimension>, rounding: Rounding,
    least: Double = 0, limit: Double
  ) {
    self.component = component
    self.size = size
    self.column = column
    self.rounding = rounding
    self.least = least
    self.limit = limit
  }

  /// `component.size`.
  package var key: String { "\(component).\(size)" }
}
