/// Tax credits by technology and date: `data/finance/us-credits.csv`.
public struct CreditTable: Sendable, Equatable {
  /// One credit of one technology for construction that begins within some months.
  public struct Row: Sendable, Equatable {
    /// Such as `storage`.
    public let technology: String
    /// On capital or on energy.
    public let kind: TaxCreditChoice
    /// First and last month in which construction may begin.
    public let construction: ClosedRange<CalendarMonth>
    /// Last month in which it may be placed in service; nil: any.
    public let lastService: CalendarMonth?
    /// Share of the eligible capital, or USD of the site for each MWh.
    public let rate: Double
    /// Least material-assistance ratio; nil: none is asked for.
    public let leastAssistance: Double?

    /// A row of the table.
    public init(
      technology: String, kind: TaxCreditChoice, construction: ClosedRange<CalendarMonth>,
      lastService: CalendarMonth?, rate: Double, leastAssistance: Double?
    ) {
      self.technology = technology
      self.kind = kind
      self.construction = construction
      self.lastService = lastService
      self.rate = rate
      self.leastAssistance = leastAssistance
    }
  }

  /// All rows, in the order of the file.
  public let rows: [Row]

  /// The rows of a table.
  public init(_ rows: [Row]) { self.rows = rows }

  /// The credit of what is begun and placed in service in some months; the greatest where several rows
  /// hold, nil where none does.
  public func row(
    _ technology: String, _ kind: TaxCreditChoice, begun: CalendarMonth, inService: CalendarMonth
  ) -> Row? {
    rows.filter {
      $0.technology == technology && $0.kind == kind && $0.construction.contains(begun)
        && $0.lastService.map { inService <= $0 } ?? true
    }.max { $0.rate < $1.rate }
  }
}
