import Foundation
public import SiteModel

/// From what an answer was made: the files of its site, what was set for the run, and how many steps.
public struct AnswerOrigin: Equatable, Sendable {
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

  init(_ answer: AnswersDocument.Answer) {
    inputs = Dictionary(answer.inputs.members.map { ($0.key, $0.value) }) { first, _ in first }
    overrides = answer.overrides
    steps = answer.steps
  }

  /// What a document says of a table of this origin.
  func answer(_ file: OutputFile) -> AnswersDocument.Answer {
    var answer = AnswersDocument.Answer()
    answer.inputs = Keyed(inputs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    answer.overrides = overrides
    answer.steps = steps
    answer.sha256 = Digest.sha256(of: file.bytes)
    return answer
  }
}

/// The origins of the tables beside a plan, in `answers.json`: a page shows none that belongs to other
/// inputs than its plan, and whoever reads one notices that it was edited.
public struct AnswerOrigins: Sendable {
  static let name = "answers.json"
  private let document: AnswersDocument

  /// Those in a folder of results; none where the file is missing or damaged.
  public init(folder: String) {
    let bytes = FileManager.default.contents(atPath: "\(folder)/\(Self.name)")
    document = bytes.flatMap { AnswersDocument([UInt8]($0)) } ?? AnswersDocument()
  }

  /// The origin of a table; nil where it is not known.
  public subscript(table: String) -> AnswerOrigin? {
    document.answers[table].map { AnswerOrigin($0) }
  }

  /// SHA-256 of a table as it was written; nil where it is not known.
  func digest(of table: String) -> String? { document.answers[table]?.sha256 }

  /// Names of all tables that it tells of.
  var tables: [String] { document.answers.members.map(\.key).sorted() }

  /// The file with these tables added.
  public func adding(_ tables: [OutputFile], from origin: AnswerOrigin) -> OutputFile {
    let known = document.answers.members.map { ($0.key, $0.value) }
    let all = Dictionary(known) { first, _ in first }
      .merging(tables.map { ($0.name, origin.answer($0)) }) { $1 }
    var document = AnswersDocument()
    document.answers = Keyed(all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    return OutputFile(name: Self.name, bytes: document.bytes)
  }
}

extension PlanDocument {
  /// Tables beside the plan, of the plan or of later answers, that are no longer as they were written.
  public func editedTables(in folder: String) -> [String] {
    let answers = AnswerOrigins(folder: folder)
    let own = Dictionary(frame.tables.map { ($0.file, $0.sha256) }) { first, _ in first }
    return Set(own.keys).union(answers.tables).sorted().filter { name in
      let known = [own[name], answers.digest(of: name)].compactMap(\.self)
      guard !known.isEmpty, let now = FileManager.default.contents(atPath: "\(folder)/\(name)")
      else { return false }
      return !known.contains(Digest.sha256(of: [UInt8](now)))
    }
  }
}
