import Foundation
import SiteModel

/// A site's folder of results: replaced as a whole, or left as it was.
///
/// Files are first written to a hidden folder beside the target. Only when all are there does a mark
/// make that folder complete; then each file is moved over its predecessor. A run that ends before
/// the mark changes nothing; one that ends after it is finished by the next run. Files that Sitemix
/// does not own stay. What an answer leaves out goes: an infeasible answer is an answer, so the
/// tables of an earlier plan do not stay beside it. Runs without an answer must not write here.
public struct OutputFolder: Sendable {
  /// Where all sites have their folders.
  public let parent: String
  /// Name of the site and of its folder.
  public let site: String

  /// The folder of a site; nothing is touched yet.
  public init(inside parent: String, site: String) {
    self.parent = parent
    self.site = site
  }

  /// Where the results stand.
  public var path: String { "\(parent)/\(site)" }

  static let mark = ".complete"

  /// Writes files, replaces those of earlier runs, and removes owned files that are not among them.
  public func write(
    _ files: [OutputFile], owned: [String] = ResultFiles.owned
  ) throws(OutputFault) {
    try createFolder(parent)
    settleInterrupted()
    try checkTarget(Set(files.map(\.name)).union(owned).sorted())

    let staging = "\(parent)/.\(site)-\(ProcessInfo.processInfo.processIdentifier)-\(Self.unique())"
    do {
      try createFolder(staging)
      for file in files { try write(file.bytes, to: "\(staging)/\(file.name)") }
      let names = Set(files.map(\.name))
      let stale = owned.filter { !names.contains($0) }.joined(separator: "\n")
      try write(Array(stale.utf8), to: "\(staging)/\(Self.mark)")
    } catch {
      try? FileManager.default.removeItem(atPath: staging)
      throw error
    }
    try settle(staging)
  }

  /// Writes a result; a stopped run keeps earlier results and only tells of itself in `run.json`.
  public func write(_ result: RunResult, _ files: [OutputFile]) throws(OutputFault) {
    guard result.plan.status == .stopped else { return try write(files) }
    let hasPlan = FileManager.default.fileExists(atPath: "\(path)/plan.json")
    try write(files.filter { $0.name == "run.json" || !hasPlan }, owned: [])
  }

  private func createFolder(_ path: String) throws(OutputFault) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw OutputFault(path: path, doing: "create the folder", error)
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws(OutputFault) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    } catch {
      throw OutputFault(path: path, doing: "write", error)
    }
  }

  /// Finds out before anything moves whether all moves can work.
  private func checkTarget(_ names: [String]) throws(OutputFault) {
    let manager = FileManager.default
    guard Self.isFolder(path) else {
      guard !manager.fileExists(atPath: path) else {
        throw OutputFault(path: path, reason: "it is a file where the results' folder should be")
      }
      return
    }
    guard manager.isWritableFile(atPath: path) else {
      throw OutputFault(path: path, reason: "the folder may not be written")
    }
    for name in names where Self.isFolder("\(path)/\(name)") {
      throw OutputFault(path: "\(path)/\(name)", reason: "it is a folder where a file should be")
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    return type == .typeDirectory
  }

  private static func unique() -> String { String(UUID().uuidString.prefix(8)) }
}
