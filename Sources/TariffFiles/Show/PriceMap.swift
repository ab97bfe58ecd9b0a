import SiteModel
import Units
import Tabular

/// What a kWh costs by month, kind of day and hour, as a map of letters from cheap to dear.
struct PriceMap {
  /// The price of a slot in USD/MWh, in thousandths: equal prices must be equal. nil: no line prices it.
  private let prices: [Slot: Int]
  private let days: [(word: String, kind: TariffWindow.DayKind)]
  /// Whether prices come on top of an hourly index.
  let isIndexed: Bool
  /// Whether some line has blocks; the map shows the first.
  let hasTiers: Bool
  /// Whether prices change within an hour or a month, of which the map shows the beginning.
  let isCoarse: Bool

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
    let slots = TariffSlots(pricing, sheet.rules)
    days = slots.days
    isCoarse = slots.length < 4 || (1...12).contains { slots.dates(of: $0).count > 1 }
    var prices: [Slot: Int] = [:]
    for month in 1...12 {
      for (_, day) in days {
        for hour in 0..<24 {
          var found: [TariffRow] = []
          for row in pricing where TariffSlots.holds(row, month, 1, day, 4 * hour) {
            // Windows of one line that overlap price once.
            if !found.contains(where: { $0.name == row.name }) { found.append(row) }
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
    let names = days.map { FixedText.left($0.word, 24) }.joined(separator: "  ")
    let hours = days.map { _ in FixedText.left("0     6     12    18", 24) }.joined(separator: "  ")
    let rows = (1...12).map { month in
      "\(Self.months[month - 1]) "
        + days.map { row(month, $0.kind, levels) }.joined(separator: "  ")
    }
    return [title, "", "    \(names)", "    \(hours)"].map(FixedText.trimmed)
      + rows + [""] + legend(levels) + tierLine
  }

  private var tierLine: [String] {
    (hasTiers ? ["Lines with blocks count with their first block."] : [])
      + (isCoarse ? ["Where prices change within an hour or a month, those at its beginning."] : [])
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
