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
  /// The steps that a meter saw; nil where the columns stand for a year, as a plan's do.
  let metered: Range<Int>?

  /// What a meter saw from a step of a year on, at most twelve months; all columns have the same length.
  /// Where it goes on in the next year, so does the horizon, and the years follow each other.
  public init(
    ofYear horizon: Horizon, from first: Int = 0, imports: [Double], exports: [Double]? = nil,
    contractCapacity: Double? = nil
  ) {
    let steps = first..<(first + imports.count)
    // Steps that nobody saw are in no month that is billed.
    func placed(_ column: [Double]) -> [Double] {
      var all = [Double](repeating: 0, count: horizon.count)
      all.replaceSubrange(steps, with: column)
      return all
    }
    self.horizon = horizon
    self.imports = placed(imports)
    self.exports = exports.map(placed)
    self.contractCapacity = contractCapacity
    tripImports = nil
    metered = steps
  }

  /// Columns that stand for a year, with one number for each step.
  init(
    horizon: Horizon, imports: [Double], exports: [Double]? = nil, tripImports: [Double]? = nil,
    contractCapacity: Double? = nil
  ) {
    metered = nil
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
      imports: reader.column(.gridImport, of: grid.name)
        ?? [Double](repeating: 0, count: horizon.count),
      exports: reader.column(.gridExport, of: grid.name),
      tripImports: reader.column(.tripImport, of: grid.name),
      contractCapacity: grid.choosesContractCapacity
        ? reader.detail("contract_capacity_mw", of: grid.name) : nil)
  }
}
