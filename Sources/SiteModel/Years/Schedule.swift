/// What changes with the months of a horizon: amounts from a month on, month 0 its first.
public struct Schedule: Sendable, Equatable {
  /// Amounts from a month on, by what they are of: `mw`, `mwh`, `units`, `packs`, `modules`.
  public struct Row: Sendable, Equatable {
    /// Months since the horizon began.
    public let month: Int
    /// What there is from that month on, by name.
    public let amounts: [String: Double]

    /// Amounts from a month on.
    public init(month: Int, amounts: [String: Double]) {
      (self.month, self.amounts) = (month, amounts)
    }
  }

  /// In order of time.
  public let rows: [Row]

  /// Rows in any order.
  public init(_ rows: [Row]) { self.rows = rows.sorted { $0.month < $1.month } }

  /// Whether some row says how much there is of something.
  package func names(_ amount: String) -> Bool { rows.contains { $0.amounts[amount] != nil } }

  /// How much there is of something in a month: nothing before the first row that says.
  package func amount(_ name: String, in month: Int) -> Double {
    rows.last { $0.month <= month && $0.amounts[name] != nil }?.amounts[name] ?? 0
  }

  /// Months in which something changes.
  package var months: [Int] { rows.map(\.month) }

  /// The first and the last of them.
  package var span: ClosedRange<Int>? {
    guard let first = rows.first?.month, let last = rows.last?.month else { return nil }
    return first...last
  }
}

/// A schedule that may be left out.
public struct ScheduleParameter: Sendable {
  /// The key as written.
  public let key: String
  /// What its amounts may be of.
  public let names: [String]
  /// Whether amounts add up, so that none may fall.
  public let isCumulative: Bool
  /// What it means, for people.
  public let meaning: String

  /// A schedule of some amounts.
  public init(_ key: String, of names: [String], isCumulative: Bool, _ meaning: String) {
    self.key = key
    self.names = names
    self.isCumulative = isCumulative
    self.meaning = meaning
  }

  /// The same statement without its type, for tables of keys.
  public var spec: ParameterSpec {
    ParameterSpec(
      key: key, kind: .schedule(names, isCumulative: isCumulative), presence: .optional,
      meaning: meaning)
  }
}

extension ParameterValues {
  /// The schedule of a parameter that may be absent.
  public func optional(_ parameter: ScheduleParameter) -> Schedule? {
    if case .schedule(let schedule)? = value(of: parameter.key) { return schedule }
    return nil
  }
}
