import SiteModel

/// The least amount by which a limit must be moved, between one that is proven too little and one that
/// is enough.
///
/// The least violation is a convex function of the amount: a line through two amounts that are too
/// little meets zero below the least amount, and near it.
struct AmountSearch {
  let adjustableLimit: AdjustableLimit
  let site: Site
  private var low: (amount: Double, violation: Double)
  /// The amount that was proven too little before `low`.
  private var before: (amount: Double, violation: Double)?
  private var high: Double
  private var rounds = 0

  /// What is proven too little is at least this share of the least amount.
  private static let nearness = 0.965
  private static let mostRounds = 40

  /// A search from none, with its violation, to the farthest that the limit goes.
  init(adjustableLimit: AdjustableLimit, site: Site, violation: Double) {
    self.adjustableLimit = adjustableLimit
    self.site = site
    low = (0, violation)
    high = adjustableLimit.farthest
  }

  /// What to ask next; nil once the least amount is known, or cannot be found.
  var next: Double? {
    guard rounds < Self.mostRounds else { return nil }
    if adjustableLimit.isWhole {
      guard high - low.amount > 1 else { return nil }
      return min(high - 1, max(low.amount + 1, guess.rounded(.up)))
    }
    return low.amount >= Self.nearness * high ? nil : guess
  }

  private var guess: Double {
    guard let before else { return low.amount + (high - low.amount) / 32 }
    // Where there are many kinks, lines alone come near too slowly.
    let middle = (low.amount + high) / 2
    if rounds % 4 == 3 { return middle }
    let slope = (before.violation - low.violation) / (low.amount - before.amount)
    guard slope > 0 else { return middle }
    let meets = low.amount + low.violation / slope
    let rounded = Self.roundedUp(meets)
    if rounded < 0.98 * high { return max(rounded, low.amount + 0.01 * high) }
    let near = 0.97 * high
    return near > low.amount ? near : middle
  }

  mutating func note(possible amount: Double) {
    high = amount
    rounds += 1
  }

  mutating func note(impossible amount: Double, violation: Double) {
    before = low
    low = (amount, violation)
    rounds += 1
  }

  /// The least amount, rounded up to three figures.
  var least: Double? {
    if adjustableLimit.isWhole { return high - low.amount <= 1 ? high : nil }
    guard low.amount >= Self.nearness * high else { return nil }
    return min(Self.roundedUp(high), adjustableLimit.farthest)
  }

  /// Three figures that are no less.
  private static func roundedUp(_ amount: Double) -> Double {
    guard amount > 0 else { return 0 }
    var unit = 1.0
    while amount / unit >= 1000 { unit *= 10 }
    while amount / unit < 100 { unit /= 10 }
    let steps = (amount / unit - 1e-6).rounded(.up)
    // A decimal unit is exact only as a divisor.
    return unit >= 1 ? steps * unit : steps / (1 / unit).rounded()
  }
}
