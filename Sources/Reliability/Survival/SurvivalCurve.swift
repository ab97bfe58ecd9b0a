/// How likely outages of the grid are carried, by their length, whenever they begin.
public struct SurvivalCurve: Sendable, Equatable {
  /// What is carried.
  public let name: String
  /// Hours of a step.
  public let stepHours: Double
  /// The chance for each length from one step on.
  public let chances: [Double]

  /// A curve over lengths from one step on.
  public init(name: String, stepHours: Double, chances: [Double]) {
    (self.name, self.stepHours, self.chances) = (name, stepHours, chances)
  }

  /// Lengths of whole hours with their chances.
  public var hourly: [(hours: Int, chance: Double)] {
    chances.enumerated().compactMap { place, chance in
      let hours = Double(place + 1) * stepHours
      return hours == hours.rounded() ? (Int(hours), chance) : nil
    }
  }
}
