import Foundation

/// Recorded texts in the folder `Goldens` beside a test's file.
///
/// `RECORD=1 swift test --filter …` (`make test RECORD=1` for all) writes them anew. A test that records
/// must fail, for a recording proves nothing: read the difference, then run again without.
package struct Goldens {
  private let folder: URL

  /// The goldens beside a source file of tests.
  package init(beside file: String = #filePath) {
    folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Goldens")
  }

  /// Whether they are to be written anew.
  package static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD"] == "1" }

  /// What a test that records says.
  package static func warning(_ name: String) -> String {
    "recorded '\(name)': look at the difference and run again without RECORD"
  }

  /// A recorded text; nil where there is none.
  package func text(_ name: String) -> String? {
    try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// Records a text.
  package func record(_ text: String, as name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  /// File names of all that are recorded, sorted.
  package func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
  }
}
