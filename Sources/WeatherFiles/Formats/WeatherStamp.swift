import Tabular

/// Stamps as people and programs write them: `2025-01-31T23:00`, `2025-01-31 23:00:00-08:00`,
/// `1/31/2025 11:00 PM`, `31.01.2025 23:00`, `20250131:2300`.
struct WeatherStamp {
  /// Whether the month or the day of a stamp such as `1/2/2025` comes first.
  enum Order { case monthFirst, dayFirst }

  private(set) var year = 0
  /// Month and day, or what of them is written first and second.
  private(set) var first = 0
  private(set) var second = 0
  /// The order, where the stamp itself tells it.
  private(set) var order: Order?
  /// Minute of the day; 24:00 is 1440.
  private(set) var minute = 0
  /// Minutes from universal time, where the stamp says so.
  private(set) var offset: Int?

  private var bytes: ArraySlice<UInt8>

  /// The stamp that the bytes are as a whole.
  init?(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    guard hasDate() else { return nil }
    skip(" ")
    guard self.bytes.isEmpty || hasTime(), self.bytes.isEmpty else { return nil }
  }

  /// The order of months and days in a column, from its stamps: a year has days beyond the twelfth.
  static func order(_ text: CSVCells, _ rows: Range<Int>, column: Int) -> Order {
    for row in rows where column < text.count(row) {
      guard let stamp = WeatherStamp(text.bytes(row, column)) else { continue }
      if let order = stamp.order { return order }
      if stamp.first > 12 { return .dayFirst }
      if stamp.second > 12 { return .monthFirst }
    }
    return .monthFirst
  }

  /// The stamp of a layout.
  func stamp(_ usual: Order) -> WeatherLayout.Stamp {
    let isDayFirst = (order ?? usual) == .dayFirst
    return .init(
      year: year, month: isDayFirst ? second : first, day: isDayFirst ? first : second,
      minute: minute)
  }

  private mutating func hasDate() -> Bool {
    guard let (a, digits) = number() else { return false }
    if digits == 8 { return hasCompactTime(a) }
    guard let mark = ["-", "/", "."].first(where: { take($0) }), let (b, _) = number(), take(mark),
      let (c, last) = number()
    else { return false }
    if digits == 4 {
      (year, first, second, order) = (a, b, c, .monthFirst)
    } else if last == 4 || last == 2 {
      (year, first, second) = (last == 2 ? 2000 + c : c, a, b)
      order = mark == "." ? .dayFirst : nil
    } else {
      return false
    }
    return bytes.isEmpty || bytes.first == 0x20 || take("T") || take("t")
  }

  /// `20250131:2300`, `20250131 2300`, `20250131T230000` or `202501312300`, behind the eight digits.
  private mutating func hasCompactTime(_ date: Int) -> Bool {
    (year, first, second) = (date / 10000, date / 100 % 100, date % 100)
    order = .monthFirst
    _ = take(":") || take("T") || take("t") || take(" ")
    guard case (let time, let digits)? = number(), digits == 4 || digits == 6 && time % 100 == 0
    else { return false }
    let clock = digits == 6 ? time / 100 : time
    minute = clock / 100 * 60 + clock % 100
    return bytes.isEmpty && clock % 100 < 60 && minute <= 1440
  }

  /// Hours and minutes, perhaps with seconds of zero, half of the day, and the zone.
  private mutating func hasTime() -> Bool {
    guard var hour = number()?.value, take(":"), case (let minutes, 2)? = number(), minutes < 60
    else { return false }
    if take(":") {
      guard case (0, 2)? = number() else { return false }
      if take("."), number()?.value != 0 { return false }
    }
    skip(" ")
    for (half, from) in [("AM", 0), ("PM", 12)] where take(half) || take(half.lowercased()) {
      guard (1...12).contains(hour) else { return false }
      hour = hour % 12 + from
    }
    minute = 60 * hour + minutes
    guard minute <= 1440 else { return false }
    skip(" ")
    return hasZone()
  }

  private mutating func hasZone() -> Bool {
    if take("Z") || take("z") {
      offset = 0
      return true
    }
    let isWest = take("-")
    guard isWest || take("+") else { return true }
    guard let (hours, digits) = number(), digits == 2 || digits == 4 else { return false }
    var minutes = digits == 4 ? hours / 100 * 60 + hours % 100 : 60 * hours
    if take(":") {
      guard digits == 2, case (let rest, 2)? = number() else { return false }
      minutes += rest
    }
    guard minutes <= 14 * 60 else { return false }
    offset = isWest ? -minutes : minutes
    return true
  }

  /// A whole number of at most eight digits, and how many digits it has.
  private mutating func number() -> (value: Int, digits: Int)? {
    let all = bytes.prefix { (0x30...0x39).contains($0) }
    // A time may follow the eight digits of a date at once.
    let digits = [12, 14].contains(all.count) ? all.prefix(8) : all
    guard (1...8).contains(digits.count) else { return nil }
    bytes = bytes.dropFirst(digits.count)
    return (digits.reduce(0) { 10 * $0 + Int($1 - 0x30) }, digits.count)
  }

  private mutating func take(_ text: String) -> Bool {
    guard bytes.starts(with: text.utf8) else { return false }
    bytes = bytes.dropFirst(text.utf8.count)
    return true
  }

  private mutating func skip(_ text: String) { while take(text) {} }
}
