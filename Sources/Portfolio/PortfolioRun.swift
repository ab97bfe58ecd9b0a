import ChildProcesses
import Foundation
import Reporting
import SiteFiles

/// Solves the sites of a portfolio that have no answer yet, each in a process of its own.
public struct PortfolioRun {
  private let plan: PortfolioPlan
  private let folder: PortfolioFolder
  private let solving: PortfolioSolving
  private let tell: (Event) -> Void

  /// What the user may want to see.
  public enum Event {
    /// A site ended, the so-manieth of so many.
    case ended(PortfolioRecord, count: Int, of: Int)
    /// Time has passed: what runs, and what is left.
    case progress(ended: Int, of: Int, running: [String], secondsLeft: Double?)
  }

  /// A run that tells what happens.
  public init(
    _ plan: PortfolioPlan, in folder: PortfolioFolder, executable: String,
    tell: @escaping (Event) -> Void
  ) {
    self.plan = plan
    self.folder = folder
    solving = PortfolioSolving(folder: folder, options: plan.options, executable: executable)
    self.tell = tell
  }

  /// Solves these sites; `isStopped` is asked five times a second.
  ///
  /// Returns what stands in the folder afterwards.
  public func solve(
    _ tasks: [PortfolioTask], jobs: Int, isStopped: () -> Bool
  ) async throws(PortfolioFolder.Failure) -> PortfolioProgress {
    let clock = ContinuousClock()
    let start = clock.now
    var (running, ended) = ([Int](), 0)
    var failure: PortfolioFolder.Failure?
    func left() -> Double? {
      guard ended > 0 else { return nil }
      return (clock.now - start) / .seconds(1) / Double(ended) * Double(tasks.count - ended)
    }
    func settle(_ index: Int, _ report: ChildReport) throws(PortfolioFolder.Failure) {
      running.removeAll { $0 == index }
      guard let record = try solving.settle(tasks[index], report) else { return }
      ended += 1
      tell(.ended(record, count: ended, of: tasks.count))
      try folder.writeStatus(PortfolioProgress(plan, in: folder))
    }
    for task in tasks { solving.begin(task.site) }
    _ = await ChildPool(jobs: jobs).run(tasks.map { solving.child($0) }) { moment in
      switch moment {
      case .started(let index): running.append(index)
      case .ended(let index, let report):
        do throws(PortfolioFolder.Failure) {
          try settle(index, report)
        } catch {
          failure = error
        }
      case .beat:
        tell(
          .progress(
            ended: ended, of: tasks.count, running: running.map { tasks[$0].site.name },
            secondsLeft: left()))
      }
      return failure != nil || isStopped() ? .stop : .goOn
    }
    if let failure { throw failure }
    let progress = PortfolioProgress(plan, in: folder)
    try folder.writeStatus(progress)
    return progress
  }
}
