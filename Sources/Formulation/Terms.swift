package import LinearProgramming
package import SiteModel
package import Units

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

  /// Terms of the same line as one, in the order in which the lines come first.
  static func merged(_ terms: [CostTerm]) -> [CostTerm] {
    var merged: [CostTerm] = []
    for term in terms {
      if let place = merged.firstIndex(where: { $0.line == term.line }) {
        merged[place].amount.add(term.amount)
      } else {
        merged.append(term)
      }
    }
    return merged
  }
}

/// One emission source as an expression (CO2e).
package struct EmissionTerm {
  package var source: String
  package var scope: Int?
  package var basis: SitePlan.EmissionLine.Basis = .direct
  package var amount: Expression<CarbonDimension>

  package init(
    source: String, scope: Int? = nil, basis: SitePlan.EmissionLine.Basis = .direct,
    amount: Expression<CarbonDimension>
  ) {
    self.source = source
    self.scope = scope
    self.basis = basis
    self.amount = amount
  }
}

/// What a component has to do with carbon-free power at one step.
package struct CarbonFreeTerm {
  /// Carbon-free power made at the site, wherever it goes.
  package var made: Expression<PowerDimension>?
  /// Power made at the site whose certificates somebody else has.
  package var sold: Expression<PowerDimension>?
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
    made: Expression<PowerDimension>? = nil, sold: Expression<PowerDimension>? = nil,
    stored: Expression<PowerDimension>? = nil,
    released: Expression<PowerDimension>? = nil, otherStored: Expression<PowerDimension>? = nil,
    grid: Expression<PowerDimension>? = nil, gridShare: Double = 0,
    fuel: Expression<PowerDimension>? = nil, load: Expression<PowerDimension>? = nil
  ) {
    self.made = made
    self.sold = sold
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
  /// Output that the sky may take.
  package var solar: Expression<PowerDimension> = .zero
  package var wind: Expression<PowerDimension> = .zero

  package init(
    bridging: Expression<PowerDimension> = .zero, lasting: Expression<PowerDimension> = .zero,
    bridgingElsewhere: Expression<PowerDimension>? = nil,
    lastingElsewhere: Expression<PowerDimension>? = nil,
    lostWithGrid: Expression<PowerDimension>? = nil,
    lostWithUnit: Expression<PowerDimension>? = nil,
    lostWithFuel: Expression<PowerDimension>? = nil, fast: Expression<PowerDimension> = .zero,
    swing: Expression<PowerDimension> = .zero, solar: Expression<PowerDimension> = .zero,
    wind: Expression<PowerDimension> = .zero
  ) {
    self.bridging = bridging
    self.lasting = lasting
    self.bridgingElsewhere = bridgingElsewhere
    self.lastingElsewhere = lastingElsewhere
    self.lostWithGrid = lostWithGrid
    self.lostWithUnit = lostWithUnit
    self.lostWithFuel = lostWithFuel
    self.fast = fast
    self.swing = swing
    self.solar = solar
    self.wind = wind
  }
}

/// Identical units that carry firm load, or a source without units.
package struct FirmUnits {
  /// What fails as a whole: a connection, or all sets on one fuel.
  package var source: String
  /// Total power of the units.
  package var capacity: Expression<PowerDimension>
  /// Power of one unit, if there is any unit; nil for a source without units.
  package var unit: Expression<PowerDimension>?

  package init(
    source: String, capacity: Expression<PowerDimension>, unit: Expression<PowerDimension>? = nil
  ) {
    self.source = source
    self.capacity = capacity
    self.unit = unit
  }
}

/// A class of load in the program.
package struct LoadTerm: Sendable {
  package var name: String
  package var isFirm: Bool
  /// Whether it is carried through losses that last: firm load, and whatever has a target.
  package var isCarried: Bool
  /// Demand before shifting and shedding.
  package var demand: @Sendable (Int) -> Expression<PowerDimension>
  /// Power not served; nil when none may be shed.
  package var unserved: Series<PowerDimension>?
  /// Facility power that the class draws at a step.
  package var drawn: @Sendable (Int) -> Expression<PowerDimension>
  /// Greatest share of the yearly energy that may be shed by plan; nil: no limit.
  package var cap: Double?
  /// Firm load that must stand after a contingency, in the phase of a step.
  package var greatest: @Sendable (Int) -> Expression<PowerDimension>
}

/// A limit that the planner set: columns at their upper limit, or rows of these families.
package struct LimitTerm: Sendable {
  package var component: String
  package var name: String
  package var unit: String
  package var columns: [Expression<NumberDimension>] = []
  package var families: [String] = []

  package init(
    component: String, name: String, unit: String, columns: [Expression<NumberDimension>] = [],
    families: [String] = []
  ) {
    self.component = component
    self.name = name
    self.unit = unit
    self.columns = columns
    self.families = families
  }
}

/// A size or count that planning may round or drop.
package struct SizeTerm: Sendable {
  package var component: String
  package var size: String
  package var column: Expression<NumberDimension>
  package var rounding: CapacityRule.Rounding
  /// Least and greatest value that the planner allows; infinite if there is no limit.
  package var least: Double = 0
  package var limit: Double

  package init(
    component: String, size: String, column: Expression<NumberDimension>,
    rounding: CapacityRule.Rounding,
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
