import Reliability
import Units

/// The Roy Billinton Test System: IEEE Trans. Power Systems 4(3), 1989. Eleven units, 240 MW, for a
/// peak of 185 MW in the shape of the IEEE Reliability Test System.
enum SmallTestSystem {
  /// Number of units, MW, failures a year of operation, and repairs a year of outage.
  private static let groups: [(Int, Double, Double, Double)] = [
    (2, 40, 6, 194), (1, 20, 5, 195), (1, 10, 4, 196), (1, 40, 3, 147), (4, 20, 2.4, 157.6),
    (2, 5, 2, 198),
  ]

  static var units: [(size: Double, outages: Outages)] {
    groups.flatMap { count, size, failures, repairs in
      Array(
        repeating: (size, Make.outages(up: 8760 / failures, down: 8760 / repairs)), count: count)
    }
  }

  static var supply: [SupplyUnit] { Make.supply(units) }

  static var loads: [Double] { TestSystem.loads.map { $0 * 185 / 2850 } }
}
