import Reliability
import Units

/// Short forms for the plants of the tests.
enum Make {
  static func hours(_ number: Double) -> TimeSpan { TimeSpan(number, .hours) }
  static func power(_ number: Double) -> Power { Power(number, .megawatts) }
  static func energy(_ number: Double) -> Energy { Energy(number, .megawattHours) }

  static func outages(
    up: Double, down: Double, spread: Outages.Spread = .exponential, rate: [Double] = []
  ) -> Outages {
    Outages(
      meanTimeToFailure: hours(up), meanTimeToRepair: hours(down), spread: spread,
      relativeRate: rate)
  }

  /// Equal units named `unit 1` and on.
  static func units(_ count: Int, of size: Double, up: Double = 1000, down: Double = 30)
    -> [SupplyUnit]
  {
    (1...count).map {
      SupplyUnit(
        name: "unit \($0)", output: .constant(power(size)), outages: outages(up: up, down: down))
    }
  }

  /// Units of given sizes and outages, by their places.
  static func supply(_ units: [(size: Double, outages: Outages)]) -> [SupplyUnit] {
    units.enumerated().map { place, unit in
      SupplyUnit(name: "unit \(place)", output: .constant(power(unit.size)), outages: unit.outages)
    }
  }

  static func firm(_ load: Double, target: Double? = nil) -> [LoadClass] {
    [LoadClass(name: "firm", load: .constant(power(load)), target: target)]
  }

  static func firm(_ loads: [Double]) -> [LoadClass] {
    [LoadClass(name: "firm", load: .megawatts(loads))]
  }

  /// A year of hours, or as many steps as are given.
  static func plant(
    steps: Int = 8760, hours step: Double = 1, _ units: [SupplyUnit], fuels: [FuelSupply] = [],
    commonCauses: [CommonCause] = [], stores: [Store] = [], _ classes: [LoadClass],
    months: [Int] = []
  ) throws -> Plant {
    try Plant(
      step: hours(step), count: steps, units: units, fuels: fuels, commonCauses: commonCauses,
      stores: stores, classes: classes, months: months)
  }

  /// Months of a common year, in hours.
  static let months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].map { $0 * 24 }
}

/// Whether two numbers agree to a relative tolerance.
func agree(_ a: Double?, _ b: Double, to tolerance: Double = 1e-9) -> Bool {
  guard let a else { return false }
  return (a - b).magnitude <= tolerance * max(b.magnitude, 1e-12)
}
