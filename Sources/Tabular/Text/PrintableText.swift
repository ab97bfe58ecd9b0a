/// Text from files and command lines, made fit for a terminal: nothing in it moves the cursor, colours
/// the screen or hides what stands there.
public enum PrintableText {
  /// Longer than any message of ours; text from a damaged file may be of any length.
  private static let greatestLength = 1000

  /// The text with control characters written out, such as `\u{1B}`; line breaks and tabs are kept, and
  /// colours (ECMA-48 SGR) where they were asked for.
  public static func lines(_ text: String, keepingColor: Bool = false) -> String {
    let scalars = text.unicodeScalars
    guard scalars.contains(where: { isHidden($0) && $0 != "\n" && $0 != "\t" }) else { return text }
    var shown = ""
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.first {
      if keepingColor, let color = color(rest) {
        shown.unicodeScalars.append(contentsOf: rest.prefix(color))
        rest = rest.dropFirst(color)
      } else {
        shown += scalar == "\n" || scalar == "\t" ? String(scalar) : written(scalar)
        rest = rest.dropFirst()
      }
    }
    return shown
  }

  /// One line with control characters written out, shortened if it is very long.
  package static func line(_ text: String) -> String {
    let scalars = text.unicodeScalars
    return scalars.prefix(greatestLength).map { $0 == "\t" ? " " : written($0) }.joined()
      + (scalars.count > greatestLength ? "…" : "")
  }

  /// The character, or a picture in place of one that would move the cursor: columns stay as they are.
  package static func scalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard isHidden(scalar) else { return scalar }
    switch scalar.value {
    case 9: return " "
    case 0..<0x20: return Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: return "\u{2421}"
    default: return "\u{FFFD}"
    }
  }

  private static func written(_ scalar: Unicode.Scalar) -> String {
    isHidden(scalar)
      ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
  }

  /// How many characters at the beginning set a colour: ESC [ digits m.
  private static func color(_ text: Substring.UnicodeScalarView) -> Int? {
    guard text.first == "\u{1B}", text.dropFirst().first == "[" else { return nil }
    let numbers = text.dropFirst(2).prefix { ("0"..."9").contains($0) || $0 == ";" }.count
    return text.dropFirst(2 + numbers).first == "m" ? numbers + 3 : nil
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
