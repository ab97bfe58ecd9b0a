/// Does independent pieces of work, so many at a time; what came of them in the order given. Tells how many
/// are done.
func sideBySide<Piece: Sendable, Outcome: Sendable>(
  _ pieces: [Piece], jobs: Int, _ work: @escaping @Sendable (Piece) async throws -> Outcome,
  each: (Int) -> Void
) async throws -> [Outcome] {
  try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
    var outcomes = [Outcome?](repeating: nil, count: pieces.count)
    var next = 0
    var done = 0
    each(0)
    while done < pieces.count {
      while next < pieces.count, next - done < max(1, jobs) {
        let place = next
        group.addTask { (place, try await work(pieces[place])) }
        next += 1
      }
      guard let (place, outcome) = try await group.next() else { break }
      outcomes[place] = outcome
      done += 1
      each(done)
    }
    return outcomes.compactMap(\.self)
  }
}
