import SiteModel
import Tabular

/// `reporting.csv` and `base_year.csv`: when the year begins, whose it is, what it is set beside.
struct ReportingYear {
  let calendar: Calendar
  let reporting: ReportingTerms

  /// Minutes since 1970 of the year, local standard time.
  var minutes: Range<Int> {
    let first = CivilStamp.days(year: calendar.year, month: calendar.firstMonth, day: 1) * 1440
    return first..<(first + calendar.dayCount * 1440)
  }

  static let keys = [
    "period_start", "consolidation_approach", "operated_by_company", "financial_control",
    "equity_share_fraction", "base_year", "recalculation_threshold_fraction",
  ]

  /// The year of a site; `shared` are keys that hold for all sites of a portfolio, nil after findings.
  static func read(_ site: Site, shared: [String: String], _ reading: InputReader)
    -> ReportingYear?
  {
    guard
      let table = ActualsTable(
        "reporting.csv", columns: ["key", "value"], optional: ["note"], isRequired: true, reading)
    else { return nil }
    var rows: [String: Int] = [:]
    for row in table.rows {
      let key = table.text(row, "key")
      if !keys.contains(key) {
        table.report(
          row, "key", "unknown key '\(key)' of reporting.csv",
          help: Suggestion.help(for: key, in: keys, known: "keys"))
      } else if rows[key] != nil {
        table.report(row, "key", "'\(key)' is written twice", help: "remove one of the rows")
      }
      rows[key] = row
      if let all = shared[key], all != table.text(row, "value") {
        table.report(
          row, "value", "'\(key)' is '\(all)' for all sites and '\(table.text(row, "value"))' here",
          help: "an inventory has one boundary and one base year: write it once, for all sites")
      }
    }
    func yes(_ key: String) -> Bool {
      guard let row = rows[key] else { return true }
      return table.word(row, "value", YesNo.self) != .no
    }
    func number(_ key: String, _ range: ClosedRange<Double>) -> Double? {
      rows[key].flatMap { table.number($0, "value", within: range) }
        ?? shared[key].flatMap { DecimalText.number(Array($0.utf8)) }
    }
    guard let start = rows["period_start"] else {
      reading.report(
        "reporting.csv does not say when the year begins", at: Place(file: table.table.text.source),
        help: "write a row period_start,2025-07-01")
      return nil
    }
    guard let first = table.minute(start, "value"), let calendar = calendar(from: first, site)
    else {
      if !reading.hasErrors {
        table.report(
          start, "value", "a reporting year begins with the first day of a month",
          help: "write such as 2025-07-01")
      }
      return nil
    }
    var reporting = ReportingTerms(
      operates: yes("operated_by_company"), controls: yes("financial_control"),
      equity: number("equity_share_fraction", 0...1) ?? 1)
    if let row = rows["consolidation_approach"] {
      reporting.approach =
        table.word(row, "value", ReportingTerms.Approach.self) ?? reporting.approach
    } else if let word = shared["consolidation_approach"].flatMap(ReportingTerms.Approach.init) {
      reporting.approach = word
    }
    if reporting.approach == .equity, rows["equity_share_fraction"] == nil {
      reading.report(
        "the share of equity is not written", at: Place(file: table.table.text.source),
        help: "write a row equity_share_fraction,0.6")
    }
    reporting.base = base(
      year: number("base_year", 1990...2100),
      threshold: number("recalculation_threshold_fraction", 0...1),
      reading)
    return ReportingYear(calendar: calendar, reporting: reporting)
  }

  private static func calendar(from minute: Int, _ site: Site) -> Calendar? {
    let text = CivilStamp.text(minute)
    guard text.hasSuffix("-01T00:00"), let month = Int(text.dropFirst(5).prefix(2)) else {
      return nil
    }
    return Calendar(
      year: CivilStamp.year(of: minute), daylightSaving: site.calendar.daylightSaving,
      utcOffsetMinutes: site.calendar.utcOffsetMinutes, firstMonth: month)
  }

  /// What later years are measured by; five per cent where no threshold is written.
  private static func base(year: Double?, threshold: Double?, _ reading: InputReader) -> BaseYear? {
    guard
      let table = ActualsTable(
        "base_year.csv", columns: ["row", "item", "t_co2e"], optional: ["cause", "note"], reading)
    else { return nil }
    guard let year else {
      reading.report(
        "base_year.csv has figures, and reporting.csv names no base year",
        at: Place(file: table.table.text.source), help: "write a row base_year,2023")
      return nil
    }
    var reported: [BaseYear.Item: Double] = [:]
    var changes: [BaseYear.Change] = []
    for row in table.rows {
      let item = table.word(row, "item", BaseYear.Item.self)
      let tonnes = table.number(row, "t_co2e", within: -1e12...1e12)
      switch table.text(row, "row") {
      case "reported":
        guard let item, let tonnes else { continue }
        if reported[item] != nil {
          table.report(
            row, "item", "'\(item.rawValue)' of the base year is reported twice",
            help: "remove one of the rows")
        }
        reported[item] = tonnes
      case "change":
        guard let cause = table.word(row, "cause", BaseYear.Cause.self), let item, let tonnes else {
          continue
        }
        changes.append(
          .init(item: item, cause: cause, tonnes: tonnes, note: table.text(row, "note")))
      default:
        table.report(
          row, "row", "'\(table.text(row, "row"))' is not a row that is known",
          help: "write reported or change")
      }
    }
    return BaseYear(
      year: Int(year), reported: reported, changes: changes, threshold: threshold ?? 0.05)
  }
}
