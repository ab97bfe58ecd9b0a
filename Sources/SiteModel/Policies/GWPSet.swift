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

  /// Fluorinated gases of cooling and switchgear, as the table of potentials writes them.
  public static let fluorinated = ["SF6", "HFC-134a", "HFC-32", "HFC-125"]

  /// t CO2e of a t of a fluorinated gas: IPCC AR5 WG1 table 8.A.1, AR6 WG1 table 7.SM.7; nil for sets of
  /// a site's own, which do not say.
  public func fluorinated(_ gas: String) -> Double? {
    let potentials: [Double]? =
      switch name {
      case Self.ar5Hundred.name: [23_500, 1300, 677, 3170]
      case Self.ar6Hundred.name: [25_200, 1530, 771, 3740]
      case Self.ar6Twenty.name: [18_300, 4140, 2690, 6740]
      default: nil
      }
    return Self.fluorinated.firstIndex(of: gas).flatMap { potentials?[$0] }
  }

  /// What a site may choose.
  public enum Choice: String, CaseIterable, Sendable {
    case ar5Hundred = "AR5-100"
    case ar6Hundred = "AR6-100"
    case ar6Twenty = "AR6-20"
    /// The user's own potentials.
    case own
  }
}
