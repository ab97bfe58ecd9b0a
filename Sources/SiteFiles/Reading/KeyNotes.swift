/// What YAML files say of their keys: the comment above a key, with its mark [R], [D] or [G].
public enum KeyNotes {
  /// A key with its value, as written, and the comment that it stands under.
  public struct Note: Sendable, Equatable {
    /// Keys from the outermost, joined by points.
    public let key: String
    /// The value as written.
    public let value: String
    /// The comment, with its mark.
    public let text: String
  }

  /// The keys under a marked comment, in the order of the file.
  ///
  /// A comment holds for the keys below it up to the next comment, or to the end of its block.
  public static func read(_ bytes: [UInt8]) -> [Note] {
    var notes: [Note] = []
    var path: [(indent: Int, key: String)] = []
    var comment: (indent: Int, text: String, isOpen: Bool)?
    for line in String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    {
      let indent = line.prefix { $0 == " " }.count
      let text = line.dropFirst(indent)
      if text.isEmpty { continue }
      if text.hasPrefix("#") {
        let words = String(text.drop { $0 == "#" || $0 == " " })
        if let open = comment, open.isOpen, open.indent == indent {
          comment = (indent, open.text + " " + words, true)
        } else {
          comment = (indent, words, true)
        }
        continue
      }
      comment?.isOpen = false
      if let known = comment, indent < known.indent { comment = nil }
      guard let colon = text.firstIndex(of: ":"), !text.hasPrefix("-") else { continue }
      path.removeAll { $0.indent >= indent }
      path.append((indent, String(text[..<colon])))
      let value = text[text.index(after: colon)...].drop { $0 == " " }
      guard !value.isEmpty, let comment, comment.indent == indent, isMarked(comment.text) else {
        continue
      }
      notes.append(
        Note(
          key: path.map(\.key).joined(separator: "."), value: String(value), text: comment.text))
    }
    return notes
  }

  /// A comment with all marks only says what they mean.
  private static func isMarked(_ text: String) -> Bool {
    (1...2).contains(["[R]", "[D]", "[G]"].count { text.contains($0) })
  }
}
