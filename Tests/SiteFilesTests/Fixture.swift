import Components
import Foundation
import SiteFiles
import SiteModel
import Tabular

/// A data folder in a temporary place, with one site that can be read.
final class Fixture {
  let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sitemix-files-\(UUID().uuidString)")
    for (path, contents) in Self.files { try write(path, contents) }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  var folder: DataFolder { DataFolder(path: root.path, catalogue: .standard) }

  /// Writes a file, making its folders.
  func write(_ path: String, _ contents: String) throws { try write(path, Data(contents.utf8)) }

  func write(_ path: String, _ contents: Data) throws {
    let url = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try contents.write(to: url)
  }

  /// Replaces a file by a folder, or removes it.
  func remove(_ path: String, makingFolder: Bool = false) throws {
    let url = root.appendingPathComponent(path)
    try FileManager.default.removeItem(at: url)
    if makingFolder {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
  }

  func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// Replaces the first appearance of a piece of a file.
  func replace(_ path: String, _ old: String, _ new: String) throws {
    var text = try text(path)
    guard let range = text.range(of: old) else { throw Missing(piece: old) }
    text.replaceSubrange(range, with: new)
    try write(path, text)
  }

  /// Changes the lines of a file; the first is number 0.
  func lines(_ path: String, _ change: (inout [String]) -> Void) throws {
    var lines = try text(path).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    change(&lines)
    try write(path, lines.joined(separator: "\n"))
  }

  struct Missing: Error { let piece: String }

  /// Findings or warnings of a reading, as text.
  func read(_ site: String = "pad", set overrides: [String] = []) -> String {
    do {
      let (_, warnings) = try folder.readSite(
        named: site, overrides: overrides.map { Override($0) })
      return (["a site"] + warnings.map(\.text)).joined(separator: "\n")
    } catch {
      return error.text
    }
  }

  static let site = "sites/pad/site.yaml"
  static let load = "sites/pad/load.csv"
  static let tariff = "tariffs/plain.csv"
  static let solar = "technologies/solar.yaml"
}
