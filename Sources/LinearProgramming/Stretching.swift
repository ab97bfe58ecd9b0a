/// A linear program rewritten without dense rows and columns, so that an interior point method
/// can factorise it: the same solutions and multipliers, in more rows and columns.
///
/// A dense column becomes one copy for each block of steps that uses it, tied by equal rows
/// (splitting: Vanderbei 1991, Andersen 1996); a dense row becomes a running total carried from
/// block to block (stretching: Grcar 1990). Either then meets only its own block and the next.
/// Rows and columns are laid out block after block. Time and memory are linear in the entries.
public struct Stretching: Sendable {
  /// The program to solve in place of the natural one.
  public private(set) var stretched: LinearProgram

  /// The stretched row that carries the type, the bounds and the multiplier of each natural row.
  private let rowImage: [Int32]
  /// The stretched columns that are copies of each natural column, or the column itself.
  private let columnImage: Lists
  /// What mends the small differences between copies.
  private let repair: FeasibilityRepair?

  /// Stretches a program by blocks of `blockLength` steps; dense is what meets more than
  /// `denseAbove` rows or columns.
  public init(_ program: LinearProgram, blockLength: Int, denseAbove: Int = 40) {
    precondition(blockLength > 0, "a block has at least one step")
    let layout = StretchLayout(program, blockLength: blockLength, denseAbove: denseAbove)
    guard !layout.isPlain else {
      stretched = program
      rowImage = program.rows.indices.map(Int32.init)
      columnImage = Lists(singles: program.columns.count)
      repair = nil
      return
    }
    var builder = StretchBuilder(program, layout)
    builder.build()
    stretched = builder.stretched
    rowImage = builder.rowImage
    columnImage = builder.columnImage
    repair = FeasibilityRepair(program, denseRows: layout.rowIsDense)
  }

  /// Hands over the program to solve, so that its memory may go while a solver has its own copy.
  public mutating func takeStretched() -> LinearProgram {
    defer { stretched = LinearProgram() }
    return stretched
  }

  /// The point and the multipliers of the natural program.
  public func natural(x stretched: [Double], y: [Double]) -> (x: [Double], y: [Double]) {
    var x = (0..<columnImage.count).map { column in
      let copies = columnImage.items[columnImage[column]].lazy.map { stretched[Int($0)] }
      return copies.count == 1
        ? copies[copies.startIndex] : repair?.value(of: column, copies: copies) ?? 0
    }
    repair?.mend(&x)
    return (x, rowImage.map { y[Int($0)] })
  }
}

/// Many short lists in two arrays.
package struct Lists: Sendable {
  private(set) var starts: [Int]
  package internal(set) var items: [Int32]

  /// Lists of one item each: its own number.
  init(singles count: Int) {
    starts = Array(0...count)
    items = (0..<count).map(Int32.init)
  }

  /// Items sorted stably into `count` lists by their key.
  package init(_ keys: [Int32], into count: Int) {
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
  package subscript(list: Int) -> Range<Int> { starts[list]..<starts[list + 1] }
}
