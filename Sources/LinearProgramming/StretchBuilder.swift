/// Lays out the columns, then the rows, of a stretched program.
struct StretchBuilder {
  private let program: LinearProgram
  private let layout: StretchLayout
  private(set) var stretched = LinearProgram()
  private(set) var rowImage: [Int32]
  private(set) var columnImage: Lists

  /// The entries of one dense row in one block, and the total carried on to the next.
  private struct Link {
    var row: Int32
    var block: Int32
    var entries: Range<Int>
    var totalBefore: Int32?
    var totalAfter: Int32?
    var least = 0.0
    var greatest = 0.0
  }
  private var links: [Link] = []
  /// Entries of dense rows, link by link.
  private var linkEntries: [Int32] = []
  /// The stretched column of each copy.
  private var columnOfCopy: [Int32]
  /// The copy of each dense column that rows of the present block use.
  private var currentCopy: [Int32]
  private let tieFamily: Int
  private let carryFamily: Int

  init(_ program: LinearProgram, _ layout: StretchLayout) {
    self.program = program
    self.layout = layout
    rowImage = [Int32](repeating: -1, count: program.rows.count)
    columnImage = Lists(singles: program.columns.count)
    columnOfCopy = [Int32](repeating: -1, count: layout.copies.count)
    currentCopy = program.columns.indices.map {
      layout.columnIsDense[$0]
        ? layout.copiesOfColumn.items[layout.copiesOfColumn[$0].lowerBound] : -1
    }
    stretched.families = program.families
    tieFamily = program.families.count
    carryFamily = tieFamily + 1
    stretched.families.append(.init(component: "stretching", name: "tie", relaxation: nil))
    stretched.families.append(.init(component: "stretching", name: "carry", relaxation: nil))
    stretched.objectiveConstant = program.objectiveConstant
  }

  mutating func build() {
    for row in program.rows.indices where layout.rowIsDense[row] { cut(row) }
    layOutColumns()
    layOutRows()
  }

  /// Cuts a dense row into links, one for each block that it meets.
  private mutating func cut(_ row: Int) {
    let entries = program.entries(of: row)
    var blocks = entries.map {
      layout.block(ofEntryAt: Int(program.columnIndex[$0]), inDenseRow: row)
    }
    let first = blocks.lazy.filter { $0 >= 0 }.min() ?? max(0, layout.rowBlock[row])
    for place in blocks.indices where blocks[place] < 0 { blocks[place] = first }
    let perBlock = Lists(blocks.map { $0 - first }, into: Int((blocks.max() ?? first) - first) + 1)
    let base = linkEntries.count
    linkEntries += perBlock.items.map { $0 + Int32(entries.lowerBound) }
    var least = CompensatedSum()
    var greatest = CompensatedSum()
    for block in 0..<perBlock.count where !perBlock[block].isEmpty {
      for place in perBlock[block] {
        let reach = program.reach(ofEntry: Int(linkEntries[base + place]))
        least.add(reach.least)
        greatest.add(reach.greatest)
      }
      links.append(
        Link(
          row: Int32(row), block: first + Int32(block),
          entries: base + perBlock[block].lowerBound..<base + perBlock[block].upperBound,
          least: least.value, greatest: greatest.value))
    }
  }

  // MARK: Columns

  /// Natural columns, copies and running totals, block after block.
  private mutating func layOutColumns() {
    let natural = program.columns.count
    let copies = layout.copies.count
    var image: [Int32] = []
    image.reserveCapacity(natural + copies)
    // Those without a block come first. Dense columns are replaced by their copies.
    var blocks = (0..<natural).map { layout.columnIsDense[$0] ? -1 : layout.homeBlock[$0] }
    blocks += layout.copies.map(\.block)
    blocks += links.map(\.block)
    let order = Lists(blocks.map { $0 + 1 }, into: layout.blocks + 1)
    stretched.columns.reserveCapacity(order.items.count)
    var place = [Int32](repeating: -1, count: natural + copies)
    for item in order.items.lazy.map(Int.init) {
      if item < natural {
        guard !layout.columnIsDense[item] else { continue }
        place[item] = stretched.appendColumn(program.columns[item])
      } else if item < natural + copies {
        place[item] = stretched.appendColumn(copy(item - natural))
        columnOfCopy[item - natural] = place[item]
      } else {
        appendTotal(after: item - natural - copies)
      }
    }
    let owners = (0..<natural).map(Int32.init).filter { !layout.columnIsDense[Int($0)] }
    let places = owners.map { place[Int($0)] } + columnOfCopy
    columnImage = Lists(owners + layout.copies.map(\.column), into: natural)
    columnImage.items = columnImage.items.map { places[Int($0)] }
  }

  /// A copy has an equal share of the cost and, since ties make copies equal, only the first has
  /// the upper bound: an interior point method pays a row for each.
  private func copy(_ number: Int) -> LinearProgram.Column {
    let source = layout.copies[number]
    let siblings = layout.copiesOfColumn[Int(source.column)]
    var column = program.columns[Int(source.column)]
    column.cost /= Double(siblings.count)
    if siblings.count > 1 {
      if column.lower == -.infinity { column.lower = column.box.lowerBound }
      if layout.copiesOfColumn.items[siblings.lowerBound] != Int32(number) {
        column.upper = .infinity
      }
      column.step = Int(source.block) * layout.blockLength
    }
    return column
  }

  /// Between two links of a row: bounded from below by what the boxes allow, free above.
  ///
  /// A little room below the least value keeps a total that stays there, such as that of a flow
  /// which is zero for months, away from its bound.
  private mutating func appendTotal(after link: Int) {
    guard link + 1 < links.count, links[link + 1].row == links[link].row else { return }
    let unit = unit(of: links[link])
    let (least, greatest) = (links[link].least / unit - 1, links[link].greatest / unit)
    let total = stretched.appendColumn(
      LinearProgram.Column(
        lower: least, upper: .infinity, box: least...max(least, greatest), boxOrigin: .implied,
        cost: 0, step: Int(links[link].block) * layout.blockLength))
    links[link].totalAfter = total
    links[link + 1].totalBefore = total
  }

  /// Running totals count in units of some thousandth of the row's limit, a power of two: a yearly
  /// total is much larger than the flows that it is the sum of.
  private func unit(of link: Link) -> Double {
    let limits = program.rows[Int(link.row)]
    let limit = max(
      limits.lower.isFinite ? limits.lower.magnitude : 0,
      limits.upper.isFinite ? limits.upper.magnitude : 0)
    guard limit >= 2048 else { return 1 }
    return Double(sign: .plus, exponent: (limit / 1024).exponent, significand: 1)
  }

  // MARK: Rows

  /// Natural rows, ties and links, block after block.
  private mutating func layOutRows() {
    let natural = program.rows.count
    let copies = layout.copies.count
    var blocks = (0..<natural).map { layout.rowBlock[$0] }
    blocks += layout.copies.map(\.block)
    blocks += links.map(\.block)
    let order = Lists(blocks.map { $0 + 1 }, into: layout.blocks + 1)
    let extra = 2 * (copies + links.count)
    stretched.rows.reserveCapacity(order.items.count)
    stretched.rowStart.reserveCapacity(order.items.count + 1)
    stretched.columnIndex.reserveCapacity(program.columnIndex.count + extra)
    stretched.coefficient.reserveCapacity(program.columnIndex.count + extra)
    for item in order.items.lazy.map(Int.init) {
      if item < natural {
        if !layout.rowIsDense[item] { appendShort(item) }
      } else if item < natural + copies {
        appendTie(after: item - natural)
      } else {
        append(links[item - natural - copies])
      }
    }
  }

  private mutating func appendShort(_ row: Int) {
    for entry in program.entries(of: row) { append(entry: entry, block: layout.rowBlock[row]) }
    close(program.rows[row], imageOf: row)
  }

  private mutating func appendTie(after copy: Int) {
    let column = Int(layout.copies[copy].column)
    let next = Int(layout.copies[copy].next)
    guard next >= 0 else { return }
    stretched.appendEntry(columnOfCopy[copy], 1)
    stretched.appendEntry(columnOfCopy[next], -1)
    let step = Int(layout.copies[copy].block) * layout.blockLength
    close(.init(lower: 0, upper: 0, step: step, family: tieFamily, label: column))
  }

  /// Only the last link has the row's type and bounds, and so its multiplier: in the others the
  /// lower bound of a running total may take part of it.
  private mutating func append(_ link: Link) {
    let row = Int(link.row)
    for place in link.entries { append(entry: Int(linkEntries[place]), block: link.block) }
    let unit = unit(of: link)
    if let before = link.totalBefore { stretched.appendEntry(before, unit) }
    guard let after = link.totalAfter else {
      close(program.rows[row], imageOf: row)
      return
    }
    stretched.appendEntry(after, -unit)
    let step = Int(link.block) * layout.blockLength
    close(.init(lower: 0, upper: 0, step: step, family: carryFamily, label: row))
  }

  /// Appends a natural entry, on the copy of its column in a block if that is dense.
  private mutating func append(entry: Int, block: Int32) {
    let column = Int(program.columnIndex[entry])
    stretched.appendEntry(image(of: column, in: block), program.coefficient[entry])
  }

  /// Rows are appended block after block, so the copies of a column are passed in order.
  private mutating func image(of column: Int, in block: Int32) -> Int32 {
    guard layout.columnIsDense[column] else {
      return columnImage.items[columnImage[column].lowerBound]
    }
    var copy = currentCopy[column]
    while case let next = layout.copies[Int(copy)].next, next >= 0,
      layout.copies[Int(next)].block <= block
    {
      copy = next
    }
    currentCopy[column] = copy
    return columnOfCopy[Int(copy)]
  }

  private mutating func close(_ row: LinearProgram.Row, imageOf natural: Int? = nil) {
    stretched.sortOpenRow()
    if let natural { rowImage[natural] = Int32(stretched.rows.count) }
    stretched.closeRow(row)
  }
}
