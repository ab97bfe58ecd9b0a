import Reliability
import SiteModel
import Units

/// Which limit to raise next, and by how much.
struct AdjustableLimitSearch {
  private(set) var adjustableLimits: RideThroughSettings
  /// Why a limit went no further, for people; the last such reason.
  private(set) var obstacle: String?
  private let site: Site
  /// AdjustableLimits whose last raise changed nothing, and those that no plan carries further.
  private var exhausted: Set<UptimePolicy.Ride> = []
  private var blocked: Set<UptimePolicy.Ride> = []
  private var last: Raise?
  /// Units of the largest fleet of the last plan: no more can be out.
  private var mostUnits = 1.0

  typealias Ride = UptimePolicy.Ride

  /// What simulated years showed of one plan.
  struct Trial {
    /// Bound on what is short over what is allowed, of the worst class with a target.
    let share: Double
    /// Kinds of causes of that class, the greatest first.
    let causes: [CauseKind]
    let plan: SitePlan

    init?(_ outcome: Outcome, plan: SitePlan) {
      var worst: (share: Double, result: ClassOutcome)?
      for result in outcome.classes {
        guard let target = result.target else { continue }
        let share = result.unavailabilityBound() / (1 - target)
        if share > worst?.share ?? -1 { worst = (share, result) }
      }
      guard let worst else { return nil }
      share = worst.share
      let own = worst.result.causes
      let totals = CauseKind.allCases.map { kind in
        (kind: kind, share: own.filter { $0.kind == kind }.reduce(0) { $0 + $1.share })
      }
      causes = totals.filter { $0.share > 0 }.sorted { $0.share > $1.share }.map(\.kind)
      self.plan = plan
    }
  }

  /// A limit raised: from what, and how short the plan was.
  private struct Raise {
    let ride: Ride
    let before: RideThroughSettings
    let share: Double
    var halvings = 0
    /// Hours that are too few and hours that are enough, while they are bisected.
    var low: Double
    var high: Double
  }

  init(_ site: Site) {
    self.site = site
    adjustableLimits = RideThroughSettings(site)
  }

  /// Raises the limit of the greatest cause; the change in words, or nil where none is left.
  ///
  /// Without a trial the last raise was taken back, and its limit is raised by less.
  mutating func raise(after trial: Trial?) -> String? {
    guard let trial else { return raiseLess() }
    mostUnits =
      trial.plan.components.filter { $0.unitName != "packs" }.compactMap(\.units).max() ?? 1
    if let last, last.share < 1.02 * trial.share { widen(last.ride) }
    for cause in trial.causes {
      guard let ride = ride(for: cause) else { continue }
      let before = adjustableLimits
      raise(ride, share: trial.share, trial.plan)
      last = Raise(
        ride: ride, before: before, share: trial.share, low: before.hours[ride] ?? 0,
        high: adjustableLimits.hours[ride] ?? 0)
      return adjustableLimits.words(ride)
    }
    if obstacle == nil { obstacle = "no further reserve makes a shortage rarer" }
    return nil
  }

  /// The loss that stands for a cause.
  private func ride(for cause: CauseKind) -> Ride? {
    let wanted: [Ride] =
      switch cause {
      case .grid: [.grid, .gridAndUnit]
      case .fuel, .commonCause: [.fuel, .fuelAndUnit, .unit]
      case .unit, .nothingOut: [.unit, .gridAndUnit]
      case .store, .storeEmpty: [.unit, .fuel, .gridAndUnit, .fuelAndUnit, .grid]
      }
    return wanted.first { !exhausted.contains($0) && !blocked.contains($0) && exists($0) }
  }

  private func exists(_ ride: Ride) -> Bool {
    let hasGrid = !site.components.grids.isEmpty
    let fleets = site.components.count { $0 is any RunningUnits }
    let sets = site.components.count { $0 is any FuelBurning && !($0 is any RunningUnits) }
    switch ride {
    case .grid: return hasGrid
    case .unit, .fuel: return fleets > 0
    case .gridAndUnit: return hasGrid && fleets + sets > 0
    case .fuelAndUnit: return fleets > 0 && fleets + sets > 1
    }
  }

  private mutating func raise(_ ride: Ride, share: Double, _ plan: SitePlan) {
    if ride.takesUnits, adjustableLimits.unitsOut[ride] == nil {
      adjustableLimits.unitsOut[ride] = 1
    }
    if ride == .unit, adjustableLimits.hours[ride] == nil {
      adjustableLimits.unitsOut[ride] = site.leastUnitsShort(in: plan)
    }
    let hours = adjustableLimits.hours[ride] ?? 0
    let tail = tail(of: ride)
    // A little more than asked for: the next sample of years differs.
    let wanted = tail.hours(leaving: 1 / (1.1 * share), of: hours)
    // Rounded: the last bits of a logarithm differ between machines.
    adjustableLimits.hours[ride] = min(
      500, (20 * max(wanted, 1.05 * hours + 0.25)).rounded(.up) / 20)
  }

  /// More hours changed nothing: more units out, or another loss.
  private mutating func widen(_ ride: Ride) {
    if ride.takesUnits, (adjustableLimits.unitsOut[ride] ?? 1) < mostUnits {
      adjustableLimits.unitsOut[ride, default: 1] += 1
    } else {
      exhausted.insert(ride)
      restore(ride, from: last?.before)
    }
  }

  /// What did not help is not held.
  private mutating func restore(_ ride: Ride, from before: RideThroughSettings?) {
    guard let before else { return }
    adjustableLimits.hours[ride] = before.hours[ride]
    adjustableLimits.unitsOut[ride] = before.unitsOut[ride]
  }

  /// Units out that changed nothing among parts of units may among whole ones.
  mutating func beginWholeUnits() {
    exhausted = exhausted.filter { !$0.takesUnits }
    last = nil
  }

  /// AdjustableLimits above what the site asks for.
  var raised: [Ride] {
    Ride.allCases.filter { adjustableLimits.hours[$0] ?? 0 > site.uptime.holdHours[$0] ?? 0 }
  }

  /// Puts a limit back to what the site asks for; the change in words.
  mutating func drop(_ ride: Ride) -> String {
    let words = "no need to " + adjustableLimits.words(ride)
    restore(ride, from: RideThroughSettings(site))
    return words
  }

  /// No plan carries the last raise.
  mutating func takeBack(because plan: SitePlan) {
    let wish = last.map { adjustableLimits.words($0.ride) } ?? "the site's own rules"
    let reasons = plan.violations.map {
      "\($0.meaning), up to \(($0.greatest * 100).rounded() / 100) \($0.unit)"
    }
    obstacle =
      "no plan within the site's limits can \(wish)"
      + (reasons.isEmpty ? "" : ": " + reasons.joined(separator: "; "))
    guard var last else { return }
    last.high = adjustableLimits.hours[last.ride] ?? 0
    adjustableLimits = last.before
    self.last = last
  }

  private mutating func raiseLess() -> String? {
    guard var last, last.halvings < 2 else {
      if let last { blocked.insert(last.ride) }
      last = nil
      return nil
    }
    last.halvings += 1
    let hours = (last.low + last.high) / 2
    adjustableLimits.hours[last.ride] = hours
    self.last = last
    return adjustableLimits.words(last.ride)
  }

  /// The limit raised last, halfway back; nil where there is nothing to take back.
  mutating func bisect() -> String? {
    guard let last, last.high - last.low > max(0.25, 0.05 * last.high) else { return nil }
    adjustableLimits.hours[last.ride] = (last.low + last.high) / 2
    return adjustableLimits.words(last.ride)
  }

  mutating func note(bisectionPassed: Bool) {
    guard let hours = last.flatMap({ adjustableLimits.hours[$0.ride] }) else { return }
    if bisectionPassed { last?.high = hours } else { last?.low = hours }
  }

  /// Leaves the limit at what was enough.
  mutating func giveUpBisection() {
    if let last { adjustableLimits.hours[last.ride] = last.high }
    last = nil
  }

  private func tail(of ride: Ride) -> OutageTail {
    let longest = site.failures(behind: ride).max {
      $0.meanTimeToRepair < $1.meanTimeToRepair
    }
    var mean = longest?.meanTimeToRepair.in(.hours) ?? 4
    // That so many units are out at once ends with the first of their repairs.
    if ride == .unit { mean /= adjustableLimits.unitsOut[ride] ?? 1 }
    return OutageTail(mean: mean, spread: longest?.spread ?? .exponential)
  }
}
