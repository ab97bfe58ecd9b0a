/// What a plan's limits, sizes and prices are worth, each in USD a year and found by solving again with
/// unit counts held.
package struct Explanation: Sendable {
  /// What moving a limit is worth.
  package struct Limit: Sendable {
    /// Such as `grid.import_limit`, or the key where no shadow price speaks of it.
    package var name: String
    /// The path in the site file; nil where nothing there moves it.
    package var key: String?
    package var unit: String
    package var steps: Int
    /// Change of yearly cost for one unit more, by the multipliers.
    package var multiplier: Double
    /// The same by solving with a little more, and with a little less; nil where there was no plan.
    package var more: Double?
    package var less: Double?
    /// What the solves leave uncertain.
    package var noise: Double
  }

  /// What the last of something that is built costs, and what one more or one less would change.
  package struct Size: Sendable {
    /// `component.size`.
    package var name: String
    package var unit: String
    package var built: Double
    /// Capital and upkeep of one unit in a year, without what it does; nil where it is counted in whole
    /// units.
    package var cost: Double?
    /// Change of yearly cost with one more, and with one less; nil where it was not asked or there is no plan.
    package var more: Double?
    package var less: Double?
  }

  /// The price at which something that is not built would be.
  package struct Entry: Sendable {
    package var component: String
    package var key: String
    package var unit: String
    /// What it costs at the site.
    package var price: Double
    /// The greatest price at which it would be built; nil if not even for nothing.
    package var entry: Double?
    /// Change of yearly cost where one unit of it is built at the site's price, and that unit.
    package var dearer: Double
    package var amount: Double
    package var size: String
  }

  /// What the site costs without its grid.
  package enum WithoutGrid: Sendable {
    case costs(more: Double)
    case noPlan([String])
    case notKnown
  }

  package var limits: [Limit] = []
  package var sizes: [Size] = []
  package var entries: [Entry] = []
  /// Nil where the site has no grid, or nothing else.
  package var withoutGrid: WithoutGrid?
  /// Nil where the plant could not be run on a short view.
  package var foresight: Foresight?
}

extension Explanation.Limit {
  /// Whether a multiplier and the solves agree.
  package enum Agreement: String, Sendable {
    /// Within 1 %.
    case agrees
    /// The shadow price differs on either side: the multiplier lies between that of more and that of less.
    case changesHere = "degenerate"
    /// The solves are not exact enough to tell.
    case notTold = "within the noise"
    case differs
  }

  package var agreement: Agreement {
    let room = max(0.01 * multiplier.magnitude, noise)
    let known = [more, less].compactMap { $0 }
    guard let least = known.min(), let greatest = known.max() else { return .notTold }
    if known.count == 2, greatest - least <= 2 * room, (multiplier - least).magnitude <= 2 * room {
      return noise > 0.01 * multiplier.magnitude ? .notTold : .agrees
    }
    if known.count == 1, (known[0] - multiplier).magnitude <= room { return .agrees }
    return known.count == 1 || (least - room...greatest + room).contains(multiplier)
      ? .changesHere : .differs
  }
}
