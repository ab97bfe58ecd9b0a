extension Site {
  /// The site on the calendar of a reporting year, with the certificates that were used in it.
  ///
  /// Series of its modelled year follow the same month, day and hour; a 29 February that they lack is
  /// their 28th.
  package func reporting(in calendar: Calendar, certificates: [NamedValues]) -> Site {
    let order = Calendar.order(from: self.calendar, to: calendar, stepMinutes: stepMinutes)
    var site = Site(
      name: name, description: description, location: location, owner: owner, group: group,
      calendar: calendar, stepMinutes: stepMinutes, dollarYear: dollarYear,
      realDiscountRate: realDiscountRate, weather: weather,
      components: components.map { component in
        order.map {
          type(of: component).init(name: component.name, values: component.values.reordered($0))
        }
          ?? component
      },
      uptime: uptime, emissions: emissions.reporting(certificates), defaults: defaults,
      inputs: inputs, notes: notes)
    site.scenario = scenario
    return site
  }
}

extension Calendar {
  /// For each step of a year, the step of another that stands for it; nil where they are the same.
  package static func order(from: Calendar, to: Calendar, stepMinutes: Int) -> [Int]? {
    guard from.firstMonth != to.firstMonth || from.dayCount != to.dayCount else { return nil }
    var place: [Calendar.Day: Int] = [:]
    for day in 0..<from.dayCount {
      let moment = from.standardTime(minute: day * 1440)
      place[.init(month: moment.month, day: moment.day)] = day
    }
    let perDay = 1440 / stepMinutes
    return (0..<to.dayCount).flatMap { day in
      let moment = to.standardTime(minute: day * 1440)
      let own =
        place[.init(month: moment.month, day: moment.day)]
        ?? place[.init(month: moment.month, day: moment.day - 1)] ?? 0
      return (0..<perDay).map { own * perDay + $0 }
    }
  }
}

extension EmissionsPolicy {
  /// The same inventory with other certificates, and without limits.
  fileprivate func reporting(_ certificates: [NamedValues]) -> EmissionsPolicy {
    var values = values
    for key in [
      Self.cap.key, Self.rateCap.key, Self.capOverHorizon.key, Self.carbonFreeKey.key,
    ] {
      values.set(key, nil)
    }
    values.set(Self.certificatesKey, certificates.isEmpty ? nil : .records(certificates))
    return EmissionsPolicy(values: values)
  }
}

extension ParameterValues {
  /// The same values with the steps of each series in another order.
  fileprivate func reordered(_ order: [Int]) -> ParameterValues {
    var values = self
    for key in keys { values.set(key, value(of: key)?.reordered(order)) }
    return values
  }
}

extension ParameterValue {
  fileprivate func reordered(_ order: [Int]) -> ParameterValue {
    switch self {
    // Twelve numbers are of months, which keep their names.
    case .series(let values) where values.count > 12:
      .series(order.map { values[$0 % values.count] })
    case .records(let records):
      .records(records.map { NamedValues(name: $0.name, values: $0.values.reordered(order)) })
    default: self
    }
  }
}
