package import Resources
package import Tabular

/// Reads `monthly.csv`: a header and twelve rows of what is published about each month.
package enum MonthlyFile {
  static let required = ["month", "ghi_kwh_per_m2_day", "temperature_mean_c"]
  static let optional = [
    "clearness_index_sd_fraction", "temperature_swing_c", "temperature_day_sd_c",
    "price_mean_usd_per_mwh",
  ]
  /// Daily means of months on earth; prices in a market may be negative.
  private static let ranges: [String: ClosedRange<Double>] = [
    "ghi_kwh_per_m2_day": 0...13, "clearness_index_sd_fraction": 0...0.4,
    "temperature_mean_c": -60...50,
    "temperature_swing_c": 0...40, "temperature_day_sd_c": 0...20,
    "price_mean_usd_per_mwh": -100...5000,
  ]

  /// The twelve months, or nil after findings.
  package static func read(_ source: SourceText, _ reading: InputReader) -> [MonthlyFacts]? {
    let (table, findings) = CSVTable.read(source)
    findings.forEach { reading.report($0) }
    guard let table else { return nil }
    var isSound = true
    for (index, name) in table.names.enumerated() where !(required + optional).contains(name) {
      isSound = false
      reading.report(
        "the column '\(name)' is not known", at: table.text.place(0, index),
        help: Suggestion.help(for: name, in: required + optional, known: "columns"))
    }
    for name in required where !table.names.contains(name) {
      isSound = false
      reading.report(
        "the file has no column '\(name)'", at: table.text.place(0),
        help: "needed are \(required.joined(separator: ", "))")
    }
    guard isSound else { return nil }
    guard table.rows.count == 12 else {
      reading.report(
        "the file has \(table.rows.count) rows, not twelve", at: table.text.place(0),
        help: "write one row for each month, January first")
      return nil
    }
    let months = table.rows.compactMap { month(table, $0, reading) }
    return months.count == 12 ? months : nil
  }

  /// Whether two columns would be sound, in this row, under each other's names.
  private static func isSwapped(
    _ one: String, _ other: String, _ table: CSVTable, _ row: Int
  ) -> Bool {
    guard let mine = ranges[one], let its = ranges[other],
      let first = table.names.firstIndex(of: one), let second = table.names.firstIndex(of: other),
      let here = table.text.number(row, first), let there = table.text.number(row, second)
    else { return false }
    return its.contains(here) && mine.contains(there)
  }

  private static func month(_ table: CSVTable, _ row: Int, _ reading: InputReader) -> MonthlyFacts?
  {
    var isSound = true
    func value(_ name: String) -> Double? {
      guard let column = table.names.firstIndex(of: name) else { return nil }
      let range = name == "month" ? Double(row)...Double(row) : ranges[name] ?? 0...0
      if let number = table.text.number(row, column), range.contains(number) { return number }
      isSound = false
      let others = ranges.keys.sorted().filter { $0 != name && table.names.contains($0) }
      let swapped = others.first { isSwapped(name, $0, table, row) }
      reading.report(
        DecimalText.refusal(of: table.text.text(row, column), as: name),
        at: table.text.place(row, column),
        help: name == "month"
          ? "months are numbered in order: \(row)"
          : "numbers from \(DecimalText.plain(range))"
            + (swapped.map { "; are the columns \(name) and \($0) swapped?" } ?? ""))
      return nil
    }
    _ = value("month")
    var facts = MonthlyFacts(
      irradiation: value("ghi_kwh_per_m2_day") ?? 0, temperature: value("temperature_mean_c") ?? 0)
    facts.clearnessDeviation = value("clearness_index_sd_fraction")
    if let swing = value("temperature_swing_c") { facts.swing = swing }
    if let deviation = value("temperature_day_sd_c") { facts.dayDeviation = deviation }
    facts.price = value("price_mean_usd_per_mwh")
    return isSound ? facts : nil
  }
}
