import LinearProgramming

extension Certificate {
  /// What a planner is told where the cost falls without end: which sizes grow.
  func unboundedNotes(of program: LinearProgram) -> [String] {
    bindingAssumedBoxes.map {
      "the cost falls without end as \(program.columnName($0)) grows: "
        + "set a limit for it, or check the prices that pay for it"
    }
  }
}
