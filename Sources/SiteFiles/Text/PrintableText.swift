/// Text from files, made fit for a terminal.
enum PrintableText {
  /// Longer than any message of ours; text from a damaged file may be of any length.
  private static let greatestLength = 1000

  /// One line without control characters, shortened if it is very long.
  static func line(_ text: String) -> String {
    let scalars = text.unicodeScalars
    var line = String.UnicodeScalarView()
    line.append(contentsOf: scalars.prefix(greatestLength).lazy.map(scalar))
    return String(line) + (scalars.count > greatestLength ? "…" : "")
  }

  /// The character, or a mark in place of one that would move the cursor.
  static func scalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: scalar == "\t" ? " " : "\u{FFFD}"
    default: scalar
    }
  }
}
