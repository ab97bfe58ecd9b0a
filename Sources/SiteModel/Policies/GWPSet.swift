/// A named set of global warming potentials: tonnes of CO2e for each tonne of a gas.
public struct GWPSet: Sendable, Hashable {
  /// Such as `AR6-100`; every CO2e figure names its set.
  public let name: String
  /// Fossil methane.
  public let methane: Double
  /// Nitrous oxide.
  public let nitrousOxide: Double

  /// A set under a name of its own.
  public init(name: String, methane: Double, nitrousOxide: Double) {
    self.name = name
    self.methane = methane
    self.nitrousOxide = nitrousOxide
  }

  /// IPCC AR5 WG1 table 8.7, without oxidation; 40 CFR 98 table A-1 from 2025.
  public static let ar5Hundred = GWPSet(name: "AR5-100", methane: 28, nitrousOxide: 265)
  /// IPCC AR6 WG1 table 7.15, 100 years, fossil methane.
  public static let ar6Hundred = GWPSet(name: "AR6-100", methane: 29.8, nitrousOxide: 273)
  /// IPCC AR6 WG1 table 7.15, 20 years, fossil methane.
  public static let ar6Twenty = GWPSet(name: "AR6-20", methane: 82.5, nitrousOxide: 273)

  /// The published sets that every summary shows.
  public static let published = [ar5Hundred, ar6Hundred, ar6Twenty]

  /// What a site may choose.
  public enum Choice: String, CaseIterable, Sendable {
    case ar5Hundred = "AR5-100"
    case ar6Hundred = "AR6-100"
    case ar6Twenty = "AR6-20"
    /// The user's own potentials.
    case own
  }
}
