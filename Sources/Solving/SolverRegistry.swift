/// The strategies that there are, by the word that picks one.
package struct SolverRegistry: Sendable {
  /// What is used where nobody asks for another.
  package let usual: SolveStrategy
  private let others: [SolveStrategy]

  package init(_ usual: SolveStrategy, _ others: SolveStrategy...) {
    (self.usual, self.others) = (usual, others)
  }

  /// All, the usual one first.
  package var strategies: [SolveStrategy] { [usual] + others }

  /// The strategy of a word.
  package subscript(name name: String) -> SolveStrategy? { strategies.first { $0.name == name } }
}
