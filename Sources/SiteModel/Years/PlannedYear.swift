package import Units

/// One year of a horizon, as a component is told of it.
public struct PlannedYear: Sendable {
  /// Months of the horizon before it.
  public let firstMonth: Int
  /// The horizon.
  public let horizon: PlanningHorizon
  /// The modelled steps of the year.
  public let steps: Horizon

  /// A year of a horizon, by its first month.
  public init(from firstMonth: Int, of horizon: PlanningHorizon, steps: Horizon) {
    (self.firstMonth, self.horizon, self.steps) = (firstMonth, horizon, steps)
  }

  /// Years since the horizon began.
  public var position: Int { firstMonth / 12 }

  /// What grows or falls by a share each year has come to.
  package func factor(_ change: Double) -> Double {
    change == 0 ? 1 : Annuity.power(1 + change, Double(position))
  }

  /// The same of a key that may be left out.
  package func factor(_ change: Quantity<NumberDimension>?) -> Double {
    factor(change?.in(.fractionPerYear) ?? 0)
  }

  /// The place of a month of the horizon within the year: none before it, twelve after it.
  package func place(of month: Int) -> Int { min(12, max(0, month - firstMonth)) }
}

extension Component {
  /// The component in a year of a horizon: what it burns has the price of that year.
  public func inYear(_ year: PlannedYear) -> any Component {
    Self(name: name, values: values(in: year))
  }

  /// What stands behind its keys in a year of a horizon.
  package func values(in year: PlannedYear) -> ParameterValues {
    let factor = year.factor(values.optional(BuildKeys.fuelEscalation))
    guard factor != 1 else { return values }
    var values = values
    for spec in Self.fuelPrices {
      if let price = values.value(of: spec.key) { values.set(spec.key, price.scaled(by: factor)) }
    }
    return values
  }
}

extension Site {
  /// The site in a year that begins with a month of its horizon; itself where it has none.
  package func inYear(from firstMonth: Int) -> Site {
    guard let planningHorizon else { return self }
    let year = PlannedYear(from: firstMonth, of: planningHorizon, steps: horizon)
    var site = self
    site.components = components.map { $0.inYear(year) }
    site.emissions = emissions.inYear(year)
    site.year = year
    // What sites share is a matter of the whole horizon.
    site.sharing = nil
    return site
  }
}

extension Site {
  /// The site with no more emissions of a year than that, and no more than before.
  package func emitting(atMost most: Carbon) -> Site {
    var site = self
    site.emissions = emissions.limited(to: most)
    return site
  }

  /// The site with that cap on the emissions of a year, and no other; nil: with none.
  package func emitting(only most: Carbon?) -> Site {
    var site = self
    site.emissions = emissions.capped(only: most)
    return site
  }
}

extension EmissionsPolicy {
  fileprivate func limited(to most: Carbon) -> EmissionsPolicy {
    var values = values
    values.set(Self.cap.key, .number(min(most, capPerYear ?? most).in(Self.cap.unit)))
    return EmissionsPolicy(values: values)
  }

  fileprivate func capped(only most: Carbon?) -> EmissionsPolicy {
    var values = values
    for key in [Self.cap.key, Self.rateCap.key] { values.set(key, nil) }
    if let most { values.set(Self.cap.key, .number(most.in(Self.cap.unit))) }
    return EmissionsPolicy(values: values)
  }

  /// The policy in a year of a horizon: its caps as they hold there.
  func inYear(_ year: PlannedYear) -> EmissionsPolicy {
    let factor = year.factor(values.optional(Self.capChange))
    let holds = year.position + 1 >= Int(values.optional(Self.capsFrom)?.in(.count) ?? 1)
    guard factor != 1 || !holds else { return self }
    var values = values
    for key in [Self.cap.key, Self.rateCap.key] {
      guard let cap = values.value(of: key) else { continue }
      values.set(key, holds ? cap.scaled(by: factor) : nil)
    }
    return EmissionsPolicy(values: values)
  }
}

extension Site {
  /// The calendar year that it stands for: of its horizon, or the one that recurs.
  package var calendarYear: Int {
    year.map { $0.horizon.startYear + $0.position } ?? calendar.year
  }

  /// The year that stamps of its steps carry: where the site's year has a 29 February that the year of its
  /// horizon lacks, the site's.
  package var stampYear: Int {
    let stands = Calendar(year: calendarYear, daylightSaving: .none)
    return calendar.isLeap && !stands.isLeap ? calendar.year : calendarYear
  }
}
