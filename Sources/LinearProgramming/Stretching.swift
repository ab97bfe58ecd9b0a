/// A linear program rewritten without dense rows and columns, so that an interior point method
/// can factorise it: the same solutions and multipliers, in more rows and columns.
///
/// A dense column becomes one copy for each block of steps that uses it, tied by equal rows
/// (splitting: Vanderbei 1991, Andersen 1996); a dense row becomes a running total carried from
/// block to block (stretching: Grcar 1990). Either then meets only its own block and the next.
/// Rows and columns are laid out block after block. Time and memory are linear in the entries.
public struct Stretching: Sendable {
  /// The program to solve in place of the natural one.
  public let stretched: LinearProgram

  /// The stretched row that carries the type, the bounds and the multiplier of each natural row.
  private let rowImage: [Int32]
  /// The stretched columns that are copies of each natural column, or the column itself.
  private let columnImage: Lists
  /// How the value of each natural column follows from its copies.
  private let choice: [Choice]

  /// Copies agree up to the solver's tolerance only. Where rows allow a column to move one way, it
  /// takes the outermost copy on that side, so that no row is broken; else their mean.
  private enum Choice { case mean, greatest, least }

  /// Stretches a program by blocks of `blockLength` steps; dense is what meets more than
  /// `denseAbove` rows or columns.
  public init(_ program: LinearProgram, blockLength: Int, denseAbove: Int = 40) {
    precondition(blockLength > 0, "a block has at least one step")
    let layout = StretchLayout(program, blockLength: blockLength, denseAbove: denseAbove)
    guard !layout.isPlain else {
      stretched = program
      rowImage = program.rows.indices.map(Int32.init)
      columnImage = Lists(singles: program.columns.count)
      choice = []
      return
    }
    var builder = StretchBuilder(program, layout)
    builder.build()
    stretched = builder.stretched
    rowImage = builder.rowImage
    columnImage = builder.columnImage
    choice = Self.choices(program)
  }

  /// Weighs the coefficients of the rows that would break if a column rose, or fell.
  private static func choices(_ program: LinearProgram) -> [Choice] {
    var rising = [Double](repeating: 0, count: program.columns.count)
    var falling = rising
    for (row, limits) in program.rows.enumerated() {
      for entry in program.entries(of: row) {
        let column = Int(program.columnIndex[entry])
        let factor = program.coefficient[entry]
        let (below, above) =
          factor > 0 ? (limits.lower, limits.upper) : (limits.upper, limits.lower)
        if above.isFinite { rising[column] += factor.magnitude }
        if below.isFinite { falling[column] += factor.magnitude }
      }
    }
    return zip(rising, falling).map { rising, falling in
      // A small coefficient does no harm: losses of a store in proportion to its size.
      if rising < 1e-3 * falling { return .greatest }
      return falling < 1e-3 * rising ? .least : .mean
    }
  }

  /// The point and the multipliers of the natural program.
  public func natural(_ answer: SolverAnswer) -> (x: [Double], y: [Double]) {
    let x = (0..<columnImage.count).map { column in
      let copies = columnImage.items[columnImage[column]].lazy.map { answer.x[Int($0)] }
      guard copies.count > 1 else { return copies[copies.startIndex] }
      switch choice[column] {
      case .greatest: return copies.max() ?? 0
      case .least: return copies.min() ?? 0
      case .mean:
        var sum = CompensatedSum()
        for value in copies { sum.add(value) }
        return sum.value / Double(copies.count)
      }
    }
    return (x, rowImage.map { answer.y[Int($0)] })
  }
}

/// Many short lists in two arrays.
struct Lists: Sendable {
  private(set) var starts: [Int]
  var items: [Int32]

  /// Lists of one item each: its own number.
  init(singles count: Int) {
    starts = Array(0...count)
    items = (0..<count).map(Int32.init)
  }

  /// Items sorted stably into `count` lists by their key.
  init(_ keys: [Int32], into count: Int) {
    starts = [Int](repeating: 0, count: count + 1)
    for key in keys { starts[Int(key) + 1] += 1 }
    for list in 0..<count { starts[list + 1] += starts[list] }
    items = [Int32](repeating: 0, count: keys.count)
    var next = starts
    for (item, key) in keys.enumerated() {
      items[next[Int(key)]] = Int32(item)
      next[Int(key)] += 1
    }
  }

  var count: Int { starts.count - 1 }

  /// Where the items of a list lie.
  subscript(list: Int) -> Range<Int> { starts[list]..<starts[list + 1] }
}
