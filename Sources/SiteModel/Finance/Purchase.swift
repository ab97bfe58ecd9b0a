public import Units

/// Something that a plan buys, as its owner's tax return sees it. Money is real.
public struct Purchase: Sendable, Equatable {
  /// Name of the component at its site.
  public var component: String
  /// The cost line that spreads it over years.
  public var line: String
  /// Month of the horizon in which it is paid and placed in service.
  public var month: Int
  /// What it costs.
  public var cost: Money
  /// Share of it that a tax credit pays.
  public var credit: Double
  /// Years that it serves.
  public var years: Int
  /// Share of its cost that it is sold for in the end.
  public var resale: Double
  /// Parts of it that are sold before.
  public var sales: [Sale]

  /// A part of what was bought that is sold.
  public struct Sale: Sendable, Equatable {
    /// Month of the horizon.
    public var month: Int
    /// Share of what was bought.
    public var share: Double

    /// A sale.
    public init(month: Int, share: Double) { (self.month, self.share) = (month, share) }
  }

  /// Something bought.
  public init(
    component: String, line: String, month: Int = 0, cost: Money, credit: Double, years: Int,
    resale: Double = 0, sales: [Sale] = []
  ) {
    self.component = component
    self.line = line
    self.month = month
    self.cost = cost
    self.credit = credit
    self.years = years
    self.resale = resale
    self.sales = sales
  }
}
