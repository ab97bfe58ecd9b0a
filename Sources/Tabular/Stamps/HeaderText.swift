/// Names of columns as spreadsheets and meters print them.
package enum HeaderText {
  /// The name in lower case with one underscore for all that is no letter or digit: `Usage (kWh)` is
  /// `usage_kwh`.
  package static func plain(_ header: String) -> String {
    var name = ""
    for character in header.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        name.append(character)
      } else if !name.isEmpty, name.last != "_" {
        name.append("_")
      }
    }
    return name.last == "_" ? String(name.dropLast()) : name
  }
}
