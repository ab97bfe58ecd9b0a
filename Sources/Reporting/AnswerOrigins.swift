import Foundation
public import SiteModel

/// From what an answer was made: the files of its site, what was set for the run, and how many steps.
public struct AnswerOrigin: Codable, Equatable, Sendable {
  private let inputs: [String: String]
  private let overrides: [String]
  private let steps: Int

  /// The origin of what is asked of a site now.
  public init(site: Site, overrides: [String], horizon: Horizon) {
    inputs = Dictionary(site.inputs.map { ($0.path, $0.sha256) }) { first, _ in first }
    self.overrides = overrides
    steps = horizon.count
  }

  /// The origin of a plan that was written.
  public init(of written: WrittenPlan) {
    inputs = written.record.digests
    overrides = written.record.overrides
    steps = written.plan.horizon.count
  }
}

/// The origins of the tables beside a plan, in `answers.json`: a page shows none that belongs to other
/// inputs than its plan.
public struct AnswerOrigins: Sendable {
  static let name = "answers.json"
  private var origins: [String: AnswerOrigin]

  /// Those in a folder of results; none where the file is missing or damaged.
  public init(folder: String) {
    let read = FileManager.default.contents(atPath: "\(folder)/\(Self.name)")
      .flatMap { try? JSONDecoder().decode([String: AnswerOrigin].self, from: $0) }
    origins = read ?? [:]
  }

  /// The origin of a table; nil where it is not known.
  public subscript(table: String) -> AnswerOrigin? { origins[table] }

  /// The file with these tables added.
  public func adding(_ tables: [String], from origin: AnswerOrigin) throws -> OutputFile {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let all = origins.merging(tables.map { ($0, origin) }) { $1 }
    return OutputFile(name: Self.name, bytes: [UInt8](try encoder.encode(all)) + [10])
  }
}
