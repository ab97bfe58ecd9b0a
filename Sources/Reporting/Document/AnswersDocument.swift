import Tabular

/// `answers.json`: from what each table of a later question beside a plan was made, and its digest.
///
/// Written and read by this one type.
package struct AnswersDocument: JSONRecord {
  /// Changes when a key changes its name or its meaning.
  package static let version = 1

  package var schemaVersion = AnswersDocument.version
  /// By the table's file name, in order of names.
  package var answers = Keyed<Answer>()

  package init() {}

  package static let fields: [Field<AnswersDocument>] = [
    .init("schema_version", \.schemaVersion, "version of this form"),
    .init("answers", \.answers, "tables beside the plan by file name"),
  ]

  /// From what one table was made.
  package struct Answer: JSONRecord {
    package var inputs = Keyed<String>()
    package var overrides: [String] = []
    package var steps = 0
    package var sha256: String?

    package init() {}

    package static let fields: [Field<Answer>] = [
      .init("inputs", \.inputs, "SHA-256 of each file of the site, by path"),
      .init("overrides", \.overrides, "keys that were set for the question"),
      .init("steps", \.steps, "steps that were modelled"),
      .init(ifAny: "sha256", \.sha256, "SHA-256 of the table as it was written"),
    ]
  }

  /// The document in some bytes; nil where they hold none. Before it had a version, the tables stood at
  /// its top.
  init?(_ bytes: [UInt8]) {
    guard let json = try? JSONReader.read(bytes), case .object(let members) = json else {
      return nil
    }
    var notes = ReadingNotes()
    self.init()
    if members.contains(where: { $0.key == "schema_version" }) {
      guard let read = try? Self(json, &notes), read.schemaVersion <= Self.version else {
        return nil
      }
      self = read
    } else if let tables = try? Keyed<Answer>(json, &notes) {
      answers = tables
    } else {
      return nil
    }
  }
}
