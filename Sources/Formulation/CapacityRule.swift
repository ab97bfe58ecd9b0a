package import LinearProgramming
import SiteModel
package import Units

/// One capacity of a component that a plan chooses: its limits, what it costs to own, how it ages.
package struct CapacityRule: Sendable {
  /// What planning may do with it.
  package enum Rounding: Sendable, Equatable {
    /// Dropped when negligible (a size in MW or MWh).
    case continuous
    /// Whole gensets: branched on.
    case units
    /// Whole packs: rounded once.
    case packs
  }

  /// Where its greatest value comes from.
  package enum Limit: Sendable, Equatable {
    /// The planner's.
    case planner(Double)
    /// Nobody's: an assumed box, reported if it ever binds.
    case assumed(Double)
    /// Other rows imply it.
    case implied(Double)
    /// Not a decision: so much there is.
    case given(Double)

    var value: Double {
      switch self {
      case .planner(let value), .assumed(let value), .implied(let value), .given(let value): value
      }
    }
  }

  package let name: String
  package let rounding: Rounding
  package let least: Double
  package private(set) var limit: Limit
  package let ageing: CapacityAgeing
  /// What is paid once for it.
  package private(set) var investments: [Investment]
  /// What is paid for it by the year.
  package let upkeep: [Upkeep]
  /// What is paid by the year for the part that did not stand already.
  let rent: [Upkeep]
  /// The terms of what is rented, in a horizon; nil where it is bought.
  let lease: Lease?
  /// Most that can be bought in all years of a horizon together; nil: any.
  let purchasable: Double?
  /// What a table of deliveries may call it.
  let deliveredAs: [String]
  /// How much of it arrives by a month of a horizon, where the component says so itself.
  let arrivals: (@Sendable (_ month: Int) -> Double)?
  /// What capacities declared before it leave for it at most.
  let within: @Sendable (Capacities) -> Double
  /// What stands at the site already.
  let existing: Existing?
  private let declare:
    @Sendable (inout LinearProgram, String, LinearProgram.Bounds) -> Expression<NumberDimension>

  package init<D>(
    _ key: CapacityKey<D>, _ rounding: Rounding = .continuous, least: Double = 0, limit: Limit,
    purchasable: Double? = nil,
    ageing: CapacityAgeing = .none, investments: [Investment] = [], upkeep: [Upkeep] = [],
    rent: [Upkeep] = [], lease: Lease? = nil, existing: Existing? = nil,
    arrivals: (@Sendable (_ month: Int) -> Double)? = nil,
    within: @escaping @Sendable (Capacities) -> Double = { _ in .infinity }
  ) {
    name = key.name
    self.rounding = rounding
    self.least = least
    self.limit = limit
    self.ageing = ageing
    self.investments = investments
    self.upkeep = upkeep
    self.rent = rent
    self.lease = lease
    self.purchasable = purchasable
    self.arrivals = arrivals
    deliveredAs =
      switch rounding {
      case .units: ["units"]
      case .packs: ["packs"]
      case .continuous: D.self == EnergyDimension.self ? ["mwh"] : ["mw", "mwdc"]
      }
    self.existing = existing
    self.within = within
    declare = { program, component, bounds in
      let column: Expression<D> = program.column(component, key.name, bounds)
      return column.converted(by: 1)
    }
  }

  /// Adds its column.
  package func column(
    of component: String, in program: inout LinearProgram, _ bounds: LinearProgram.Bounds
  ) -> Expression<NumberDimension> {
    declare(&program, component, bounds)
  }

  /// The same, with what tax makes of its capital.
  package func taxed(by tax: CapitalTax?) -> CapacityRule {
    guard let tax else { return self }
    var rule = self
    rule.investments = investments.map { $0.taxed(by: tax) }
    return rule
  }

  /// What its amounts are in.
  var unitOfAmounts: String {
    switch rounding {
    case .units: "units"
    case .packs: "packs"
    case .continuous: deliveredAs == ["mwh"] ? "MWh" : "MW"
    }
  }

  /// The same with another limit.
  func limited(to limit: Limit) -> CapacityRule {
    var rule = self
    rule.limit = limit
    return rule
  }

  /// What the planner lets it be at most; infinite without such a limit.
  package var plannersLimit: Double {
    if case .planner(let limit) = limit { return limit }
    return .infinity
  }

  /// Bounds of its column: planning's if it set any, else its own, given the capacities before it.
  func bounds(_ set: ClosedRange<Double>?, after others: Capacities) -> LinearProgram.Bounds {
    let greatest = min(limit.value, within(others))
    guard greatest > 0 else { return .limits(0, 0) }
    if let set {
      let upper =
        if case .implied = limit {
          // More than other rows allow is for them to refuse, not for a bound below another.
          max(set.lowerBound, min(set.upperBound, greatest))
        } else {
          min(set.upperBound, greatest)
        }
      return .limits(set.lowerBound, upper)
    }
    switch limit {
    case .planner, .given: return .limits(least, greatest)
    case .assumed where least > 0: return .limits(least, greatest)
    case .assumed: return .nonNegative(assumedUpTo: greatest)
    case .implied where least > 0: return .atLeast(least, impliedUpTo: greatest)
    case .implied: return .nonNegative(impliedUpTo: greatest)
    }
  }

  /// What it may be, given the capacities before it.
  func range(_ set: ClosedRange<Double>?, after others: Capacities) -> ClosedRange<Double> {
    let lower = set?.lowerBound ?? least
    let upper = min(set?.upperBound ?? .infinity, limit.value, within(others))
    return lower...max(lower, upper)
  }
}

/// Plant that stands already: it costs no capital, and may be retired.
package struct Existing: Sendable {
  /// In the unit of the capacity.
  let amount: Double
  /// What the plan calls the part of it that is kept, ending in its unit.
  let detail: String
  /// What it is a part of in a component's plan.
  let measure: Measure

  package enum Measure { case power, energy }

  /// Nil where nothing stands.
  package init?(_ amount: Double, kept detail: String, of measure: Measure) {
    guard amount > 0 else { return nil }
    (self.amount, self.detail, self.measure) = (amount, detail, measure)
  }
}

/// The terms of rented plant.
package struct Lease: Sendable {
  /// Months of a contract.
  let months: Int
  /// kUSD for a unit that comes, and for one that goes.
  let mobilisation: Double
  let demobilisation: Double

  package init(months: Int, mobilisation: Double, demobilisation: Double) {
    self.months = months
    self.mobilisation = mobilisation
    self.demobilisation = demobilisation
  }
}

/// What is paid for a unit of capacity by the year, whether it is used or not.
package struct Upkeep: Sendable {
  package let line: String
  /// kUSD a year for a unit.
  package let price: Double

  package init(_ line: String, _ price: Double) {
    (self.line, self.price) = (line, price)
  }
}
