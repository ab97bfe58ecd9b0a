/// Whose a reporting year is and what it is set beside: the choices of an inventory that change figures.
public struct ReportingTerms: Sendable, Equatable {
  /// How emissions of several owners are shared out (GHG Protocol Corporate Standard, chapter 3).
  public enum Approach: String, CaseIterable, Sendable {
    /// All of what the company runs, nothing of what others run.
    case operational = "operational_control"
    /// All of what the company directs with a view to its gains.
    case financial = "financial_control"
    /// As much as the company owns.
    case equity = "equity_share"
  }

  /// The approach of the inventory.
  public var approach: Approach
  /// Whether the company runs the site.
  public var operates: Bool
  /// Whether the company has financial control of it.
  public var controls: Bool
  /// Share of the site's equity that the company holds.
  public var equity: Double
  /// What earlier years are compared with; nil: none is stated.
  public var base: BaseYear?

  package init(
    approach: Approach = .operational, operates: Bool = true, controls: Bool = true,
    equity: Double = 1, base: BaseYear? = nil
  ) {
    self.approach = approach
    self.operates = operates
    self.controls = controls
    self.equity = equity
    self.base = base
  }

  /// Share of the site's emissions that the inventory counts under an approach.
  public func share(_ approach: Approach) -> Double {
    switch approach {
    case .operational: operates ? 1 : 0
    case .financial: controls ? 1 : 0
    case .equity: equity
    }
  }

  /// Share of the site's emissions that this inventory counts.
  public var share: Double { share(approach) }
}

/// The year that later ones are measured by, and what changed its figures since.
public struct BaseYear: Sendable, Equatable {
  /// What the base year's figures are told by.
  public enum Item: String, CaseIterable, Sendable {
    case scope1
    case scope2Location = "scope2_location"
    case scope2Market = "scope2_market"
    case scope3
  }

  /// Why a base year is worked out again (GHG Protocol Corporate Standard, chapter 5).
  public enum Cause: String, CaseIterable, Sendable {
    case acquisition, divestment, outsourcing, insourcing, boundary, methodology, error
  }

  /// One change of one item.
  public struct Change: Sendable, Equatable {
    /// What it changes.
    public let item: Item
    /// Why.
    public let cause: Cause
    /// t CO2e by which the base year's figure rises.
    public let tonnes: Double
    /// In words.
    public let note: String

    package init(item: Item, cause: Cause, tonnes: Double, note: String) {
      self.item = item
      self.cause = cause
      self.tonnes = tonnes
      self.note = note
    }
  }

  /// The year, by the calendar year in which it ended.
  public let year: Int
  /// t CO2e of each item as it was reported.
  public let reported: [Item: Double]
  /// What changed since.
  public let changes: [Change]
  /// Share of the base year's total by which its figures must have changed to be worked out again.
  public let threshold: Double

  package init(year: Int, reported: [Item: Double], changes: [Change], threshold: Double) {
    self.year = year
    self.reported = reported
    self.changes = changes
    self.threshold = threshold
  }

  /// Whether the changes together, each by its magnitude, reach the threshold: then all are made.
  public var isRecalculated: Bool {
    let total = [Item.scope1, .scope2Location, .scope3].reduce(0) { $0 + (reported[$1] ?? 0) }
    let moved = changes.filter { $0.item != .scope2Market }.reduce(0) { $0 + $1.tonnes.magnitude }
    return !changes.isEmpty && moved >= threshold * total
  }

  /// t CO2e of an item to compare with: worked out again where the changes reach the threshold.
  public func tonnes(_ item: Item) -> Double? {
    reported[item].map { told in
      isRecalculated
        ? changes.filter { $0.item == item }.reduce(told) { $0 + $1.tonnes } : told
    }
  }
}
