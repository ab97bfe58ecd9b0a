import Foundation

/// The tasks of a portfolio for any cluster: a file with the position of a site in each line.
///
/// Nothing is submitted: an array of whatever scheduler there is runs `portfolio-task` for each line, on
/// machines that share the folder of results and the inputs, and `portfolio-collect` when all have ended.
public struct TaskList: Sendable {
  private let folder: PortfolioFolder
  private let executable: String

  /// Tasks that run a program, which is this one.
  public init(folder: PortfolioFolder, executable: String) {
    self.folder = folder
    self.executable = executable
  }

  /// The file of positions.
  public var file: String { "\(folder.tasks)/positions" }

  /// Writes one line for each of these positions in the portfolio.
  public func write(_ positions: [Int]) throws(PortfolioFolder.Failure) {
    try folder.write(Array(positions.map { "\($0)\n" }.joined().utf8), to: file)
  }

  /// How to run the tasks, for people; paths are those of the folder in which this was started.
  public func instructions(_ count: Int) -> String {
    let program = SlurmArray.quoted(executable)
    let out = SlurmArray.quoted(folder.path)
    let collect = "  \(program) portfolio-collect --out \(out)"
    guard count > 0 else { return "nothing is left to solve; write the tables with\n\(collect)" }
    func names(from first: Int) -> String {
      TaskIndex.variables.filter { $0.first == first }.map(\.name).joined(separator: ", ")
    }
    return """
      \(count) \(count == 1 ? "task" : "tasks") in \(file). Run each in this folder, on any machine that shares it:
        \(program) portfolio-task --out \(out) --positions \(SlurmArray.quoted(file))
      In an array of \(count) the task is read from \(names(from: 0)), counted from 0,
      or from \(names(from: 1)), counted from 1. One by hand, P being what a line of that file says:
        \(program) portfolio-task --out \(out) --position P
      Exit status of a task: 0 an answer, 2 findings, 3 no answer (neither is to be tried again), 75 try again.
      When all have ended:
      \(collect)
      """
  }

  /// The position that the n-th line holds; nil where there is none.
  public static func position(_ line: Int, in file: String) -> Int? {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    let lines = text.split(whereSeparator: \.isNewline)
    return lines.indices.contains(line) ? Int(lines[line]) : nil
  }
}

extension PortfolioRecord.Status {
  /// What a task ends with, so that a cluster tries again what may go better the next time, and only that.
  ///
  /// 75 is EX_TEMPFAIL of BSD's sysexits.h: the request may be repeated later.
  public var taskExitStatus: Int32 {
    switch self {
    case .optimal, .nearOptimal, .feasible, .uncertified, .infeasible, .unbounded: 0
    case .findings: 2
    case .stopped: 3
    case .fault, .crashed, .timedOut, .outOfMemory: 75
    }
  }
}
