/// Walks the bytes of one stamp.
struct StampScan {
  private let bytes: ArraySlice<UInt8>
  private var index: Int
  /// Whether the date is eight digits, behind which an hour may stand alone.
  private var isCompact = false

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// A date as written.
  struct Date {
    var year: Int
    var month: Int
    var day: Int
    var slashes: (first: Int, second: Int)?
  }

  /// A time of day as written.
  struct Time {
    var minute = 0
    var offset: Int?
    var isEndOfDay = false
  }

  var isAtEnd: Bool { index == bytes.endIndex }

  private var byte: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  /// A number of one to `count` digits.
  private mutating func number(upTo count: Int) -> (value: Int, digits: Int)? {
    var value = 0
    var digits = 0
    while let byte, byte >= 0x30, byte <= 0x39 {
      guard digits < count else { return nil }
      value = value * 10 + Int(byte - 0x30)
      digits += 1
      index += 1
    }
    return digits == 0 ? nil : (value, digits)
  }

  private mutating func take(_ wanted: Character) -> Bool {
    guard byte == wanted.asciiValue else { return false }
    index += 1
    return true
  }

  /// The letters from here on in lower case.
  private mutating func word() -> String {
    var word = ""
    while let byte, byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A {
      word.append(Character(Unicode.Scalar(byte | 0x20)))
      index += 1
    }
    return word
  }

  /// What stands between date and time: a T or blanks.
  mutating func takeGap() -> Bool {
    if take("T") || take("t") { return true }
    // Digits follow the eight of a date at once.
    return skipBlanks() || byte.map { (0x30...0x39).contains($0) } ?? false
  }

  private mutating func skipBlanks() -> Bool {
    let start = index
    while byte == 0x20 { index += 1 }
    return index > start
  }

  /// Year, month and day in the order that their marks say; slashes leave it to the file.
  mutating func date(_ order: CivilStamp.Order) -> Date? {
    if let compact = compactDate() { return compact }
    if let named = namedDate() { return named }
    guard let first = number(upTo: 4), let mark = byte,
      [0x2D, 0x2F, 0x2E, 0x20].contains(mark)
    else { return nil }
    index += 1
    let name = word()
    if !name.isEmpty {
      guard let month = Self.month(name), byte == mark else { return nil }
      index += 1
      return number(upTo: 4).flatMap { Self.dated(year: $0, month: month, day: first.value) }
    }
    guard mark != 0x20, let second = number(upTo: 2), byte == mark else { return nil }
    index += 1
    if first.digits == 4 {
      return number(upTo: 2).map { Date(year: first.value, month: second.value, day: $0.value) }
    }
    guard first.digits <= 2, let year = number(upTo: 4) else { return nil }
    if mark == 0x2E { return Self.dated(year: year, month: second.value, day: first.value) }
    let isDayFirst = order == .dayFirst
    var date = Self.dated(
      year: year, month: isDayFirst ? second.value : first.value,
      day: isDayFirst ? first.value : second.value)
    date?.slashes = (first.value, second.value)
    return date
  }

  /// `Jan 31, 2025`, perhaps behind the day of the week, which is skipped before other dates too.
  private mutating func namedDate() -> Date? {
    let start = index
    var name = word()
    if name.count >= 3, Self.days.contains(where: { $0.hasPrefix(name) }) {
      _ = take(",")
      guard skipBlanks() else { return nil }
      let next = index
      name = word()
      if name.isEmpty {
        index = next
        return nil
      }
    }
    guard let month = Self.month(name) else {
      index = start
      return nil
    }
    _ = take(".")
    guard skipBlanks(), let day = number(upTo: 2)?.value else { return nil }
    _ = take(",")
    guard skipBlanks() else { return nil }
    return number(upTo: 4).flatMap { Self.dated(year: $0, month: month, day: day) }
  }

  private static let days = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// `20250131`, of eight digits; the time may follow at once.
  private mutating func compactDate() -> Date? {
    let digits = bytes[index...].prefix { (0x30...0x39).contains($0) }
    guard [8, 10, 12, 14].contains(digits.count) else { return nil }
    let date = digits.prefix(8).reduce(0) { 10 * $0 + Int($1 - 0x30) }
    index += 8
    isCompact = true
    return Date(year: date / 10_000, month: date / 100 % 100, day: date % 100)
  }

  /// Two digits are a year of this century.
  private static func dated(year: (value: Int, digits: Int), month: Int, day: Int) -> Date? {
    switch year.digits {
    case 2: Date(year: 2000 + year.value, month: month, day: day)
    case 4: Date(year: year.value, month: month, day: day)
    default: nil
    }
  }

  private static func month(_ name: String) -> Int? {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    guard name.count >= 3 else { return nil }
    return names.firstIndex { $0.hasPrefix(name) }.map { $0 + 1 }
  }

  /// Hours, minutes and seconds, with AM or PM, an offset from UTC or the name of a zone.
  mutating func time() -> Time? {
    guard let (first, digits) = number(upTo: 6) else { return nil }
    var hour = first
    var minute = 0
    var seconds = 0
    var isHourAlone = true
    if digits > 2 {
      // `0015` and `001500`.
      guard digits % 2 == 0, byte != 0x3A else { return nil }
      if digits == 6 { (hour, seconds) = (hour / 100, hour % 100) }
      (hour, minute) = (hour / 100, hour % 100)
      isHourAlone = false
    } else if take(":") {
      isHourAlone = false
      guard let found = number(upTo: 2), found.digits == 2 else { return nil }
      minute = found.value
      if take(":") {
        guard let found = number(upTo: 2), found.digits == 2 else { return nil }
        seconds = found.value
        if take(".") || take(",") { guard number(upTo: 9) != nil else { return nil } }
      }
    }
    guard minute < 60, seconds < 60 else { return nil }
    let hasGap = skipBlanks()
    var time = Time()
    if let byte, byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A {
      let half = halfOfDay()
      if let half {
        guard (1...12).contains(hour) else { return nil }
        hour = hour % 12 + half * 12
        isHourAlone = false
      } else {
        guard let offset = Self.zones[word()] else { return nil }
        time.offset = offset
      }
    } else if byte == 0x2B || byte == 0x2D {
      guard let offset = offset() else { return nil }
      time.offset = offset
    } else if hasGap {
      return nil
    }
    guard !isHourAlone || isCompact, hour < 24 || hour == 24 && minute + seconds == 0 else {
      return nil
    }
    time.isEndOfDay = hour == 24
    time.minute = hour * 60 + minute + (seconds >= 30 ? 1 : 0)
    return time
  }

  /// 0 for AM and 1 for PM.
  private mutating func halfOfDay() -> Int? {
    let start = index
    let first = word()
    if first == "am" || first == "pm" { return first == "am" ? 0 : 1 }
    if first == "a" || first == "p", take("."), word() == "m" {
      _ = take(".")
      return first == "a" ? 0 : 1
    }
    index = start
    return nil
  }

  /// `-08:00`, `-0800` or `-08`.
  private mutating func offset() -> Int? {
    let sign = take("-") ? -1 : 1
    if sign == 1, !take("+") { return nil }
    guard let first = number(upTo: 4) else { return nil }
    if first.digits == 4 { return sign * (first.value / 100 * 60 + first.value % 100) }
    guard first.digits <= 2 else { return nil }
    guard take(":") else { return sign * first.value * 60 }
    return number(upTo: 2).map { sign * (first.value * 60 + $0.value) }
  }

  /// Minutes ahead of UTC of universal time, or of standard time in the United States, by its name.
  static func standardZone(_ name: String) -> Int? {
    name.hasSuffix("dt") ? nil : zones[name]
  }

  /// Names of zones in the United States, standard and daylight saving, in minutes ahead of UTC.
  private static let zones = [
    "z": 0, "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
    "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
  ]
}
