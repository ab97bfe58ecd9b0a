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
/// inputs than its plan, and whoever reads one notices that it was edited.
public struct AnswerOrigins: Sendable {
  static let name = "answers.json"
  private var entries: [String: Entry]

  /// An origin with the digest of what was written.
  private struct Entry: Codable, Sendable {
    let origin: AnswerOrigin
    let sha256: String?

    private enum CodingKeys: CodingKey { case sha256 }

    init(_ file: OutputFile, _ origin: AnswerOrigin) {
      (self.origin, sha256) = (origin, Digest.sha256(of: file.bytes))
    }

    init(from decoder: any Decoder) throws {
      origin = try AnswerOrigin(from: decoder)
      sha256 = try decoder.container(keyedBy: CodingKeys.self)
        .decodeIfPresent(String.self, forKey: .sha256)
    }

    func encode(to encoder: any Encoder) throws {
      try origin.encode(to: encoder)
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encodeIfPresent(sha256, forKey: .sha256)
    }
  }

  /// Those in a folder of results; none where the file is missing or damaged.
  public init(folder: String) {
    let read = FileManager.default.contents(atPath: "\(folder)/\(Self.name)")
      .flatMap { try? JSONDecoder().decode([String: Entry].self, from: $0) }
    entries = read ?? [:]
  }

  /// The origin of a table; nil where it is not known.
  public subscript(table: String) -> AnswerOrigin? { entries[table]?.origin }

  /// SHA-256 of a table as it was written; nil where it is not known.
  func digest(of table: String) -> String? { entries[table]?.sha256 }

  /// Names of all tables that it tells of.
  var tables: [String] { entries.keys.sorted() }

  /// The file with these tables added.
  public func adding(_ tables: [OutputFile], from origin: AnswerOrigin) throws -> OutputFile {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let all = entries.merging(tables.map { ($0.name, Entry($0, origin)) }) { $1 }
    return OutputFile(name: Self.name, bytes: [UInt8](try encoder.encode(all)) + [10])
  }
}

extension PlanDocument {
  /// Tables beside the plan, of the plan or of later answers, that are no longer as they were written.
  public func editedTables(in folder: String) -> [String] {
    let answers = AnswerOrigins(folder: folder)
    let own = Dictionary(tables.map { ($0.file, $0.sha256) }) { first, _ in first }
    return Set(own.keys).union(answers.tables).sorted().filter { name in
      let known = [own[name], answers.digest(of: name)].compactMap(\.self)
      guard !known.isEmpty, let now = FileManager.default.contents(atPath: "\(folder)/\(name)")
      else { return false }
      return !known.contains(Digest.sha256(of: [UInt8](now)))
    }
  }
}
