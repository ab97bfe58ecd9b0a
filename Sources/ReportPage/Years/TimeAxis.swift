import Reporting
/// Where the months of a horizon stand, in percent of the width.
struct TimeAxis {
  let months: Int
  /// Months of the first part, which has more room than its length; all of them where there is one part.
  let detailed: Int
  let startYear: Int

  /// The first years, in which something may be built each month, take at least half of the width.
  init(_ horizon: HorizonDocument.Years) {
    months = max(1, 12 * horizon.years)
    let phases = 12 * horizon.phaseYears
    detailed = phases > 0 && 2 * phases < months ? phases : months
    startYear = Int(horizon.start.prefix(4)) ?? 0
  }

  var isSplit: Bool { detailed < months }

  /// Percent of the width at which a month begins.
  func place(_ month: Int) -> Double {
    let month = Double(min(max(0, month), months))
    guard isSplit else { return 100 * month / Double(months) }
    let first = Double(detailed)
    return month <= first
      ? 50 * month / first : 50 + 50 * (month - first) / (Double(months) - first)
  }

  private static let quarters = ["", "Apr", "Jul", "Oct"]

  /// Lines at the beginning of each year, and of each quarter where there is room, with their names above.
  func draw(on drawing: inout Drawing, top: Double, bottom: Double) {
    let isQuarterly = place(3) >= 4
    let starts = (0...months / 3).map { 3 * $0 }
      .filter { $0 % 12 == 0 || isQuarterly && $0 < detailed }
    var spacing = LabelSpacing(narrow: 11, wide: 4)
    for month in starts {
      let x = place(month)
      let isBorder = isSplit && month == detailed
      drawing.line(
        x: x, y: top, toX: x, toY: bottom, stroke: isBorder ? Drawing.axis : Drawing.grid,
        width: isBorder ? 2 : 1)
      let isYear = month % 12 == 0
      guard isYear else {
        drawing.text(Self.quarters[month / 3 % 4], x: x, y: top - 4, isWide: true)
        continue
      }
      // On a telephone the last name would reach beyond the picture.
      guard month < months, let isWide = spacing.take(x) else { continue }
      drawing.text("\(startYear + month / 12)", x: x, y: top - 4, isWide: isWide || x > 92)
    }
  }

  /// What a reader must know of it.
  var note: String {
    isSplit
      ? " The first \(detailed == 12 ? "year" : "\(detailed / 12) years"), in which something may be built "
        + "each month, \(detailed == 12 ? "takes" : "take") half of the width." : ""
  }
}
