import Foundation

/// The package's own files, for rules about the code.
enum Sources {
  struct File {
    var name: String
    var text: String
    var lines: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }
  }

  static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Swift files below a folder of Sources, in order of path.
  static func files(in folder: String) throws -> [File] {
    let base = root.appending(path: "Sources").appending(path: folder).resolvingSymlinksInPath()
    let all =
      FileManager.default.enumerator(atPath: base.path())?.compactMap { $0 as? String } ?? []
    return try all.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      File(
        name: folder + "/" + path,
        text: try String(contentsOf: base.appending(path: path), encoding: .utf8))
    }
  }

  /// The files that write rows of the linear program.
  static func formulation() throws -> [File] {
    try files(in: "Formulation") + files(in: "Components")
  }

  /// The targets that stand in Sources.
  static func targets() throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "Sources").resolvingSymlinksInPath().path()
    ).sorted()
  }

  static func manifest() throws -> String {
    try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
  }
}
