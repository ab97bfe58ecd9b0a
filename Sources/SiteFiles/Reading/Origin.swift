import SiteModel

/// Where a mapping of keys comes from, which decides what may stand in it.
enum Origin {
  /// A site file in this folder; money is of the site's dollar year.
  case site(folder: String)
  /// A technology file; money is moved by this factor, and there are no series.
  case technology(moneyFactor: Double)

  /// What a number of a unit is multiplied by.
  func factor(_ unit: UnitDescription) -> Double {
    if case .technology(let factor) = self, unit.isMoney { return factor }
    return 1
  }
}
