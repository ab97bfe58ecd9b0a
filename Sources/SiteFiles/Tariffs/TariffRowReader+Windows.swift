import SiteModel

/// Reads `months`, `days` and `hours` of a tariff line.
extension TariffRowReader {
  func window() -> TariffWindow? {
    let months = set("months", 1...12) { $0...$1 }
    let hours = set("hours", 0...24) { $0 < $1 ? $0...($1 - 1) : nil }
    let days = self.days()
    guard let months, let hours, let days else { return nil }
    return TariffWindow(months: months, days: days, hours: hours)
  }

  /// All, or some of weekday, weekend and holiday.
  private func days() -> Set<TariffWindow.DayKind>? {
    let text = columns.text(row, "days")
    if text == "all" { return Set(TariffWindow.DayKind.allCases) }
    var days: Set<TariffWindow.DayKind> = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      let word = TextCell.trimmed(String(part))
      guard let day = TariffWindow.DayKind(rawValue: word) else {
        let words = ["all"] + TariffWindow.DayKind.allCases.map(\.rawValue)
        reading.report(
          text.isEmpty ? "days is blank" : "days is '\(word)', which is not one of its words",
          at: columns.place(row, "days"),
          help: Suggestion.help(for: word, in: words, known: "words"))
        return nil
      }
      guard days.insert(day).inserted else {
        reading.report(
          "days is '\(text)', which names a part twice", at: columns.place(row, "days"),
          help: "name each of the days once")
        return nil
      }
    }
    return days
  }

  /// Numbers of a list such as `1-5;10-12`, or all.
  private func set(
    _ column: String, _ limits: ClosedRange<Int>, _ range: (Int, Int) -> ClosedRange<Int>?
  ) -> Set<Int>? {
    let text = columns.text(row, column)
    let isHours = column == "hours"
    if text == "all" { return Set(isHours ? 0...23 : limits) }
    var found: Set<Int> = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        .map { Int(TextCell.trimmed(String($0))) }
      let numbers = ends.compactMap { $0 }.filter { limits.contains($0) }
      var piece: ClosedRange<Int>?
      if numbers.count == ends.count, numbers.count == 2, numbers[0] <= numbers[1] {
        piece = range(numbers[0], numbers[1])
      } else if numbers.count == ends.count, numbers.count == 1, !isHours {
        piece = numbers[0]...numbers[0]
      }
      guard let piece else {
        reading.report(
          text.isEmpty ? "\(column) is blank" : "\(column) is '\(text)', which cannot be read",
          at: columns.place(row, column),
          help: column == "hours"
            ? "write all, or hours such as 13-18 (13:00 to 18:00); over midnight 0-6;22-24"
            : column == "months"
              ? "write all, or months such as 6-9; over the new year 1-5;10-12"
              : "write all, months such as 1;4;12 or 6-9, or previous:11")
        return nil
      }
      guard found.isDisjoint(with: piece) else {
        reading.report(
          "\(column) is '\(text)', which names a part twice", at: columns.place(row, column),
          help: "name each of the \(column) once")
        return nil
      }
      found.formUnion(piece)
    }
    return found
  }

  /// Which months a ratchet looks back on.
  func lookBack() -> Tariff.Demand.Ratchet.LookBack? {
    let text = columns.text(row, "lookback")
    guard !text.isEmpty else { return nil }
    let prefix = "previous:"
    guard text.hasPrefix(prefix) else {
      return set("lookback", 1...12) { $0...$1 }.map { .months($0) }
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
