public import SiteModel

/// What the meter of one connection sees, step by step, in MW.
public struct MeterSeries: Sendable {
  /// The steps.
  public let horizon: Horizon
  /// Mean import of each step.
  public let imports: [Double]
  /// Mean export of each step; nil where nothing is exported.
  public let exports: [Double]?
  /// What imports would add for the loss of a unit; nil where no reserve asks for it.
  public let tripImports: [Double]?
  /// Contract capacity in MW that holds instead of the site's, where a plan chose it.
  public let contractCapacity: Double?

  /// A meter's steps; all columns have one number for each.
  public init(
    horizon: Horizon, imports: [Double], exports: [Double]? = nil, tripImports: [Double]? = nil,
    contractCapacity: Double? = nil
  ) {
    self.horizon = horizon
    self.imports = imports
    self.exports = exports
    self.tripImports = tripImports
    self.contractCapacity = contractCapacity
  }

  /// What a plan takes from a connection, and feeds into it.
  init(of grid: Grid, in reader: DispatchReader) {
    let horizon = reader.plan.horizon
    self.init(
      horizon: horizon,
      imports: reader.column("import_mw", of: grid.name)
        ?? [Double](repeating: 0, count: horizon.count),
      exports: reader.column("export_mw", of: grid.name),
      tripImports: reader.column("trip_import_mw", of: grid.name),
      contractCapacity: grid.choosesContractCapacity
        ? reader.detail("contract_capacity_mw", of: grid.name) : nil)
  }
}
