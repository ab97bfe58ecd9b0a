/// Carbon-free energy matched hour by hour (the method that Google published in 2021).
///
/// What exceeds the load of a step never carries over to another.
public struct CarbonFreeScore: Sendable, Equatable {
  /// MWh of load.
  public let load: Double
  /// MWh of load met by contracted or on-site carbon-free energy, C = min(L, contracted or on-site).
  public let matched: Double
  /// MWh of load met by the carbon-free part of grid power.
  public let fromGrid: Double
  /// MWh of carbon-free energy beyond the load of its step.
  public let excess: Double
  /// Carbon-free share of each step; nil where there is no load.
  public let shares: [Double?]

  /// Steps of load, of contracted or on-site carbon-free energy, and of the grid's carbon-free share.
  /// The rest of a step's load is taken to be grid power, unless `gridEnergy` says how much there is.
  public init(
    load: [Double], carbonFree: [Double], gridShare: [Double], gridEnergy: [Double]? = nil
  ) {
    var matched = 0.0
    var fromGrid = 0.0
    var excess = 0.0
    var shares: [Double?] = []
    shares.reserveCapacity(load.count)
    for step in load.indices {
      let own = min(load[step], carbonFree[step])
      let rest = load[step] - own
      let power = gridEnergy.map { min(rest, $0[step]) } ?? rest
      matched += own
      fromGrid += power * gridShare[step]
      excess += carbonFree[step] - own
      shares.append(load[step] > 0 ? (own + power * gridShare[step]) / load[step] : nil)
    }
    self.load = load.reduce(0, +)
    self.matched = matched
    self.fromGrid = fromGrid
    self.excess = excess
    self.shares = shares
  }

  /// (Σ C + Σ (L − C)·γ) ÷ Σ L; nil without load.
  public var score: Double? { load > 0 ? (matched + fromGrid) / load : nil }

  /// Σ C ÷ Σ L: without the grid's share.
  public var hourlyMatch: Double? { load > 0 ? matched / load : nil }

  /// (Σ C + excess) ÷ Σ L: what a yearly count would claim.
  public var volumetric: Double? { load > 0 ? (matched + excess) / load : nil }
}
