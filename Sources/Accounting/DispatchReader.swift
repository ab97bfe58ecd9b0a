import SiteModel

/// The columns of a plan by name, and its steps as the accounts count them.
struct DispatchReader {
  let plan: SitePlan
  let calendar: BillingCalendar

  init(_ plan: SitePlan) {
    self.plan = plan
    calendar = BillingCalendar(plan.horizon)
  }

  var hoursPerStep: Double { calendar.hoursPerStep }
  var yearly: Double { calendar.yearly }

  /// A column of a component with a number for every step; nil if the plan has none.
  func column(_ key: FlowKey, of component: String) -> [Double]? {
    for part in plan.components where part.component == component {
      let values = part.values(of: key)
      return values.count == plan.horizon.count ? values : nil
    }
    return nil
  }

  /// MMBtu of a fuel in each step: as its meter says, or by the column that it follows.
  func heat(of fuel: FuelStatement, _ component: String) -> [Double] {
    if fuel.heatPerFlow != 1, let metered = column(.meteredFuel, of: component) {
      return metered.map { $0 * hoursPerStep }
    }
    let perStep = fuel.heatPerFlow * hoursPerStep
    return columnOrZeros(fuel.flow, of: component).map { $0 * perStep }
  }

  /// A detail of a component's plan.
  func detail(_ key: String, of component: String) -> Double? {
    for part in plan.components where part.component == component {
      return part.details.first { $0.key == key }?.value
    }
    return nil
  }

  /// A column, or as many zeros where a component has none: what it then lacks shows against the plan.
  func columnOrZeros(_ key: FlowKey, of component: String) -> [Double] {
    column(key, of: component) ?? [Double](repeating: 0, count: plan.horizon.count)
  }

  /// Sum of a rate column over the year: MW to MWh, MMBtu/h to MMBtu.
  func perYear(_ values: [Double]) -> Double { calendar.perYear(values) }
}
