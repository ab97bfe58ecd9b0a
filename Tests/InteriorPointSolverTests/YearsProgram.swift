import LinearProgramming

/// Several years of one plant in one program: what to build at which date while the load grows.
///
/// It is made of one year's natural program as it stands. Hourly columns and rows are repeated for each
/// year; sizes are what was built until then, faded, less what has come to its end. The first three
/// years have a date a month, later ones one a year.
struct YearsProgram {
  /// A size of the year's program: its column, what is left of it after a year, and its life in years.
  struct Size {
    let column: Int
    let kept: Double
    let life: Double
    /// Change of its price in a year.
    let trend: Double
    /// The first date, in years.
    let first: Double
  }

  private struct Period {
    let year: Int
    let steps: Range<Int>
    let begin: Double
    let end: Double
  }

  private let natural: LinearProgram
  private let sizes: [Size]
  /// The component that is the load.
  private let consumer: String
  private let steps: Int
  private let years: Int
  private var periods: [Period] = []
  private var columns: [LinearProgram.ColumnPart] = []
  private var rows: [LinearProgram.RowPart] = []
  /// Place of each hourly column within a year, and of each size among the sizes.
  private var hourly: [Int: Int] = [:]
  private var sized: [Int: Int] = [:]

  private static let monthlyYears = 3
  private static let discount = 1.08
  /// Of the yearly cost of a size, what is capital.
  private static let capital = 0.85

  static func of(
    _ natural: LinearProgram, sizes: [Size], load: String, steps: Int, years: Int
  ) -> LinearProgram {
    var builder = YearsProgram(natural, sizes, load, steps, years)
    builder.write()
    return LinearProgram(builder.columns, builder.rows)
  }

  private init(
    _ natural: LinearProgram, _ sizes: [Size], _ load: String, _ steps: Int, _ years: Int
  ) {
    (self.natural, self.sizes, self.steps, self.years) = (natural, sizes, steps, years)
    consumer = load
    for year in 0..<years {
      let parts = year < Self.monthlyYears ? 12 : 1
      for part in 0..<parts {
        periods.append(
          Period(
            year: year, steps: steps * part / parts..<steps * (part + 1) / parts,
            begin: Double(year) + Double(part) / Double(parts),
            end: Double(year) + Double(part + 1) / Double(parts)))
      }
    }
    for (place, size) in sizes.enumerated() { sized[size.column] = place }
    for column in natural.columns.indices where sized[column] == nil {
      hourly[column] = hourly.count
    }
  }

  private mutating func write() {
    for year in 0..<years { appendHourlyColumns(year) }
    appendSizes()
    for year in 0..<years { appendRows(year) }
    for size in sizes.indices { appendBuilds(size) }
  }

  /// The load grows from a sixth to all of it in two years, and a little after the third.
  private func load(_ year: Int, _ step: Int) -> Double {
    let month = year * 12 + 12 * step / steps
    guard month >= 36 else { return Double(min(24, 4 + 2 * max(0, month - 1))) / 24 }
    return min(1.12, 1 + 0.01 * Double(year - 2))
  }

  /// The connection comes in two parts.
  private func connection(_ year: Int, _ step: Int) -> Double {
    let month = year * 12 + 12 * step / steps
    return month < 9 ? 0 : month < 30 ? 0.5 : 1
  }

  private func weight(_ year: Int) -> Double { power(Self.discount, -Double(year) - 0.5) }

  private func power(_ base: Double, _ exponent: Double) -> Double {
    var (result, whole) = (1.0, exponent.magnitude)
    while whole >= 1 { (result, whole) = (result * base, whole - 1) }
    result *= 1 + whole * (base - 1)
    return exponent < 0 ? 1 / result : result
  }

  private mutating func appendHourlyColumns(_ year: Int) {
    for (number, column) in natural.columns.enumerated() where sized[number] == nil {
      let label = natural.label(ofColumn: number)
      var factor = 1.0
      if let step = column.step {
        if label.family == "import" { factor = connection(year, step) }
        if label.component == consumer { factor = load(year, step) }
      }
      let most = max(1, load(year, steps - 1))
      columns.append(
        .init(
          column.lower, column.upper.isFinite ? column.upper * factor : .infinity,
          box: column.box
            .lowerBound...max(
              column.box.lowerBound,
              column.box.upperBound * (column.upper.isFinite ? factor : most)),
          cost: column.cost * weight(year) * power(1.015, Double(year)),
          origin: column.boxOrigin, step: column.step.map { $0 + year * steps }))
    }
  }

  private func built(_ size: Int, _ period: Int) -> Int {
    years * hourly.count + size * periods.count + period
  }

  private func bought(_ size: Int, _ period: Int) -> Int {
    built(sizes.count + size, period)
  }

  private mutating func appendSizes() {
    for size in sizes {
      let column = natural.columns[size.column]
      for period in periods {
        let share = (period.end - period.begin) * weight(period.year)
        columns.append(
          .init(
            0, column.box.upperBound, box: 0...column.box.upperBound,
            cost: (1 - Self.capital) * column.cost * share))
      }
    }
    for size in sizes {
      let column = natural.columns[size.column]
      for period in periods {
        let end = min(Double(years), period.begin + size.life)
        var cost = Self.capital * column.cost * power(size.trend, period.begin)
        cost *= (end - period.begin) * weight(period.year)
        let most = period.begin < size.first - 1e-9 ? 0 : column.box.upperBound
        columns.append(.init(0, most, box: 0...most, cost: cost))
      }
    }
  }

  private mutating func appendRows(_ year: Int) {
    let own = periods.indices.filter { periods[$0].year == year }
    for number in natural.rows.indices {
      let row = natural.rows[number]
      let entries = natural.entries(of: number)
      let isOfSizes = entries.allSatisfy { sized[Int(natural.columnIndex[$0])] != nil }
      let dates = isOfSizes ? own : own.filter { periods[$0].steps.contains(row.step ?? steps - 1) }
      for date in dates {
        var factor =
          row.step.map { load(year, $0) } ?? load(year, periods[date].steps.upperBound - 1)
        var upper = row.upper
        // A cap by energy glides down, and does not hold before everything stands.
        if row.step == nil, !isOfSizes, entries.count > 1000, row.upper > 0 {
          factor *= power(0.985, Double(year - Self.monthlyYears))
          if year < Self.monthlyYears { upper = .infinity }
        }
        rows.append(
          .init(
            row.lower.isFinite ? row.lower * factor : row.lower,
            upper.isFinite ? upper * factor : upper,
            step: row.step.map { $0 + year * steps },
            entries.map { entry in
              let column = Int(natural.columnIndex[entry])
              let place =
                sized[column].map { built($0, date) }
                ?? year * hourly.count + (hourly[column] ?? 0)
              return (place, natural.coefficient[entry])
            }.sorted { $0.0 < $1.0 }))
      }
    }
  }

  /// What stands is what stood, faded, and what was bought, less what is at its end.
  private mutating func appendBuilds(_ size: Int) {
    for date in periods.indices {
      let (kept, life) = (sizes[size].kept, sizes[size].life)
      var entries = [(built(size, date), 1.0), (bought(size, date), -1.0)]
      if date > 0 {
        let passed = periods[date].begin - periods[date - 1].begin
        entries.append((built(size, date - 1), -power(kept, passed)))
        for former in 0..<date {
          let end = periods[former].begin + life
          guard periods[date - 1].begin + 1e-9 < end, end <= periods[date].begin + 1e-9 else {
            continue
          }
          var left = 1.0
          for between in former + 1..<date + 1 {
            left *= power(kept, periods[between].begin - periods[between - 1].begin)
          }
          entries.append((bought(size, former), left))
        }
      }
      rows.append(
        .init(
          0, 0, step: periods[date].year * steps + periods[date].steps.lowerBound,
          entries.sorted { $0.0 < $1.0 }))
    }
  }
}
