/// Small help for text in cells.
package enum TextCell {
  /// Without blanks at both ends.
  package static func trimmed(_ text: String) -> String {
    var part = text[...]
    while part.first == " " || part.first == "\t" { part.removeFirst() }
    while part.last == " " || part.last == "\t" { part.removeLast() }
    return String(part)
  }
}
