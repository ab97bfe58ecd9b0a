import SiteModel
import Tabular

/// Reads `months`, `days` and `hours` of a tariff line.
extension TariffRowReader {
  func window() -> TariffWindow? {
    let season = self.season()
    let quarters = self.quarters()
    let days = self.days()
    guard let season, let quarters, let days else { return nil }
    return TariffWindow(parts: [
      .init(
        months: Set(season.keys), daysOfMonth: season.compactMapValues { $0 }, days: days,
        quarters: quarters)
    ])
  }

  /// All, or some of weekday, weekend (or Saturday and Sunday) and holiday.
  private func days() -> Set<TariffWindow.DayKind>? {
    let text = columns.text(row, "days")
    if text == "all" { return Set(TariffWindow.DayKind.allCases) }
    var days: Set<TariffWindow.DayKind> = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      let word = TextCell.trimmed(String(part))
      let meant: Set<TariffWindow.DayKind>? =
        word == "weekend" ? .weekend : TariffWindow.DayKind(rawValue: word).map { [$0] }
      guard let meant else {
        reading.report(
          text.isEmpty ? "days is blank" : "days is '\(word)', which is not an accepted value",
          at: columns.place(row, "days"),
          help: Suggestion.help(for: word, in: TariffTable.days, known: "words"))
        return nil
      }
      guard days.isDisjoint(with: meant) else {
        reading.report(
          "days is '\(text)', which names a part twice", at: columns.place(row, "days"),
          help: "name each of the days once")
        return nil
      }
      days.formUnion(meant)
    }
    return days
  }

  /// Months, each with the days of it that count; nil for all of them.
  private func season() -> [Int: Set<Int>?]? {
    let text = columns.text(row, "months")
    if text == "all" { return Dictionary(uniqueKeysWithValues: (1...12).map { ($0, nil) }) }
    var found: [Int: Set<Int>] = [:]
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map(Self.date)
      let dates = ends.compactMap { $0 }
      guard dates.count == ends.count, let first = dates.first, let last = dates.last,
        dates.count <= 2, (first.month, first.day ?? 1) <= (last.month, last.day ?? 31)
      else {
        cannotBeRead(
          "months", text,
          "write all, or months such as 6-9; over the new year 1-5;10-12; from day to day 6/15-9/14"
        )
        return nil
      }
      for month in first.month...last.month {
        let end = TariffSlots.lastDay(of: month)
        let from = month == first.month ? first.day ?? 1 : 1
        // A season until 28 February holds a leap day too.
        let until = month == last.month ? last.day.map { month == 2 && $0 == 28 ? 29 : $0 } : nil
        let days = Set(from...(until ?? end))
        guard found[month, default: []].isDisjoint(with: days) else {
          namedTwice("months", text)
          return nil
        }
        found[month, default: []].formUnion(days)
      }
    }
    return found.reduce(into: [:]) { season, entry in
      let isWhole = entry.value.count == TariffSlots.lastDay(of: entry.key)
      season[entry.key] = .some(isWhole ? nil : entry.value)
    }
  }

  /// A month, or a day of it: `6` or `6/15`.
  private static func date(_ text: Substring) -> (month: Int, day: Int?)? {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false)
      .map { Int(TextCell.trimmed(String($0))) }
    guard numbers.count <= 2, let month = numbers[0], (1...12).contains(month) else { return nil }
    guard numbers.count == 2 else { return (month, nil) }
    guard let day = numbers[1], (1...TariffSlots.lastDay(of: month)).contains(day) else {
      return nil
    }
    return (month, day)
  }

  /// Quarters of an hour of a list such as `13-18` or `6:30-9:30`.
  private func quarters() -> Set<Int>? {
    let text = columns.text(row, "hours")
    if text == "all" { return Set(0..<96) }
    var found: Set<Int> = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map(Self.quarter)
      let times = ends.compactMap { $0 }
      guard times.count == 2, ends.count == 2, times[0] < times[1] else {
        cannotBeRead(
          "hours", text,
          "write all, or hours such as 13-18 (13:00 to 18:00) or 6:30-9:45; over midnight 0-6;22-24"
        )
        return nil
      }
      let piece = times[0]..<times[1]
      guard found.isDisjoint(with: piece) else {
        namedTwice("hours", text)
        return nil
      }
      found.formUnion(piece)
    }
    return found
  }

  /// A time of day in quarters of an hour: `13`, `6:30` or `06:30`.
  private static func quarter(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      .map { TextCell.trimmed(String($0)) }
    let minutes = parts.count == 1 ? 0 : ["00": 0, "15": 1, "30": 2, "45": 3][parts[1]]
    guard parts.count <= 2, let hour = Int(parts[0]), let minutes, hour >= 0,
      hour * 4 + minutes <= 96
    else { return nil }
    return hour * 4 + minutes
  }

  /// Months of a list such as `1-5;10-12`, or all.
  private func lookBackMonths() -> Set<Int>? {
    let text = columns.text(row, "lookback")
    if text == "all" { return Set(1...12) }
    var found: Set<Int> = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        .map { Int(TextCell.trimmed(String($0))) }
      let numbers = ends.compactMap { $0 }.filter { (1...12).contains($0) }
      guard numbers.count == ends.count, numbers.count <= 2, let first = numbers.first,
        let last = numbers.last, first <= last
      else {
        cannotBeRead(
          "lookback", text, "write all, months such as 1;4;12 or 6-9, or previous:11")
        return nil
      }
      guard found.isDisjoint(with: first...last) else {
        namedTwice("lookback", text)
        return nil
      }
      found.formUnion(first...last)
    }
    return found
  }

  private func cannotBeRead(_ column: String, _ text: String, _ help: String) {
    wrong(
      column, text.isEmpty ? "\(column) is blank" : "\(column) is '\(text)', which cannot be read",
      help)
  }

  private func namedTwice(_ column: String, _ text: String) {
    wrong(
      column, "\(column) is '\(text)', which names a part twice",
      "name each of the \(column) once")
  }

  /// Which months a ratchet looks back on.
  func lookBack() -> Tariff.Demand.Ratchet.LookBack? {
    let text = columns.text(row, "lookback")
    guard !text.isEmpty else { return nil }
    let prefix = "previous:"
    guard text.hasPrefix(prefix) else {
      return lookBackMonths().map { .months($0) }
    }
    guard let count = Int(TextCell.trimmed(String(text.dropFirst(prefix.count)))),
      (1...12).contains(count)
    else {
      wrong(
        "lookback", "lookback is '\(text)', which cannot be read",
        "write previous: and a number of months from 1 to 12, such as previous:11")
      return nil
    }
    return .previous(count)
  }
}
