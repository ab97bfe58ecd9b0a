import Planning

/// One variation of a site that a sweep plans, and those before it whose solved programs serve it.
///
/// Which those are depends on the questions alone, so that the answers do not depend on how many are solved
/// at a time.
final class SweepQuestion: Sendable {
  /// What is set or held beside the sweep's own words.
  let words: [String]
  let before: [SweepQuestion]
  /// How much each of them counts.
  let shares: [Double]
  /// The longest way to a question with none before it.
  let depth: Int

  init(_ words: [String], after before: SweepQuestion) {
    (self.words, self.before, shares) = (words, [before], [1])
    depth = before.depth + 1
  }

  init(_ words: [String], between before: [SweepQuestion] = [], shares: [Double] = []) {
    (self.words, self.before, self.shares) = (words, before, shares)
    depth = (before.map(\.depth).max() ?? -1) + 1
  }
}
