import Dispatch
import Solving
import Synchronization

/// Does independent pieces of work on several cores, and returns what came of them in the order given.
///
/// No piece knows of another, so that the number of cores changes nothing but the time.
func sideBySide<Piece: Sendable, Outcome: Sendable>(
  _ pieces: [Piece], cores: Int, _ work: @Sendable (Piece) throws(PlanningStop) -> Outcome
) throws(PlanningStop) -> [Outcome] {
  let outcomes = Mutex([Result<Outcome, PlanningStop>?](repeating: nil, count: pieces.count))
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: max(1, min(cores, pieces.count))) { _ in
    while true {
      let place = next.add(1, ordering: .relaxed).oldValue
      guard place < pieces.count else { return }
      let outcome = Result { () throws(PlanningStop) in try work(pieces[place]) }
      outcomes.withLock { $0[place] = outcome }
    }
  }
  var all: [Outcome] = []
  for outcome in outcomes.withLock({ $0 }).compactMap(\.self) { all.append(try outcome.get()) }
  return all
}
