/// A program cut to a few of its steps: what lies outside them is a number or a price.
///
/// Columns of earlier steps are what was decided, sizes and what lies beyond the view are as planned.
/// Rows without a step (a year's cap, a month's blocks) are charged at their multipliers, rows beyond
/// the view at the mean multiplier of their family, and the end of the year at its own: so no way to
/// run the plant comes out cheaper than the optimum.
package struct StepViews: Sendable {
  private let natural: LinearProgram
  private let stepCount: Int
  private let columnsOfStep: [[Int]]
  private let rowsOfStep: [[Int]]
  /// Entries of a step's columns in rows of other steps.
  private let links: [[Link]]
  /// Cost of each column, with what rows without a step charge.
  private let charged: [Double]
  private let meanOfFamily: [Double]
  /// Columns without a step that may rise above what was planned, such as billed peaks.
  private let rising: [Int]

  private struct Link: Sendable {
    let column: Int
    let row: Int
    let coefficient: Double
    /// Of the row, and whether it is one of the first in the year, for a column of the last.
    let multiplier: Double
    let closesYear: Bool
  }

  /// A row that a view may break, and the column of the view that says by how much.
  package struct Break: Sendable {
    package let row: Int
    package let column: Int
    /// Below its lower limit, not above the upper one.
    package let isBelow: Bool
  }

  /// The program of some steps.
  package struct View: Sendable {
    package let program: LinearProgram
    /// Natural column of each column that is not a break, in order.
    package let columns: [Int]
    package let breaks: [Break]
  }

  /// Cuts a program whose multipliers at its optimum are known; columns without a step in rows of the
  /// `rising` families may grow.
  package init(
    _ program: LinearProgram, multipliers: [Double], stepCount: Int, rising families: Set<String>
  ) {
    natural = program
    self.stepCount = stepCount
    var columnsOfStep = [[Int]](repeating: [], count: stepCount)
    for (number, column) in program.columns.enumerated() {
      if let step = column.step { columnsOfStep[step].append(number) }
    }
    var rowsOfStep = [[Int]](repeating: [], count: stepCount)
    var links = [[Link]](repeating: [], count: stepCount)
    var charged = program.columns.map(\.cost)
    var sums = [(total: Double, count: Int)](repeating: (0, 0), count: program.families.count)
    var rising: Set<Int> = []
    for (number, row) in program.rows.enumerated() {
      let isRising = families.contains(program.families[row.family].name)
      if let step = row.step {
        rowsOfStep[step].append(number)
        sums[row.family].total += multipliers[number]
        sums[row.family].count += 1
      }
      for entry in program.entries(of: number) {
        let column = Int(program.columnIndex[entry])
        let factor = program.coefficient[entry]
        guard let rowStep = row.step else {
          charged[column] -= multipliers[number] * factor
          continue
        }
        if let step = program.columns[column].step {
          guard step != rowStep else { continue }
          links[step].append(
            Link(
              column: column, row: number, coefficient: factor, multiplier: multipliers[number],
              closesYear: step - rowStep > stepCount / 2))
        } else if isRising {
          rising.insert(column)
        }
      }
    }
    self.columnsOfStep = columnsOfStep
    self.rowsOfStep = rowsOfStep
    self.links = links
    self.charged = charged
    meanOfFamily = sums.map { $0.count == 0 ? 0 : $0.total / Double($0.count) }
    self.rising = rising.sorted()
  }

  /// The steps' own program at a point that holds what was decided and planned; rows of families with a
  /// price may be broken at it.
  package func view(of steps: Range<Int>, at point: [Double], breaking prices: [Double?]) -> View {
    var view = LinearProgram()
    let columns = (steps.flatMap { columnsOfStep[$0] } + rising).sorted()
    var placeOf = [Int](repeating: -1, count: natural.columns.count)
    for (place, column) in columns.enumerated() {
      placeOf[column] = place
      var own = natural.columns[column]
      own.cost = charged[column]
      if own.step == nil {
        own.lower = point[column]
        own.upper = max(own.upper, own.lower)
        own.box = own.lower...max(own.box.upperBound, own.lower)
        own.cost = max(0, own.cost)
      }
      view.columns.append(own)
    }
    for step in steps {
      for link in links[step] where isBeyond(link, steps) {
        view.columns[placeOf[link.column]].cost -= charge(link)
      }
    }
    view.families = natural.families
    var breaks: [Break] = []
    for step in steps {
      for row in rowsOfStep[step] { append(row, to: &view, placeOf, point, prices, &breaks) }
    }
    view.groups = [.init(component: "view", name: "x", base: 0, count: view.columns.count)]
    return View(program: view, columns: columns, breaks: breaks)
  }

  /// Whether a link leads to a row after the view; the first rows of a year follow its last.
  private func isBeyond(_ link: Link, _ steps: Range<Int>) -> Bool {
    link.closesYear || (natural.rows[link.row].step ?? 0) >= steps.upperBound
  }

  /// What a row beyond the view charges for a unit of a column: the year's end is known by itself.
  private func charge(_ link: Link) -> Double {
    let mean = meanOfFamily[natural.rows[link.row].family]
    return (link.closesYear ? link.multiplier : mean) * link.coefficient
  }

  private func append(
    _ row: Int, to view: inout LinearProgram, _ placeOf: [Int], _ point: [Double],
    _ prices: [Double?], _ breaks: inout [Break]
  ) {
    var known = 0.0
    let start = view.columnIndex.count
    for entry in natural.entries(of: row) {
      let column = Int(natural.columnIndex[entry])
      if placeOf[column] >= 0 {
        view.appendEntry(Int32(placeOf[column]), natural.coefficient[entry])
      } else {
        known += natural.coefficient[entry] * point[column]
      }
    }
    guard view.columnIndex.count > start else { return }
    var own = natural.rows[row]
    own.lower -= known
    own.upper -= known
    if let price = prices[own.family] {
      for (sign, limit) in [(1.0, own.lower), (-1.0, own.upper)] where limit.isFinite {
        let column = view.appendColumn(
          .init(
            lower: 0, upper: .infinity, box: 0...Self.greatestBreak, boxOrigin: .implied,
            cost: price, step: own.step))
        view.appendEntry(column, sign)
        breaks.append(Break(row: row, column: Int(column), isBelow: sign > 0))
      }
    }
    view.closeRow(own)
  }

  private static let greatestBreak = 1e5

  /// Writes what a view decided for some steps into a point, and lifts what rises with it.
  package func decide(
    _ steps: Range<Int>, of view: View, at x: [Double], into point: inout [Double]
  ) {
    for (place, column) in view.columns.enumerated() {
      if let step = natural.columns[column].step, steps.contains(step) { point[column] = x[place] }
    }
    let rising = Set(self.rising)
    for row in steps.flatMap({ rowsOfStep[$0] }) {
      for entry in natural.entries(of: row) where natural.coefficient[entry] > 0 {
        let column = Int(natural.columnIndex[entry])
        guard rising.contains(column), natural.rows[row].lower.isFinite else { continue }
        let short = natural.rows[row].lower - natural.activity(of: row, at: point).value
        point[column] += max(0, short / natural.coefficient[entry])
      }
    }
  }

  /// What a point costs more than another, with the charges of rows without a step and of the year's
  /// end.
  package func cost(of point: [Double], above other: [Double]) -> (total: Double, rising: Double) {
    var total = CompensatedSum()
    var lifted = CompensatedSum()
    for column in natural.columns.indices {
      total.add(charged[column] * (point[column] - other[column]))
    }
    for column in rising { lifted.add(charged[column] * (point[column] - other[column])) }
    for link in links.joined() where isBeyond(link, 0..<stepCount) {
      total.add(-charge(link) * (point[link.column] - other[link.column]))
    }
    return (total.value, lifted.value)
  }

  /// By how much a point misses rows without a step whose families are policies, by family.
  package func missed(at point: [Double]) -> [(family: Int, amount: Double)] {
    var missed: [Int: Double] = [:]
    for (number, row) in natural.rows.enumerated()
    where row.step == nil && natural.families[row.family].relaxation != nil {
      let (value, gross) = natural.activity(of: number, at: point)
      let amount = max(row.lower - value, value - row.upper)
      if amount > 1e-5 * (1 + gross) { missed[row.family, default: 0] += amount }
    }
    return missed.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
