import Foundation
import SiteModel

/// The folder of results, one folder a site: each is replaced as a whole, or left as it was.
///
/// Files are first written to a hidden folder beside the target. Only when all are there does a mark
/// make that folder complete; then each file is moved over its predecessor. A run that ends before
/// the mark changes nothing; one that ends after it is finished by the next run. Files that Sitemix
/// does not own stay. What an answer leaves out goes: an infeasible answer is an answer, so the
/// tables of an earlier plan do not stay beside it. A stopped run has no answer: it leaves earlier
/// results and tells of itself in `run.json` alone.
public struct OutputFolder: Sendable {
  /// Where all sites have their folders.
  public let path: String

  /// The folder of all results; nothing is touched yet.
  public init(path: String) { self.path = path }

  /// Where the results of a site stand.
  public func folder(of site: String) -> String { "\(path)/\(site)" }

  static let mark = ".complete"

  /// Writes a result with its page and charts and returns the site's folder.
  @discardableResult
  public func write(
    _ result: RunResult, page: OutputFile? = nil, charts: [OutputFile] = [], site: String
  ) throws(OutputFailure) -> String {
    let files = ResultFiles.files(for: result) + (page.map { [$0] } ?? []) + charts
    guard result.plan.status == .stopped else {
      return try write(files, site: site, owned: ResultFiles.owned + ResultFiles.ownedCharts)
    }
    let hasPlan = FileManager.default.fileExists(atPath: "\(folder(of: site))/plan.json")
    return try write(
      files.filter { $0.name == "run.json" || !hasPlan && !$0.isChart }, site: site, owned: [])
  }

  /// Writes files, replaces those of earlier runs, and removes owned files that are not among them.
  @discardableResult
  public func write(
    _ files: [OutputFile], site: String, owned: [String] = ResultFiles.owned
  ) throws(OutputFailure) -> String {
    try createFolder(path)
    settleInterrupted(site)
    try checkTarget(folder(of: site), Set(files.map(\.name)).union(owned).sorted())

    let process = ProcessInfo.processInfo.processIdentifier
    let staging = "\(path)/.\(site)-\(process)-\(Self.unique())@\(Self.machine)"
    do {
      try createFolder(staging)
      for folder in Set(files.compactMap(\.folder)) { try createFolder("\(staging)/\(folder)") }
      for file in files { try write(file.bytes, to: "\(staging)/\(file.name)") }
      let names = Set(files.map(\.name))
      let stale = owned.filter { !names.contains($0) }.joined(separator: "\n")
      try write(Array(stale.utf8), to: "\(staging)/\(Self.mark)")
    } catch {
      try? FileManager.default.removeItem(atPath: staging)
      throw error
    }
    try settle(staging, site)
    return folder(of: site)
  }

  private func createFolder(_ path: String) throws(OutputFailure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw OutputFailure(path: path, doing: "create the folder", error)
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws(OutputFailure) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    } catch {
      throw OutputFailure(path: path, doing: "write", error)
    }
  }

  /// Finds out before anything moves whether all moves can work.
  private func checkTarget(_ target: String, _ names: [String]) throws(OutputFailure) {
    let manager = FileManager.default
    guard Self.isFolder(target) else {
      guard !manager.fileExists(atPath: target) else {
        throw OutputFailure(path: target, reason: "it is a file where a folder should be")
      }
      return
    }
    guard manager.isWritableFile(atPath: target) else {
      throw OutputFailure(path: target, reason: "the folder may not be written")
    }
    for name in names where Self.isFolder("\(target)/\(name)") {
      throw OutputFailure(
        path: "\(target)/\(name)", reason: "it is a folder where a file should be")
    }
    for folder in Set(names.compactMap { OutputFile(name: $0, bytes: []).folder }).sorted() {
      try checkTarget("\(target)/\(folder)", [])
    }
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return exists && isFolder.boolValue
  }

  /// The name of this machine, as names of files hold it.
  static var machine: String {
    String(ProcessInfo.processInfo.hostName.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
  }

  private static func unique() -> String { String(UUID().uuidString.prefix(8)) }
}
