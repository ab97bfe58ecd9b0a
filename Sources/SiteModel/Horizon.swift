public import Units

/// The modelled steps: their length, how many, and what each stands for in a year.
public struct Horizon: Sendable, Equatable {
  /// The calendar behind the steps.
  public let calendar: Calendar
  /// Minutes of one step: 60, 30 or 15.
  public let stepMinutes: Int
  /// How many steps are modelled; more than a year repeats it.
  public let count: Int

  /// The whole year, or its first `steps` steps.
  public init(calendar: Calendar, stepMinutes: Int = 60, steps: Int? = nil) {
    self.calendar = calendar
    self.stepMinutes = stepMinutes
    self.count = steps ?? calendar.dayCount * 1440 / stepMinutes
  }

  /// Length of one step.
  public var step: TimeSpan { TimeSpan(Double(stepMinutes), .minutes) }

  /// Steps of the whole year.
  public var stepsPerYear: Int { calendar.dayCount * 1440 / stepMinutes }

  /// Years that one modelled step stands for, times steps: 1 for a year, 4 for a quarter.
  public var weight: Double { Double(stepsPerYear) / Double(count) }

  /// The step before; before the first comes the last, because the year recurs.
  public func before(_ step: Int) -> Int { step == 0 ? count - 1 : step - 1 }

  /// The local clock when a step begins.
  public func clock(_ step: Int) -> Calendar.Moment {
    calendar.clockTime(minute: step * stepMinutes)
  }

  /// A billing month within the horizon.
  public struct Month: Sendable, Equatable {
    /// 1 to 12.
    public var month: Int
    /// Positions of the steps that belong here.
    public var steps: [Int]
    /// Months of a year that this one stands for: 1 in a whole year, more in a partial horizon.
    public var weight: Double
  }

  /// The billing months by the local clock, in order of time.
  public var months: [Month] {
    var months: [Month] = []
    var firstOfYear = 0
    for step in 0..<count {
      // The last hour of December never belongs to a January of the same year.
      if step % stepsPerYear == 0 { firstOfYear = months.count }
      let month = clock(step).month
      if let known = months.indices.dropFirst(firstOfYear).first(where: {
        months[$0].month == month
      }) {
        months[known].steps.append(step)
      } else {
        months.append(Month(month: month, steps: [step], weight: 0))
      }
    }
    // Twelve months a year, whatever part of them is modelled.
    let shares = months.map { Double($0.steps.count) / Double(stepsIn($0.month)) }
    let perShare = 12 / shares.reduce(0, +)
    for index in months.indices { months[index].weight = perShare * shares[index] }
    return months
  }

  private func stepsIn(_ month: Int) -> Int {
    let days = calendar.days(inMonth: month)
    let shift =
      calendar.daylightSaving == .unitedStates ? (month == 3 ? -1 : month == 11 ? 1 : 0) : 0
    return (days * 24 + shift) * 60 / stepMinutes
  }
}
