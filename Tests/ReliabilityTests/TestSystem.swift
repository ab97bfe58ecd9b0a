import Reliability
import Units

/// The IEEE Reliability Test System: IEEE Trans. Power Apparatus and Systems PAS-98(6), 1979.
enum TestSystem {
  /// Number of units, MW, MTTF and MTTR in hours.
  private static let groups: [(Int, Double, Double, Double)] = [
    (5, 12, 2940, 60), (4, 20, 450, 50), (6, 50, 1980, 20), (4, 76, 1960, 40), (3, 100, 1200, 50),
    (4, 155, 960, 40), (3, 197, 950, 50), (1, 350, 1150, 100), (2, 400, 1100, 150),
  ]

  static var units: [(size: Double, outages: Outages)] {
    groups.flatMap { count, size, up, down in
      Array(repeating: (size, Make.outages(up: up, down: down)), count: count)
    }
  }

  static var supply: [SupplyUnit] { Make.supply(units) }

  /// MW of 8,736 hours from the first Monday.
  static var loads: [Double] {
    var loads: [Double] = []
    for (week, weekly) in weeks.enumerated() {
      for (day, daily) in days.enumerated() {
        let peak: Double = 2850 * weekly / 100 * daily / 100
        for hourly in hours(week: week + 1, isWeekend: day >= 5) {
          loads.append(peak * hourly / 100)
        }
      }
    }
    return loads
  }

  private static func hours(week: Int, isWeekend: Bool) -> [Double] {
    switch week {
    case 1...8, 44...52: isWeekend ? winterWeekend : winterWeekday
    case 18...30: isWeekend ? summerWeekend : summerWeekday
    default: isWeekend ? springWeekend : springWeekday
    }
  }

  private static let weeks: [Double] = [
    86.2, 90, 87.8, 83.4, 88, 84.1, 83.2, 80.6, 74, 73.7, 71.5, 72.7, 70.4, 75, 72.1, 80, 75.4,
    83.7, 87, 88, 85.6, 81.1, 90, 88.7, 89.6, 86.1, 75.5, 81.6, 80.1, 88, 72.2, 77.6, 80, 72.9,
    72.6, 70.5, 78, 69.5, 72.4, 72.4, 74.3, 74.4, 80, 88.1, 88.5, 90.9, 94, 89, 94.2, 97, 100, 95.2,
  ]
  private static let days: [Double] = [93, 100, 98, 96, 94, 77, 75]
  private static let winterWeekday: [Double] = [
    67, 63, 60, 59, 59, 60, 74, 86, 95, 96, 96, 95, 95, 95, 93, 94, 99, 100, 100, 96, 91, 83, 73,
    63,
  ]
  private static let winterWeekend: [Double] = [
    78, 72, 68, 66, 64, 65, 66, 70, 80, 88, 90, 91, 90, 88, 87, 87, 91, 100, 99, 97, 94, 92, 87,
    81,
  ]
  private static let summerWeekday: [Double] = [
    64, 60, 58, 56, 56, 58, 64, 76, 87, 95, 99, 100, 99, 100, 100, 97, 96, 96, 93, 92, 92, 93, 87,
    72,
  ]
  private static let summerWeekend: [Double] = [
    74, 70, 66, 65, 64, 62, 62, 66, 81, 86, 91, 93, 93, 92, 91, 91, 92, 94, 95, 95, 100, 93, 88,
    80,
  ]
  private static let springWeekday: [Double] = [
    63, 62, 60, 58, 59, 65, 72, 85, 95, 99, 100, 99, 93, 92, 90, 88, 90, 92, 96, 98, 96, 90, 80,
    70,
  ]
  private static let springWeekend: [Double] = [
    75, 73, 69, 66, 65, 65, 68, 74, 83, 89, 92, 94, 91, 90, 90, 86, 85, 88, 92, 100, 97, 95, 90,
    85,
  ]
}
