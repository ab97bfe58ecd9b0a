/// Text in columns.
enum FixedText {
  /// Filled with blanks to a width.
  static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// Without blanks at the end.
  static func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0 == " " }.reversed())
  }

  /// Words broken into lines of at most a width; the first begins behind `lead`, the others are indented as far.
  static func wrapped(_ text: String, behind lead: String, width: Int) -> [String] {
    let indent = String(repeating: " ", count: lead.count)
    var lines: [String] = []
    var line = lead
    var isBlank = true
    for word in text.split(separator: " ") {
      if !isBlank, line.count + 1 + word.count > width {
        lines.append(line)
        line = indent
        isBlank = true
      }
      line += (isBlank ? "" : " ") + word
      isBlank = false
    }
    return lines + [trimmed(line)]
  }
}
