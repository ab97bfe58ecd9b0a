import SiteModel

/// Reads `months`, `days` and `hours` of a tariff line.
extension TariffRow {
  static func window(_ row: Int, _ columns: TariffColumns, _ reading: Reading) -> TariffWindow? {
    let months = set(row, "months", columns, reading, 1...12) { $0...$1 }
    let hours = set(row, "hours", columns, reading, 0...24) { $0 < $1 ? $0...($1 - 1) : nil }
    let days = days(row, columns, reading)
    guard let months, let hours, let days else { return nil }
    return TariffWindow(months: months, days: days, hours: hours)
  }

  /// All, or some of weekday, weekend and holiday.
  private static func days(
    _ row: Int, _ columns: TariffColumns, _ reading: Reading
  ) -> Set<TariffWindow.DayKind>? {
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
  private static func set(
    _ row: Int, _ column: String, _ columns: TariffColumns, _ reading: Reading,
    _ limits: ClosedRange<Int>, _ range: (Int, Int) -> ClosedRange<Int>?
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
          help: isHours
            ? "write all, or hours such as 13-18 (13:00 to 18:00); over midnight 0-6;22-24"
            : "write all, or months such as 6-9; over the new year 1-5;10-12")
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
}
