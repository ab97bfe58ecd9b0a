/// A problem in the input, with its place, what was found and what to type instead.
public struct Finding: Sendable, Hashable {
  /// Whether the site can be used all the same.
  public enum Severity: String, Sendable {
    case error, warning
  }

  /// Whether it stops the reading.
  public let severity: Severity
  /// Path relative to the data folder, or `--set`.
  public let file: String
  /// Line, counted from 1.
  public let line: Int?
  /// Column in characters, counted from 1.
  public let column: Int?
  /// What was found and what was expected.
  public let message: String
  /// What to type instead; may be empty.
  public let help: String
  /// The line that the finding is about.
  public let excerpt: Excerpt?

  /// A source line with its marked piece.
  public struct Excerpt: Sendable, Hashable {
    /// The line, shortened if it is long.
    public let text: String
    /// Characters before the marked piece.
    public let offset: Int
    /// Characters of the marked piece, at least one.
    public let length: Int

    /// A line of source with a marked piece.
    public init(text: String, offset: Int, length: Int) {
      self.text = text
      self.offset = offset
      self.length = length
    }
  }

  /// A problem at a place.
  public init(
    severity: Severity = .error, file: String, line: Int? = nil, column: Int? = nil,
    message: String, help: String = "", excerpt: Excerpt? = nil
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = PrintableText.line(message)
    self.help = PrintableText.line(help)
    self.excerpt = excerpt
  }

  /// The same finding of a file at another path.
  package func at(_ path: String) -> Finding {
    Finding(
      severity: severity, file: path, line: line, column: column, message: message, help: help,
      excerpt: excerpt)
  }

  /// The finding as people read it: place, message, the line with a caret, help.
  public var text: String {
    var place = PrintableText.line(file)
    if let line {
      place += ":\(line)"
      if let column { place += ":\(column)" }
    }
    var lines = ["\(place): \(severity.rawValue): \(message)"]
    if let excerpt {
      let number = line.map(String.init) ?? ""
      let margin = String(repeating: " ", count: max(0, 5 - number.count)) + number
      let marked = "^" + String(repeating: "~", count: max(0, excerpt.length - 1))
      lines.append("\(margin) | \(excerpt.text)")
      lines.append("      | " + String(repeating: " ", count: excerpt.offset) + marked)
    }
    if !help.isEmpty { lines.append("help: \(help)") }
    return lines.joined(separator: "\n")
  }
}

/// Everything that is wrong with an input, at once.
public struct Findings: Error, Sendable, Equatable, CustomStringConvertible {
  /// In order of file, line and column.
  public let all: [Finding]

  /// All findings of one reading.
  public init(_ all: [Finding]) { self.all = all }

  /// The findings as people read them.
  public var text: String { all.map(\.text).joined(separator: "\n") }

  /// The same as `text`.
  public var description: String { text }
}
