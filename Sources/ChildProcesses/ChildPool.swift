/// Runs child processes, a bounded number at a time.
///
/// What comes back stands in the order of what was asked for, whatever ended first.
public struct ChildPool: Sendable {
  /// Most children at a time.
  public let jobs: Int
  /// How often an observer hears of time passing.
  public var beat: Duration = .milliseconds(200)
  /// How long a child may take to leave by itself once it was interrupted; then it is killed.
  public var grace: Duration = .seconds(10)

  /// A pool for a number of children at a time, at least one.
  public init(jobs: Int) { self.jobs = max(1, jobs) }

  /// What an observer is told.
  public enum Moment: Sendable {
    /// This child was started.
    case started(Int)
    /// This child ended.
    case ended(Int, ChildReport)
    /// Nothing happened for a while.
    case beat
  }

  /// What an observer answers.
  public enum Verdict: Sendable {
    /// All children in turn.
    case goOn
    /// Start no more, and end those that run.
    case stop
  }

  private enum Event: Sendable {
    case ended(Int, ChildReport)
    case beat
  }

  /// Runs all children and returns their reports; nil for those that an early stop left out.
  ///
  /// The observer is called by one task alone, so it needs no lock for what it keeps.
  public func run(
    _ children: [Child], observe: (Moment) -> Verdict = { _ in .goOn }
  ) async -> [ChildReport?] {
    var reports = [ChildReport?](repeating: nil, count: children.count)
    await withTaskGroup(of: Event.self) { group in
      var (next, running, isStopping) = (0, 0, false)
      func tell(_ moment: Moment) {
        guard observe(moment) == .stop, !isStopping else { return }
        isStopping = true
        group.cancelAll()
      }
      func startMore() {
        while running < jobs, next < children.count, !isStopping {
          let (index, child) = (next, children[next])
          group.addTask { .ended(index, await ChildRun.report(of: child, grace: grace)) }
          (next, running) = (next + 1, running + 1)
          tell(.started(index))
        }
      }
      func waitForBeat() {
        group.addTask {
          try? await Task.sleep(for: beat)
          return .beat
        }
      }
      if Task.isCancelled { return }
      waitForBeat()
      startMore()
      while running > 0, let event = await group.next() {
        switch event {
        case .ended(let index, let report):
          running -= 1
          reports[index] = report
          tell(.ended(index, report))
          if Task.isCancelled { isStopping = true }
          startMore()
        case .beat:
          tell(.beat)
          if !isStopping { waitForBeat() }
        }
      }
      group.cancelAll()
    }
    return reports
  }
}
