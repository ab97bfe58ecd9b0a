import SiteModel
import Tabular

/// A tariff as the text of its file.
struct RateText {
  /// One row of the file.
  struct Row {
    var line: String
    var kind: String
    var window = TariffWindow.Part()
    var tierFrom: Double?
    var tierUnit = ""
    var percent: Double?
    var lookback = ""
    var of = ""
    var rate: Double?
    var unit = ""
    var note = ""
  }

  /// Comment lines, without `# `.
  var comments: [String] = []
  var rows: [Row] = []

  /// The whole file.
  var csv: String {
    let all = Self.columns.filter { column in
      column.isAlways || rows.contains { !column.cell($0).isEmpty }
    }
    let lines = rows.map { row in all.map { CSVQuoting.cell($0.cell(row)) }.joined(separator: ",") }
    return (comments.map(CSVQuoting.comment) + [all.map(\.name).joined(separator: ",")] + lines)
      .joined(separator: "\n") + "\n"
  }

  private struct Column {
    let name: String
    var isAlways = true
    let cell: @Sendable (Row) -> String
  }

  private static let columns = [
    Column(name: "line") { $0.line },
    Column(name: "kind") { $0.kind },
    Column(name: "months") { list($0.window.months, of: 1...12) { "\($0)" } },
    Column(name: "days") { days($0.window.days) },
    Column(name: "hours") { list($0.window.hours, of: 0...23) { "\($0)-\($0 + 1)" } },
    Column(name: "tier_from", isAlways: false) { number($0.tierFrom) },
    Column(name: "tier_unit", isAlways: false) { $0.tierUnit },
    Column(name: "percent", isAlways: false) { number($0.percent) },
    Column(name: "lookback", isAlways: false) { $0.lookback },
    Column(name: "of", isAlways: false) { $0.of },
    Column(name: "rate") { number($0.rate) },
    Column(name: "unit") { $0.unit },
    Column(name: "note") { $0.note },
  ]

  private static func number(_ value: Double?) -> String { value.map(DecimalText.plain) ?? "" }

  /// Without the dust of binary fractions.
  static func rounded(_ value: Double) -> Double { (value * 1e9).rounded() / 1e9 }

  static func days(_ days: Set<TariffWindow.DayKind>) -> String {
    if days.count == TariffWindow.DayKind.allCases.count { return "all" }
    return words(days).joined(separator: ";")
  }

  /// Days in the words of a tariff file.
  static func words(_ days: Set<TariffWindow.DayKind>) -> [String] {
    TariffWindow.DayKind.allCases.filter(days.contains).compactMap { day in
      guard days.isSuperset(of: .weekend) else { return day.rawValue }
      return day == .saturday ? "weekend" : day == .sunday ? nil : day.rawValue
    }
  }

  /// `all`, or ranges such as `6-9` and `0-6;22-24`; hours end where the last one does.
  static func list(
    _ set: Set<Int>, of limits: ClosedRange<Int>, single: (Int) -> String
  ) -> String {
    if set.count == limits.count { return "all" }
    var ranges: [ClosedRange<Int>] = []
    for number in set.sorted() {
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    let end = limits.lowerBound == 0 ? 1 : 0
    return ranges.map {
      $0.count == 1 ? single($0.lowerBound) : "\($0.lowerBound)-\($0.upperBound + end)"
    }.joined(separator: ";")
  }
}

extension TariffWindow.Part {
  /// Whole hours of days, as the database has them.
  init(
    months: Set<Int>, days: Set<TariffWindow.DayKind> = Set(TariffWindow.DayKind.allCases),
    hours: Set<Int>
  ) {
    self.init(
      months: months, days: days, quarters: Set(hours.flatMap { 4 * $0..<4 * $0 + 4 }))
  }

  /// Hours that begin within, 0 to 23.
  var hours: Set<Int> { Set(quarters.filter { $0.isMultiple(of: 4) }.map { $0 / 4 }) }
}
