import ArgumentParser
import Solvers
import Solving

/// `--solver` picks a strategy by its word.
extension SolveStrategy: ExpressibleByArgument {
  /// What is used where nobody asks for another.
  static let usual = SolverRegistry.standard.usual

  /// The strategy of a word; nil where there is none.
  public init?(argument: String) {
    guard let strategy = SolverRegistry.standard[name: argument] else { return nil }
    self = strategy
  }

  /// The word of a strategy, as help shows it.
  public var defaultValueDescription: String { name }
  /// All words.
  public static var allValueStrings: [String] { SolverRegistry.standard.strategies.map(\.name) }
}
