/// What a demand price is for.
struct RateDemandUnit: Equatable {
  /// Whether each day's demand is billed, not the month's.
  let isDaily: Bool
  /// Whether kVA are billed: kW divided by the power factor.
  let isApparent: Bool
  /// kW (or kVA) of one unit.
  let size: Double

  /// One mechanical horsepower is 550 ft·lbf/s: NIST Special Publication 811, appendix B.8.
  private static let horsepower = 0.745_699_9

  /// Words of the database: kW, kVA or hp, each also with `daily`; nil for others.
  init?(_ text: String) {
    var words = text.lowercased().split { " /-$".contains($0) }.map(String.init)
    let last = words.last ?? ""
    isDaily = ["daily", "day"].contains(last)
    if isDaily || ["month", "monthly"].contains(last) { words.removeLast() }
    guard words.count == 1, let size = ["kw": 1, "kva": 1, "hp": Self.horsepower][words[0]] else {
      return nil
    }
    isApparent = words[0] == "kva"
    self.size = size
  }

  static let help = "the database knows kW, kVA and hp, each also with 'daily'"

  /// Whether two prices bill the same demand, in whatever unit.
  func bills(as other: Self) -> Bool { isDaily == other.isDaily && isApparent == other.isApparent }
}

/// What the blocks of an energy price count: the word of `tier_unit`.
enum RateEnergyUnit: String {
  case energy = "kWh"
  case energyPerDay = "kWh/day"
  case hoursUse = "kWh/kW"
  case hoursUsePerDay = "kWh/kW-day"

  /// Words of the database; nil for others.
  init?(_ text: String) {
    switch text.lowercased().filter({ $0 != " " && $0 != "$" }) {
    case "kwh": self = .energy
    case "kwhdaily", "kwh/day": self = .energyPerDay
    case "kwh/kw": self = .hoursUse
    case "kwh/kwdaily", "kwh/kw/day": self = .hoursUsePerDay
    default: return nil
    }
  }

  static let help = "the database knows kWh and kWh/kW, each also with 'daily'"

  /// Whether limits are multiplied by a billed demand.
  var countsUse: Bool { self == .hoursUse || self == .hoursUsePerDay }
}
