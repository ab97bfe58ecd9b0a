import SiteModel
import Units

/// What a kWh costs by month, kind of day and hour, as a map of letters from cheap to dear.
struct PriceMap {
  /// The price of a slot in USD/MWh, in thousandths: equal prices must be equal. nil: no line prices it.
  private let prices: [Slot: Int]
  private let days: [TariffWindow.DayKind]
  /// Whether prices come on top of an hourly index.
  let isIndexed: Bool
  /// Whether some line has blocks; the map shows the first.
  let hasTiers: Bool

  private struct Slot: Hashable {
    let month: Int
    let day: TariffWindow.DayKind
    let hour: Int
  }

  init(_ sheet: TariffSheet) {
    let rows = sheet.charges.map(\.row)
    let pricing = rows.filter {
      switch $0.kind {
      case .energy, .rider: ($0.tierFrom ?? 0) == 0
      case .energyIndex: true
      default: false
      }
    }
    isIndexed = pricing.contains { $0.kind == .energyIndex }
    hasTiers = rows.contains { ($0.kind == .energy || $0.kind == .rider) && ($0.tierFrom ?? 0) > 0 }
    days = sheet.rules.holidays == .none ? [.weekday, .weekend] : [.weekday, .weekend, .holiday]
    var prices: [Slot: Int] = [:]
    for month in 1...12 {
      for day in days {
        for hour in 0..<24 {
          let found = pricing.filter {
            $0.window.months.contains(month) && $0.window.days.contains(day)
              && $0.window.hours.contains(hour)
          }
          let sum = found.reduce(0) { $0 + $1.energyPrice.in(.usdPerMegawattHour) }
          prices[Slot(month: month, day: day, hour: hour)] = Int((sum * 1000).rounded())
        }
      }
    }
    self.prices = prices
  }

  /// Prices from cheap to dear.
  private var levels: [Int] { Set(prices.values).sorted() }

  /// The map with its legend; one line where there is one price.
  var lines: [String] {
    let levels = levels
    let unit = isIndexed ? "USD/MWh on top of the hourly index" : "USD/MWh"
    guard levels.count > 1 else {
      return ["Energy and riders: \(Self.text(levels.first ?? 0)) \(unit), all hours"] + tierLine
    }
    let title = "Energy and riders, \(unit), by month and hour of the local clock"
    let names = days.map { FixedText.left($0.rawValue, 24) }.joined(separator: "  ")
    let hours = days.map { _ in FixedText.left("0     6     12    18", 24) }.joined(separator: "  ")
    let rows = (1...12).map { month in
      "\(Self.months[month - 1]) " + days.map { row(month, $0, levels) }.joined(separator: "  ")
    }
    return [title, "", "    \(names)", "    \(hours)"].map(FixedText.trimmed)
      + rows + [""] + legend(levels) + tierLine
  }

  private var tierLine: [String] {
    hasTiers ? ["Lines with blocks count with their first block."] : []
  }

  private func row(_ month: Int, _ day: TariffWindow.DayKind, _ levels: [Int]) -> String {
    (0..<24).map { hour in
      let price = prices[Slot(month: month, day: day, hour: hour)]
      let level = price.flatMap { price in levels.firstIndex(of: price) } ?? 0
      return Self.letter(level)
    }.joined()
  }

  /// a to z, then A to Z; a file has at most 52 prices before letters repeat as '?'.
  private static func letter(_ level: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return level < letters.count ? String(letters[level]) : "?"
  }

  private func legend(_ levels: [Int]) -> [String] {
    let entries = levels.enumerated().map { "\(Self.letter($0)) \(Self.text($1))" }
    let width = (entries.map(\.count).max() ?? 0) + 3
    let perLine = max(1, 76 / width)
    return stride(from: 0, to: entries.count, by: perLine).map { first in
      let line = entries[first..<min(first + perLine, entries.count)]
      return FixedText.trimmed("    " + line.map { FixedText.left($0, width) }.joined())
    }
  }

  private static func text(_ thousandths: Int) -> String {
    DecimalText.plain(Double(thousandths) / 1000)
  }

  static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
