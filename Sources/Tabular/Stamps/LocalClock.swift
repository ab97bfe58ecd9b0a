import SiteModel

/// Stamps of a clock that saves daylight by the rule of the United States since 2007, made standard
/// time: the hour from 2:00 is missing on a Sunday of March, that from 1:00 stands twice in November.
struct LocalClock {
  /// Minutes of standard time; nil where there was no stamp.
  private(set) var standard: [Int?] = []
  /// What showed that it is the clock.
  let note: String

  /// The change of clocks in one year, in minutes since 1970 on the clock before it.
  private struct Change {
    let spring: Int
    let fall: Int

    init(year: Int) {
      spring = Self.sunday(2, in: year, 3) * 1440 + 120
      fall = Self.sunday(1, in: year, 11) * 1440 + 120
    }

    /// The n-th Sunday of a month; 1 January 1970 was a Thursday.
    private static func sunday(_ n: Int, in year: Int, _ month: Int) -> Int {
      let first = CivilStamp.days(year: year, month: month, day: 1)
      return first + (10 - first % 7) % 7 + 7 * (n - 1)
    }
  }

  /// Nil where nothing shows that the stamps are those of the clock.
  init?(_ stamps: [Int?], step: Int) {
    let known = stamps.compactMap { $0 }
    guard let first = known.min(), let last = known.max() else { return nil }
    let years = CivilStamp.year(of: first)...CivilStamp.year(of: last)
    let changes = years.map { Change(year: $0) }
    // The stamp may be that of a step's beginning or end, hence one step of play.
    var springs: Set<Int> = []
    var falls: [Int: Int] = [:]
    for index in stamps.indices.dropFirst() {
      guard let one = stamps[index - 1], let next = stamps[index] else { continue }
      for change in changes {
        if next - one == 60 + step, [change.spring - step, change.spring].contains(one) {
          springs.insert(change.spring)
        }
        if next - one == step - 60, [change.fall - 60, change.fall - 60 + step].contains(next) {
          falls[change.fall] = index
        }
      }
    }
    let covered = changes.filter { first < $0.spring - step && last > $0.spring + 60 + step }
    guard covered.allSatisfy({ springs.contains($0.spring) }), !springs.isEmpty || !falls.isEmpty
    else { return nil }
    note =
      "stamps are those of the local clock: "
      + (springs.isEmpty
        ? "the hour from 1:00 stands twice in November"
        : falls.isEmpty
          ? "the hour from 2:00 is missing in March"
          : "the hour from 2:00 is missing in March, that from 1:00 stands twice in November")
    standard = Self.standard(stamps, changes, falls)
  }

  private static func standard(
    _ stamps: [Int?], _ changes: [Change], _ falls: [Int: Int]
  ) -> [Int?] {
    stamps.enumerated().map { index, stamp in
      guard let stamp else { return nil }
      for change in changes {
        if let repeated = falls[change.fall] {
          if stamp >= change.spring + 60, index < repeated, stamp <= change.fall {
            return stamp - 60
          }
          if index >= repeated, stamp >= change.fall - 60, stamp < change.fall { return stamp }
        }
        if stamp >= change.spring + 60, stamp < change.fall { return stamp - 60 }
      }
      return stamp
    }
  }
}
