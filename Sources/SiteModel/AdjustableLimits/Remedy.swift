public import Units

extension SitePlan {
  /// Changes of limits that together give an infeasible site a plan: least, and found by solving.
  public struct Remedy: Sendable, Equatable {
    /// One limit moved.
    public struct Change: Sendable, Equatable {
      /// The path in the site file, as `--set` writes it.
      public var key: String
      /// The unit of the amount; empty where a word is replaced.
      public var unit: String
      /// By how much it rises, or falls if negative; nil where it has no amount.
      public var amount: Double?
      /// By what share every step is less; nil where it is moved by an amount.
      public var shareLess: Double?
      /// The value that stands there, and the one in its place; nil for a series.
      public var from: String?
      /// The value in its place; nil for a series.
      public var to: String?

      /// A change whose figures are to be filled in.
      public init(key: String, unit: String) {
        self.key = key
        self.unit = unit
      }
    }

    /// Limits to move, all of them.
    public var changes: [Change]
    /// All costs of a year of the plan that the site then has.
    public var objective: Money

    /// Changes, and the costs of the plan that they allow.
    public init(changes: [Change], objective: Money) {
      self.changes = changes
      self.objective = objective
    }
  }

  /// A limit that holds in the plan that comes closest.
  public struct BindingLimit: Sendable, Equatable {
    /// Such as `grid.import_limit`.
    public var limit: String
    /// Steps in which it holds; 1 for a limit of the whole year.
    public var steps: Int

    /// A limit and its steps.
    public init(limit: String, steps: Int) {
      self.limit = limit
      self.steps = steps
    }
  }
}
