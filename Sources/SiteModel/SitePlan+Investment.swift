public import Units

extension SitePlan {
  /// What is paid once for one capacity of a component, and what it is recovered by.
  public struct Investment: Sendable, Equatable {
    /// Name of the component at its site.
    public let component: String
    /// Its cost line, such as `capital` or `converters`.
    public let line: String
    /// The capacity that is paid for, such as `units` or `energy`.
    public let capacity: String
    /// Overnight price, before any credit.
    public let capital: Money
    /// Share of it that an investment tax credit pays.
    public let creditFraction: Double
    /// Years over which it is recovered.
    public let years: Double
    /// Share of its price that it is sold for in the end.
    public let resaleFraction: Double
    /// Real rate of a year at which it is recovered.
    public let discountRate: Double

    package init(
      component: String, line: String, capacity: String, capital: Money, creditFraction: Double,
      years: Double, resaleFraction: Double, discountRate: Double
    ) {
      self.component = component
      self.line = line
      self.capacity = capacity
      self.capital = capital
      self.creditFraction = creditFraction
      self.years = years
      self.resaleFraction = resaleFraction
      self.discountRate = discountRate
    }

    /// The price and what the tax credit pays of it.
    public var paid: Capital { Capital(capital, creditFraction: creditFraction) }
  }
}
