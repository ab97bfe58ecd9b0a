import ChildProcesses
import Foundation

/// A portfolio as job arrays of Slurm: one task a site, and a job that collects when all have ended.
public struct SlurmArray: Sendable {
  private let folder: PortfolioFolder
  private let options: Options
  private let executable: String

  /// What is passed on to `sbatch`.
  public struct Options: Sendable {
    /// Words for `sbatch`, as they are.
    public var words: [String] = []
    /// Tasks at a time; nil: as many as the cluster runs.
    public var concurrency: Int?
    /// What stands before the program, such as `apptainer exec sitemix.sif`.
    public var launcher = ""
    /// The program as the launcher sees it; nil: the one that submits.
    public var program: String?

    /// No options.
    public init() {}
  }

  /// What the scheduler refused.
  public struct Failure: Error, CustomStringConvertible {
    /// What happened and what to do.
    public let description: String
  }

  /// Arrays that run a program, which is this one.
  public init(folder: PortfolioFolder, options: Options, executable: String) {
    self.folder = folder
    self.options = options
    self.executable = executable
  }

  /// Submits one task for each of these positions in the portfolio, and a job that collects.
  ///
  /// Returns the numbers of the jobs, the last that of the collecting one.
  public func submit(_ positions: [Int]) async throws -> [String] {
    let size = Self.greatestArray(try await say("scontrol", ["show", "config"]))
    let script = "\(folder.slurm)/task.sh"
    let collect = "\(folder.slurm)/collect.sh"
    let command = options.launcher.isEmpty ? "" : options.launcher + " "
    let program = "\(command)\(Self.quoted(options.program ?? executable))"
    let out = Self.quoted(folder.path)
    try folder.write(
      Self.script("exec \(program) portfolio-task --out \(out) --positions \"$1\"\n"), to: script)
    try folder.write(Self.script("exec \(program) portfolio-collect --out \(out)\n"), to: collect)
    var jobs: [String] = []
    for (number, chunk) in Self.chunks(positions, size).enumerated() {
      let list = "\(folder.slurm)/positions-\(number)"
      try folder.write(Array(chunk.map { "\($0)\n" }.joined().utf8), to: list)
      let limit = options.concurrency.map { "%\($0)" } ?? ""
      jobs.append(
        try await batch(["--array=0-\(chunk.count - 1)\(limit)"], [script, list]))
    }
    let after = jobs.isEmpty ? [] : ["--dependency=afterany:\(jobs.joined(separator: ":"))"]
    jobs.append(try await batch(after, [collect]))
    try folder.write(Array(jobs.joined(separator: ",").utf8), to: "\(folder.slurm)/jobs")
    return jobs
  }

  /// Tasks of the last submission by their state; empty when all have left the queue.
  public func queued() async throws -> [(state: String, count: Int)] {
    let file = "\(folder.slurm)/jobs"
    guard let jobs = try? String(contentsOfFile: file, encoding: .utf8), !jobs.isEmpty else {
      return []
    }
    // A job that ended a while ago is unknown, and makes squeue fail: then nothing is queued.
    guard let text = try? await say("squeue", ["-h", "-r", "-o", "%T", "-j", jobs]) else {
      return []
    }
    let states = text.split(whereSeparator: \.isNewline).map { String($0) }
    return Set(states).sorted().map { state in (state, states.count { $0 == state }) }
  }

  private func batch(_ words: [String], _ script: [String]) async throws -> String {
    let all =
      ["--parsable", "--job-name=sitemix", "--output=\(folder.slurm)/%A-%a.log"]
      + options.words + words + script
    let answer = try await say("sbatch", all)
    // With several clusters the number stands before a semicolon.
    return String(answer.prefix { $0.isNumber })
  }

  private func say(_ program: String, _ words: [String]) async throws -> String {
    let child = Child(executable: "/usr/bin/env", arguments: [program] + words)
    guard let report = await ChildPool(jobs: 1).run([child])[0], report.end == .exited(0) else {
      throw Failure(
        description: "\(program) does not work here: is this a machine that submits to Slurm?")
    }
    return report.output.text
  }

  /// The script of a job. Slurm starts it in the folder that it was submitted from.
  private static func script(_ command: String) -> [UInt8] {
    Array("#!/bin/bash\nset -eu\n\(command)".utf8)
  }

  /// A word as the shell reads it back.
  package static func quoted(_ word: String) -> String {
    "'" + word.replacing("'", with: "'\\''") + "'"
  }

  /// The greatest size of an array, from the scheduler's configuration; Slurm's default is 1001.
  package static func greatestArray(_ configuration: String) -> Int {
    let line = configuration.split(whereSeparator: \.isNewline)
      .first { $0.hasPrefix("MaxArraySize") }
    let size = line?.split(separator: "=").last.flatMap { Int($0.filter(\.isNumber)) }
    // One less than the size is the greatest number of a task.
    return max(1, size ?? 1001)
  }

  /// Positions in pieces that fit an array each.
  package static func chunks(_ positions: [Int], _ size: Int) -> [[Int]] {
    stride(from: 0, to: positions.count, by: size).map {
      Array(positions[$0..<min($0 + size, positions.count)])
    }
  }
}
