/// Why something cannot be derived or generated.
public struct ResourceProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was found and what is needed.
  public let description: String

  /// A problem in words.
  public init(_ description: String) { self.description = description }
}

extension StringProtocol {
  /// Without blanks at either end.
  var trimmed: String {
    let kept = drop { $0.isWhitespace }
    return String(kept.reversed().drop { $0.isWhitespace }.reversed())
  }
}
