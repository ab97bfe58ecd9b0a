import LinearProgramming
import Testing

@Suite("rows found again in a like program")
struct RowOutlineTests {
  /// Balances of three steps, and caps of the steps named.
  private func program(capped: [Int], balances: String = "balance") -> LinearProgram {
    var program = LinearProgram()
    let power: Series<Void> = program.series("gas", "power", steps: 3) { _ in .limits(0, 1) }
    let caps = program.family("gas", "cap")
    for step in capped { program.require(caps, at: step, power[step] .<= .constant(1)) }
    let family = program.family("site", balances)
    for step in 0..<3 { program.require(family, at: step, power[step] .>= .constant(0)) }
    return program
  }

  @Test("a multiplier goes to the row of the same equation and step")
  func likeRows() {
    let (all, some) = (RowOutline(program(capped: [0, 1, 2])), RowOutline(program(capped: [1])))
    #expect(all.multipliers([1, 2, 3, 4, 5, 6], for: some) == [2, 4, 5, 6])
    #expect(some.multipliers([2, 4, 5, 6], for: all) == [0, 2, 0, 4, 5, 6])
    #expect(all.multipliers([1, 2, 3, 4, 5, 6], for: all) == [1, 2, 3, 4, 5, 6])
  }

  @Test("an equation of another name gets none")
  func otherNames() {
    let other = RowOutline(program(capped: [1], balances: "other"))
    #expect(
      RowOutline(program(capped: [1])).multipliers([2, 4, 5, 6], for: other) == [2, 0, 0, 0])
  }
}
