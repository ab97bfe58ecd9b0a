import ArgumentParser
import Foundation
import Portfolio
import Reporting

/// A portfolio on this machine, told line by line.
struct PortfolioLocal {
  let plan: PortfolioPlan
  let folder: PortfolioFolder
  /// Whether sites that ended well are told too.
  var tellsAll = true

  /// Solves some of its sites; Ctrl-C ends those that run and leaves the rest to the next run.
  func solve(_ tasks: [PortfolioTask], jobs: Int) async throws -> PortfolioProgress {
    Interrupt.listen()
    let line = ProgressLine(site: "portfolio")
    defer { line.finish() }
    let run = PortfolioRun(plan, in: folder, executable: try PortfolioDefaults.executable()) {
      event in
      switch event {
      case .ended(let record, let count, let all):
        guard tellsAll || !record.status.isGood else { return }
        line.finish()
        let finding = record.finding.isEmpty ? "" : ": \(record.finding)"
        Terminal.reportError(
          "[\(count)/\(all)] \(record.name): \(record.status.rawValue)\(finding)")
      case .progress(let ended, let all, let running, let seconds):
        line.show(stage: Self.text(ended, all, running, seconds))
      }
    }
    do {
      return try await run.solve(tasks, jobs: jobs) { Interrupt.isAsked }
    } catch {
      line.finish()
      Terminal.reportError("\(error)")
      throw ExitStatus.fault
    }
  }

  /// `12 of 24, 3 min left, running a, b`; the line itself is cut to the terminal.
  private static func text(
    _ ended: Int, _ all: Int, _ running: [String], _ seconds: Double?
  ) -> String {
    let left = seconds.map { $0 < 90 ? "\(Int($0)) s left" : "\(Int($0 / 60) + 1) min left" }
    return
      (["\(ended) of \(all)"] + (left.map { [$0] } ?? [])
      + [Interrupt.isAsked ? "stopping" : "running \(running.joined(separator: " "))"])
      .joined(separator: ", ")
  }
}
