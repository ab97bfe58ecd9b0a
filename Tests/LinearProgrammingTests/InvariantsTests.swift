import LinearProgramming
import Testing

@Suite("invariants")
struct InvariantsTests {
  @Test("hold for programs that are built")
  func sound() {
    #expect(twoHours().checkInvariants().isEmpty)
    #expect(everyKind().checkInvariants().isEmpty)
    #expect(LinearProgram().checkInvariants().isEmpty)
  }

  private static let one = LinearProgram.ColumnPart(0, 1, box: 0...1)

  @Test(
    "name what is wrong with a column",
    arguments: [
      (LinearProgram.ColumnPart(0, 1, box: 0...1, cost: .nan), "cost nan is not finite"),
      (.init(0, .infinity, box: 0 ... .infinity), "its box is not finite"),
      (.init(2, 1, box: 0...3), "bounds 2.0 ... 1.0 leave nothing between them"),
      (.init(.nan, 1, box: 0...3), "bounds nan ... 1.0 leave nothing between them"),
      (.init(.infinity, .infinity, box: 0...3), "bounds inf ... inf leave nothing between them"),
      (.init(0, 5, box: 0...3), "its box does not contain its bounds"),
      (.init(0, 1, box: 0...1, step: -2), "step -2 is negative"),
    ])
  func columns(part: LinearProgram.ColumnPart, problem: String) {
    let program = LinearProgram([part, Self.one], [])
    #expect(program.checkInvariants() == ["column test.x(0): \(problem)"])
  }

  @Test(
    "name what is wrong with a row",
    arguments: [
      (LinearProgram.RowPart(0, 1, [(1, 1), (0, 1)]), "its columns are not sorted"),
      (.init(0, 1, [(0, 1), (0, 2)]), "column test.x(0) appears twice"),
      (.init(0, 1, [(0, 1), (7, 2)]), "there is no column 7"),
      (.init(0, 1, [(0, .infinity)]), "coefficient inf is not finite"),
      (.init(1, 0, [(0, 1)]), "bounds 1.0 ... 0.0 leave nothing between them"),
      (.init(-.infinity, -.infinity, [(0, 1)]), "bounds -inf ... -inf leave nothing between them"),
    ])
  func rows(part: LinearProgram.RowPart, problem: String) {
    let program = LinearProgram([Self.one, Self.one], [part])
    #expect(program.checkInvariants() == ["row test.row(0): \(problem)"])
  }
}
