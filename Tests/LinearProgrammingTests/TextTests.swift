import LinearProgramming
import Testing

@Suite("LP and MPS text")
struct TextTests {
  @Test("LP text of two hours reads like the equations")
  func lpText() {
    #expect(
      LPText(twoHours()).description == """
        Minimize
         cost: + 20 gas.size + 1.5 gas.power(0) + 2 gas.power(1) + 7 constant
        Subject To
         gas.capacity(0): - gas.size + gas.power(0) <= 0
         gas.capacity(1): - gas.size + gas.power(1) <= 0
         site.balance(0): + gas.power(0) - store.level(0) = 3
         site.balance(1): + gas.power(1) + store.level(0) - 0.5 store.level(1) >= 4
         policy.total(0): + gas.power(0) + gas.power(1) <= 12.5
        Bounds
         0 <= gas.size <= 10
         -1 <= store.level(0) <= 5
         store.level(1) = 2
         constant = 1
        End

        """)
  }

  @Test("LP text writes every kind of row and bound")
  func lpKinds() {
    #expect(
      LPText(everyKind()).description == """
        Minimize
         cost: + test.x(0) - 0.25 test.x(1) + 2 test.x(3) - 3 constant
        Subject To
         test.row(0): + test.x(0) - test.x(3) = 1
         test.row(1): + 0.5 test.x(1) <= 4
         test.row(2): + 1e-05 test.x(2) + 3 test.x(4) >= -2
         test.row(3).low: + 2 test.x(0) + test.x(5) >= -1
         test.row(3).high: + 2 test.x(0) + test.x(5) <= 5
        Bounds
         test.x(1) >= -4
         -inf <= test.x(2) <= 6
         test.x(3) free
         -3 <= test.x(4) <= -1
         test.x(5) = 2.5
         constant = 1
        End

        """)
  }

  @Test("LP text breaks long rows")
  func lpWidth() {
    let row = (0..<30).map { (column: $0, coefficient: 1.0) }
    let wide = LinearProgram(
      (0..<30).map { _ in .init(0, .infinity, box: 0...1) }, [.init(0, .infinity, row)])
    let lines = LPText(wide).description.split(separator: "\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 96 })
    #expect(lines.count > 8)
  }

  @Test("MPS text writes every kind of row and bound")
  func mpsKinds() {
    #expect(
      MPSText(everyKind()).description == """
        NAME sitemix FREE
        ROWS
         N COST
         E R1
         L R2
         G R3
         L R4
         N R5
        COLUMNS
         C1 COST 1.0
         C1 R1 1.0
         C1 R4 2.0
         C2 COST -0.25
         C2 R2 0.5
         C2 R5 7.0
         C3 R3 1e-05
         C4 COST 2.0
         C4 R1 -1.0
         C5 R3 3.0
         C6 R4 1.0
        RHS
         RHS COST 3.0
         RHS R1 1.0
         RHS R2 4.0
         RHS R3 -2.0
         RHS R4 5.0
        RANGES
         RANGE R4 6.0
        BOUNDS
         LO BOUND C2 -4.0
         MI BOUND C3
         UP BOUND C3 6.0
         FR BOUND C4
         LO BOUND C5 -3.0
         UP BOUND C5 -1.0
         FX BOUND C6 2.5
        ENDATA

        """)
  }

  /// A whole number without bounds would be 0 or 1 to some readers.
  @Test("columns that count whole things are marked, with both bounds written")
  func whole() {
    var program = twoHours()
    let size = Expression<Unit>(terms: [Term(column: 0, coefficient: 1)])
    program.measure(in: 1, counts: [size])
    program.quantise(size, by: 1)
    let lines = MPSText(program).description.split(separator: "\n")
    #expect(lines.contains(" M1 'MARKER' 'INTORG'"))
    #expect(
      lines.firstIndex(of: " M2 'MARKER' 'INTEND'")
        == lines.firstIndex(of: " C2 COST 1.5")?.advanced(by: -1))
    #expect(lines.contains(" LO BOUND C1 0.0"))
    #expect(lines.contains(" UP BOUND C1 10.0"))
    #expect(!MPSText(program, marksWhole: false).description.contains("MARKER"))
    #expect(LPText(program).description.hasSuffix("General\n gas.size\nEnd\n"))
    #expect(!LPText(twoHours()).description.contains("General"))
  }

  @Test("boxed MPS text bounds every column by its box")
  func mpsBoxed() {
    let text = MPSText(everyKind(), boxed: true).description
    let bounds = text.split(separator: "\n").drop { $0 != "BOUNDS" }.dropFirst().dropLast()
    #expect(
      bounds == [
        " UP BOUND C1 9.0", " LO BOUND C2 -4.0", " UP BOUND C2 9.0", " LO BOUND C3 -9.0",
        " UP BOUND C3 6.0", " LO BOUND C4 -8.0", " UP BOUND C4 8.0", " LO BOUND C5 -3.0",
        " UP BOUND C5 -1.0", " FX BOUND C6 2.5",
      ])
  }

  @Test("long MPS text comes in pieces that make up the whole")
  func mpsPieces() {
    let rows = (0..<9000).map { row in
      LinearProgram.RowPart(0, 1, [(column: row % 7, coefficient: 1 / Double(row + 3))])
    }
    let long = LinearProgram((0..<7).map { _ in .init(0, .infinity, box: 0...1) }, rows)
    var pieces: [String] = []
    MPSText(long).write { pieces.append($0) }
    #expect(pieces.count > 3)
    #expect(pieces.allSatisfy { $0.utf8.count < 70_000 })
    #expect(pieces.joined() == MPSText(long).description)
    #expect(pieces.joined().split(separator: "\n").count > 36_000)
  }

  @Test("names tell component, family and step")
  func names() {
    let program = twoHours()
    #expect(program.rowName(3) == "site.balance(1)")
    #expect(program.rowName(4) == "policy.total(0)")
    #expect(
      program.label(ofRow: 3) == .init(component: "site", family: "balance", step: 1, unit: ""))
    #expect(
      program.label(ofColumn: 0) == .init(component: "gas", family: "size", step: nil, unit: ""))
    #expect(
      program.columns.indices.map(program.columnName) == [
        "gas.size", "gas.power(0)", "gas.power(1)", "store.level(0)", "store.level(1)",
      ])
  }
}
