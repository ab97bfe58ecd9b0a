public import Units

extension HorizonPlan {
  /// Something paid over a horizon beside capital and the running of its years. Money is real.
  public struct Payment: Sendable, Equatable {
    /// When.
    public enum Time: Sendable, Equatable {
      /// By the year, in these months.
      case yearly(Range<Int>)
      /// Once, in this month.
      case once(Int)
    }

    /// Name of the component at its site.
    public var component: String
    /// Name of the line.
    public var line: String
    /// When.
    public var time: Time
    /// How much, of a year or once; below zero where it comes in.
    public var amount: Money

    /// Something paid.
    public init(component: String, line: String, time: Time, amount: Money) {
      self.component = component
      self.line = line
      self.time = time
      self.amount = amount
    }
  }
}
