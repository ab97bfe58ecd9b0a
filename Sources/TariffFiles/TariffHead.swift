package import SiteModel
import Units
package import Tabular

/// The comment lines `# key: value` above a tariff's header: what holds for all of its lines.
package struct TariffHead {
  package let dollarYear: Int
  /// Where the dollar year stands.
  package let place: Place
  package let rules: TariffRules

  /// Keys of the head.
  package static let keys = [
    "dollar_year", "source", "effective", "note", "eligibility", "minimum_mw", "maximum_mw",
    "minimum_kv", "maximum_kv", "minimum_load_factor", "billing_interval_minutes", "holidays",
    "netting", "true_up_month",
  ]

  /// The head, or nil after findings.
  init?(_ table: CSVTable, _ path: String, _ reading: InputReader) {
    var head = TariffHeadReader(table: table, path: path, reading: reading)
    let errors = reading.findings.count { $0.severity == .error }
    head.read()
    guard reading.findings.count(where: { $0.severity == .error }) == errors,
      let (year, place) = head.year
    else { return nil }
    dollarYear = year
    self.place = place
    rules = head.rules
  }
}

/// Walks the comment lines.
private struct TariffHeadReader {
  let table: CSVTable
  let path: String
  let reading: InputReader
  var year: (Int, Place)?
  var rules = TariffRules()
  private var seen: [String] = []
  private var trueUpPlace: Place?

  init(table: CSVTable, path: String, reading: InputReader) {
    self.table = table
    self.path = path
    self.reading = reading
  }

  mutating func read() {
    for comment in table.text.comments {
      let parts = comment.text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let key = TextCell.trimmed(String(parts[0]))
      // Prose is not a key.
      guard parts.count == 2, !key.isEmpty, !key.contains(" ") else { continue }
      read(
        key, TextCell.trimmed(String(parts[1])), table.text.source.place(line: comment.line))
    }
    if !seen.contains("dollar_year") {
      reading.report(
        "the tariff has no dollar year", at: table.text.place(0),
        help: "write a line '# dollar_year: 2026' above the header: the year of its prices")
    }
    if let trueUpPlace, rules.netting != .annual {
      reading.report(
        "a true-up month stands in a tariff without annual netting", at: trueUpPlace,
        help: "write '# netting: annual', or remove the line")
    }
    for key in ["source", "effective"] where !seen.contains(key) {
      reading.report(
        "the tariff does not say its \(key)", at: table.text.place(0),
        help: "write a line '# \(key): …' above the header", severity: .warning)
    }
  }

  private mutating func read(_ key: String, _ value: String, _ place: Place) {
    guard TariffHead.keys.contains(key) else {
      reading.report(
        "unknown comment '\(key)'", at: place,
        help: Suggestion.help(for: key, in: TariffHead.keys, known: "keys"), severity: .warning)
      return
    }
    if seen.contains(key), key != "note", key != "source" {
      reading.report("'\(key)' is said twice", at: place, help: "remove one of the lines")
    }
    seen.append(key)
    switch key {
    case "dollar_year":
      if let number = Int(value), (1990...2100).contains(number) {
        year = (number, place)
      } else {
        reading.report("'\(value)' is not a year", at: place, help: "write '# dollar_year: 2026'")
      }
    case "note", "eligibility": reading.notes.append("\(path): \(value)")
    case "billing_interval_minutes": interval(value, place)
    case "holidays": holidays(value, place)
    case "netting": netting(value, place)
    case "true_up_month": trueUp(value, place)
    case "source", "effective": break
    default: limit(key, value, place)
    }
  }

  private mutating func interval(_ value: String, _ place: Place) {
    guard let minutes = Int(value), [60, 30, 15].contains(minutes) else {
      reading.report(
        "billing_interval_minutes is '\(value)'", at: place, help: "write 60, 30 or 15")
      return
    }
    rules.billingInterval = TimeSpan(Double(minutes), .minutes)
  }

  private mutating func netting(_ value: String, _ place: Place) {
    let words = TariffRules.Netting.allCases.map(\.rawValue)
    guard let word = TariffRules.Netting(rawValue: value) else {
      reading.report(
        "netting is '\(value)', which is not an accepted value", at: place,
        help: Suggestion.help(for: value, in: words, known: "words"))
      return
    }
    rules.netting = word
  }

  private mutating func trueUp(_ value: String, _ place: Place) {
    guard let month = Int(value), (1...12).contains(month) else {
      reading.report(
        "true_up_month is '\(value)', not a month", at: place,
        help: "write the month behind which annual netting is settled, 1 to 12")
      return
    }
    rules.trueUpMonth = month
    trueUpPlace = place
  }

  private mutating func limit(_ key: String, _ value: String, _ place: Place) {
    let isShare = key == "minimum_load_factor"
    guard let number = DecimalText.number(Array(value.utf8)) else {
      reading.report(
        "\(key) is '\(value)', not a number", at: place,
        help: DecimalText.help(for: value, unit: isShare ? "fraction" : ""))
      return
    }
    let range = isShare ? 0...1 : key.hasSuffix("_kv") ? 0...1000 : 0...20_000.0
    guard range.contains(number) else {
      reading.report(
        "\(key) is \(DecimalText.plain(number)), outside \(DecimalText.plain(range))", at: place,
        help: isShare && number <= 100
          ? "a fraction of 1, not percent: \(DecimalText.perCent(number))" : "check the unit")
      return
    }
    switch key {
    case "minimum_mw": rules.eligibility.leastPower = Power(number, .megawatts)
    case "maximum_mw": rules.eligibility.greatestPower = Power(number, .megawatts)
    case "minimum_kv": rules.eligibility.leastKilovolts = number
    case "maximum_kv": rules.eligibility.greatestKilovolts = number
    default: rules.eligibility.leastLoadFactor = number
    }
    let who = rules.eligibility
    let isPowerEmpty = who.leastPower ?? .zero > who.greatestPower ?? Power(.infinity, .megawatts)
    if isPowerEmpty || who.leastKilovolts ?? 0 > who.greatestKilovolts ?? .infinity {
      reading.report(
        "nobody can take this tariff: the minimum lies above the maximum", at: place,
        help: "correct one of the two")
    }
  }

  private mutating func holidays(_ value: String, _ place: Place) {
    switch value {
    case "none": rules.holidays = .none
    case "united_states_federal": rules.holidays = .unitedStatesFederal
    default: dates(value, place)
    }
  }

  /// Dates such as `2026-07-03;2026-11-27`; those of the modelled year count.
  private mutating func dates(_ value: String, _ place: Place) {
    guard let calendar = reading.steps?.calendar else { return }
    var days: [Calendar.Day] = []
    for part in value.split(separator: ";", omittingEmptySubsequences: false) {
      let text = TextCell.trimmed(String(part))
      let numbers = text.split(separator: "-").map { Int($0) }
      guard text.utf8.count == 10, numbers.count == 3, let year = numbers[0],
        let month = numbers[1], let day = numbers[2], (1...12).contains(month), day >= 1,
        day <= Calendar(year: year, daylightSaving: .none).days(inMonth: month)
      else {
        reading.report(
          "holidays names '\(text)', which is not a date", at: place,
          help: "write none, united_states_federal, or dates such as \(calendar.year)-07-04")
        return
      }
      guard year == calendar.year else { continue }
      let found = Calendar.Day(month: month, day: day)
      if days.contains(found) {
        reading.report("the holiday '\(text)' is listed twice", at: place, help: "list it once")
      }
      days.append(found)
    }
    if days.isEmpty {
      reading.report(
        "holidays lists no date of \(calendar.year), the year that the site models", at: place,
        help: "add the holidays of \(calendar.year); a file may list those of several years")
    }
    rules.holidays = .dates(days)
  }
}
