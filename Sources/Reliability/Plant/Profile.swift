public import Units

/// A power at every step, in one or several weather years.
public enum Profile: Sendable, Equatable {
  /// The same always.
  case constant(Power)
  /// One value for each step, the same every year.
  case series([Power])
  /// One series for each weather year; the simulation takes the years in turn, and all profiles
  /// of a plant in the same turn.
  case weatherYears([[Power]])

  /// One value in MW for each step.
  public static func megawatts(_ values: [Double]) -> Self {
    .series(values.map { Power($0, .megawatts) })
  }

  /// MW of each step in a weather year; one value stands for all steps.
  func values(year: Int) -> [Double] {
    switch self {
    case .constant(let power): [power.in(.megawatts)]
    case .series(let values): values.map { $0.in(.megawatts) }
    case .weatherYears(let years): years[year % years.count].map { $0.in(.megawatts) }
    }
  }

  /// Weather years that it distinguishes; nil where it does not.
  var weatherYears: Int? {
    if case .weatherYears(let years) = self { years.count } else { nil }
  }

  /// The number of steps of each series that it holds.
  var lengths: [Int] {
    switch self {
    case .constant: []
    case .series(let values): [values.count]
    case .weatherYears(let years): years.map(\.count)
    }
  }

  /// Whether every value is finite and none is negative.
  var isPower: Bool {
    (0..<(weatherYears ?? 1)).allSatisfy { year in
      values(year: year).allSatisfy { $0.isFinite && $0 >= 0 }
    }
  }
}
