import Units

/// What stands at a site in one year of its horizon, month by month, once that is decided.
package struct PlantOfYear: Sendable, Equatable {
  /// One capacity in one phase of the year.
  package struct Amount: Sendable, Equatable {
    /// As built, in the unit of the capacity.
    package var built: Double
    /// What its hours can use of it.
    package var inUse: Double
    /// What is left at the end of the phase of what its hours can use.
    package var endOverUse: Double

    package init(built: Double, inUse: Double, endOverUse: Double) {
      (self.built, self.inUse, self.endOverUse) = (built, inUse, endOverUse)
    }
  }

  /// Months of the year in which phases begin, from 0.
  package let begins: [Int]
  /// An amount for each phase, by component and capacity.
  private var amounts: [String: [String: [Amount]]] = [:]
  /// What is paid by the year for what was built, and rent.
  package var costs: [SitePlan.CostLine] = []
  /// What is spent in the year on what is built in it, by component.
  private var capital: [String: SitePlan.Capital] = [:]
  /// Shares of power and of energy, as they stand in the end, that were bought in the year, by component.
  private var boughtPower: [String: Double] = [:]
  private var boughtEnergy: [String: Double] = [:]

  package init(begins: [Int]) { self.begins = begins }

  /// What something comes to at each step of the year; nil where it is not decided.
  package func series(
    _ component: String, _ capacity: String, over horizon: Horizon, _ value: (Amount) -> Double
  ) -> [Double]? {
    guard let phases = amounts[component]?[capacity] else { return nil }
    var series = [Double](repeating: 0, count: horizon.count)
    for (place, month) in horizon.months.enumerated() {
      let phase = begins.lastIndex { $0 <= place } ?? 0
      for step in month.steps where phase < phases.count { series[step] = value(phases[phase]) }
    }
    return series
  }

  /// Whether nothing is built, goes or is energised within the year.
  package var isSteady: Bool {
    amounts.values.flatMap(\.values).allSatisfy { phases in
      phases.allSatisfy { $0.built == phases[0].built }
    }
  }

  /// Whether as much was built of everything as in another year.
  package func stands(like other: PlantOfYear) -> Bool {
    amounts.allSatisfy { component, capacities in
      capacities.allSatisfy { capacity, phases in
        phases.last?.built == other[component, capacity]?.last?.built
      }
    }
  }

  /// The amounts of a capacity by phase; nil where it is not decided.
  package subscript(component: String, capacity: String) -> [Amount]? {
    get { amounts[component]?[capacity] }
    set { amounts[component, default: [:]][capacity] = newValue }
  }

  /// Adds what is spent on a component.
  package mutating func add(_ spent: SitePlan.Capital, for component: String) {
    capital[component] = (capital[component] ?? SitePlan.Capital(.zero)) + spent
  }

  /// Says what share of a component's power or energy was bought in the year.
  package mutating func setBoughtShare(_ share: Double, ofEnergy: Bool, for component: String) {
    if ofEnergy { boughtEnergy[component] = share } else { boughtPower[component] = share }
  }

  /// Says in a component's plan what of it was bought in the year, and for how much.
  package func tell(in plan: inout SitePlan.ComponentPlan) {
    let name = plan.component
    guard boughtPower[name] != nil || boughtEnergy[name] != nil else { return }
    plan.capital = capital[name]
    plan.boughtPowerShare = boughtPower[plan.component] ?? boughtEnergy[plan.component] ?? 1
    plan.boughtEnergyShare = boughtEnergy[plan.component] ?? boughtPower[plan.component] ?? 1
  }
}
