/// Text from elsewhere as a cell or a comment of a CSV file that a spreadsheet may open.
package enum CSVQuoting {
  /// What a spreadsheet takes for the beginning of a formula.
  private static let formulaMarks = Set("=+-@\t\r".utf8)

  /// A cell: quoted where it must be, and never a formula. Numbers stay numbers.
  package static func cell(_ written: String) -> String {
    let isFormula = written.utf8.first.map(formulaMarks.contains) ?? false
    let text = isFormula && Double(written) == nil ? "'" + written : written
    guard text.utf8.contains(where: { [0x2C, 0x22, 10, 13].contains($0) }) else { return text }
    return quoted(text)
  }

  /// A comment line, in quotes where a spreadsheet would find a formula behind one of its commas.
  package static func comment(_ text: String) -> String {
    let line = "# " + text.map { $0.isNewline ? " " : String($0) }.joined()
    let cells = line.split(separator: ",").dropFirst().map { $0.drop { $0 == " " } }
    let isRisky = cells.contains { $0.utf8.first.map(formulaMarks.contains) ?? false }
    return isRisky ? quoted(line) : line
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
