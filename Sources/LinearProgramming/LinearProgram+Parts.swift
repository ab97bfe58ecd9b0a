extension LinearProgram {
  /// A column as plain numbers.
  package struct ColumnPart: Sendable {
    package let column: Column

    package init(
      _ lower: Double, _ upper: Double, box: ClosedRange<Double>, cost: Double = 0,
      origin: BoxOrigin = .limit, step: Int? = nil, weight: Int32 = 1
    ) {
      column = Column(
        lower: lower, upper: upper, box: box, boxOrigin: origin, cost: cost, step: step,
        weight: weight)
    }
  }

  /// A row as plain numbers, its entries in the order given.
  package struct RowPart: Sendable {
    var lower: Double
    var upper: Double
    var step: Int?
    var entries: [(column: Int, coefficient: Double)]

    package init(
      _ lower: Double, _ upper: Double, step: Int? = nil,
      _ entries: [(column: Int, coefficient: Double)]
    ) {
      self.lower = lower
      self.upper = upper
      self.step = step
      self.entries = entries
    }
  }

  /// A program from plain numbers, unchecked: a seam for tests of what takes any program. Its rows
  /// are `test.row(0)`, `test.row(1)`, …; its columns `test.x(0)`, `test.x(1)`, ….
  package init(
    _ parts: [ColumnPart], _ rowParts: [RowPart], relaxation: Relaxation? = nil,
    constant: Double = 0
  ) {
    self.init()
    columns = parts.map(\.column)
    groups = [Group(component: "test", name: "x", base: 0, count: parts.count)]
    families = [Family(component: "test", name: "row", relaxation: relaxation)]
    objectiveConstant = constant
    for (number, part) in rowParts.enumerated() {
      for entry in part.entries { appendEntry(Int32(entry.column), entry.coefficient) }
      closeRow(
        Row(lower: part.lower, upper: part.upper, step: part.step, family: 0, label: number))
    }
  }
}
