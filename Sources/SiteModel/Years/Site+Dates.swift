package import Units

/// A date of a component in a horizon, which might have been another.
package struct PlannedDate: Sendable, Equatable {
  /// Name of the component at its site.
  package let component: String
  /// The key in which it is written; the first of them, where several move together.
  package let key: String
  /// The first month that the key speaks of.
  package let month: Int

  /// Where it stands in the site file.
  package var path: String { "components.\(component).\(key)" }
}

extension Site {
  /// The dates that its components write, one for each component.
  package var plannedDates: [PlannedDate] {
    components.compactMap { component in
      let own = component.dates.filter { $0.key != GridDates.laterTariffMonth.key }
      let first = own.first { $0.months.lowerBound > 0 } ?? own.first { $0.months.upperBound > 0 }
      return first.map {
        PlannedDate(
          component: component.name, key: $0.key,
          month: $0.months.lowerBound > 0 ? $0.months.lowerBound : $0.months.upperBound)
      }
    }
  }

  /// The site with all dates of one component earlier or later by some months. What comes in month 0 comes
  /// no earlier.
  package func moving(_ date: PlannedDate, by months: Int) -> Site {
    changing(date.component) { component in
      var values = component.values
      for key in type(of: component).horizonKeys where key != GridDates.laterTariffMonth.key {
        switch values.value(of: key) {
        case .schedule(let schedule)?: values.set(key, .schedule(schedule.moved(by: months)))
        case .number(let month)? where key.hasSuffix("_month") && month > 0:
          values.set(key, .number(max(0, month + Double(months))))
        default: continue
        }
      }
      return values
    }
  }

  /// The site in which nothing is built before the grid is there: what waiting for it comes to.
  package var waitingForTheGrid: Site? {
    let grids = components.grids
    guard let month = grids.map(\.energisedMonth).min(), month > 0 else { return nil }
    var site = self
    for component in components
    where type(of: component).horizonKeys.contains(BuildKeys.firstDelivery.key) {
      site = site.changing(component.name) { component in
        var values = component.values
        let first = Delivery(values).firstMonth
        values.set(BuildKeys.firstDelivery.key, .number(Double(max(first, month))))
        return values
      }
    }
    return site
  }

  /// What is rented, and what is asked for it.
  package var rents: [(component: String, rent: PowerPrice)] {
    components.compactMap { component in
      guard type(of: component).parameters.contains(where: { $0.key == BuildKeys.rent.key }) else {
        return nil
      }
      let rent = component.values[BuildKeys.rent]
      return rent > .zero ? (component.name, rent) : nil
    }
  }

  /// The site with another rent for a component; nil: none of it can be had.
  package func renting(_ component: String, at rent: PowerPrice?) -> Site {
    changing(component) { component in
      var values = component.values
      if let rent {
        values.set(BuildKeys.rent.key, .number(rent.in(BuildKeys.rent.unit)))
      } else {
        let never = 12 * (planningHorizon?.years ?? 0)
        values.set(BuildKeys.firstDelivery.key, .number(Double(never)))
      }
      return values
    }
  }

  private func changing(_ name: String, _ values: (any Component) -> ParameterValues) -> Site {
    var site = self
    site.components = components.map { component in
      guard component.name == name else { return component }
      return type(of: component).init(name: name, values: values(component))
    }
    return site
  }
}

extension Schedule {
  /// The same amounts earlier or later; of those that would come before the first month the last counts.
  func moved(by months: Int) -> Schedule {
    var rows: [Row] = []
    for row in self.rows {
      // What is there from the beginning is no date.
      let month = row.month == 0 ? 0 : max(0, row.month + months)
      if let last = rows.last, last.month == month { rows.removeLast() }
      rows.append(Row(month: month, amounts: row.amounts))
    }
    return Schedule(rows)
  }
}
