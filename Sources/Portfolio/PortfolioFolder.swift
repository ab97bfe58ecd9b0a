public import Foundation
import Reporting
import SiteFiles
import SiteModel

/// The folder of a portfolio's results: one folder a site, tables over all, and `.portfolio` with its state.
public struct PortfolioFolder: Sendable {
  /// Where the sites have their folders.
  public let path: String

  /// The folder at a path; nothing is touched yet.
  public init(path: String) { self.path = path }

  /// What could not be read or written, and why.
  public struct Failure: Error, CustomStringConvertible {
    /// What happened and what to do.
    public let description: String
  }

  private var state: String { "\(path)/.portfolio" }
  private var planFile: String { "\(state)/plan.json" }
  /// Scripts, logs and job numbers of Slurm.
  var slurm: String { "\(state)/slurm" }
  /// Lists of tasks for any other cluster.
  var tasks: String { "\(state)/tasks" }

  private func recordFile(_ name: String) -> String { "\(state)/records/\(name).json" }

  /// Makes the folders of the state.
  public func prepare() throws(Failure) {
    for folder in ["\(state)/records", slurm, tasks] {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw Failure(description: "the folder '\(folder)' cannot be made")
      }
    }
  }

  /// Writes what is to be solved.
  public func write(_ plan: PortfolioPlan) throws(Failure) { try writeJSON(plan, to: planFile) }

  /// What was to be solved by the last run.
  public func plan() throws(Failure) -> PortfolioPlan {
    guard let plan: PortfolioPlan = readJSON(planFile) else {
      throw Failure(description: "there is no portfolio in '\(path)': make portfolio starts one")
    }
    return plan
  }

  /// How a site ended, if it has.
  public func record(of name: String) -> PortfolioRecord? { readJSON(recordFile(name)) }

  /// Writes how a site ended.
  public func write(_ record: PortfolioRecord) throws(Failure) {
    try writeJSON(record, to: recordFile(record.name))
  }

  /// Forgets how a site ended, before it is solved again.
  public func forget(_ name: String) {
    // One that is not there is forgotten already.
    try? FileManager.default.removeItem(atPath: recordFile(name))
  }

  /// Takes away what tells of shared limits that no longer stand.
  public func forgetShared() {
    for name in ["portfolio.json", "shares.csv", "prices.csv"] {
      // One that is not there is forgotten already.
      try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
  }

  /// Forgets all rounds of prices, so that each is solved again.
  public func forgetRounds() {
    forgetShared()
    try? FileManager.default.removeItem(atPath: "\(state)/rounds")
  }

  /// What sites that share limits came to; nil where they share none.
  var shared: PortfolioDocument? {
    FileManager.default.contents(atPath: "\(path)/portfolio.json")
      .flatMap { PortfolioDocument([UInt8]($0)) }
  }

  /// Whether a site has an answer to just this question, with its plan as it was written.
  public func isAnswered(_ task: PortfolioTask) -> Bool {
    guard let record = record(of: task.site.name), record.key == task.key, record.status.isAnswer
    else { return false }
    return record.planDigest == planDigest(of: task.site.name)
  }

  /// Digest of a site's `plan.json`, if there is one.
  func planDigest(of name: String) -> String? {
    bytes(of: "plan.json", name).map { Digest.sha256(of: $0) }
  }

  /// The bytes of a site's file.
  func bytes(of file: String, _ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(path)/\(name)/\(file)").map { [UInt8]($0) }
  }

  /// Replaces a file of the portfolio as a whole.
  func write(_ bytes: [UInt8], to file: String) throws(Failure) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw Failure(description: "'\(file)' cannot be written")
    }
  }

  func readJSON<Value: Decodable>(_ file: String) -> Value? {
    FileManager.default.contents(atPath: file).flatMap {
      try? JSONDecoder().decode(Value.self, from: $0)
    }
  }

  func writeJSON(_ value: some Encodable, to file: String) throws(Failure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      throw Failure(description: "'\(file)' cannot be made")
    }
    try write([UInt8](data), to: file)
  }
}

extension PortfolioFolder {
  /// One run at a time: a lock that the system drops when its process ends, however it ends.
  public func lock() throws(Failure) -> FileHandle {
    let file = "\(state)/lock"
    if !FileManager.default.fileExists(atPath: file) {
      _ = FileManager.default.createFile(atPath: file, contents: nil)
    }
    guard let handle = FileHandle(forWritingAtPath: file) else {
      throw Failure(description: "'\(file)' cannot be written")
    }
    guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw Failure(description: "another run is at work in '\(path)'")
    }
    return handle
  }
}
