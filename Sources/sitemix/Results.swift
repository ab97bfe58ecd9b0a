import Accounting
import ArgumentParser
import Foundation
import Reporting
import SiteModel

/// What happens to a result once it is known: checked against the accounts, written, shown.
enum Results {
  /// Writes the result's files and returns their folder; a plan that the accounts contradict is a
  /// fault and is not written.
  static func write(_ result: RunResult, to out: String, site: String) throws -> String {
    let reconciliation = result.reconciliation
    guard !result.plan.hasDispatch || reconciliation.passed else {
      Terminal.complain("fault: \(reconciliation.text)\nnothing was written; please report this")
      throw ExitStatus.fault
    }
    do throws(OutputFailure) {
      return try OutputFolder(path: out).write(result, site: site)
    } catch {
      Terminal.complain("fault: \(error)")
      throw ExitStatus.fault
    }
  }

  static func show(_ result: RunResult, folder: String, json: Bool) {
    let text =
      json
      ? PlanDocument(result).text
      : Summary.text(result, width: Terminal.width, color: Terminal.hasColor, folder: folder)
    print(text, terminator: "")
  }

  /// The exit status of the answer.
  static func end(_ result: RunResult) throws {
    switch result.plan.status {
    case .optimal, .nearOptimal: return
    case .uncertified, .infeasible, .unbounded: throw ExitStatus.noPlan
    case .stopped: throw ExitStatus.stopped
    }
  }
}
