/// Lines of sheets.
enum SheetText {
  static func row(
    _ name: String, _ value: Double, _ places: Int, _ unit: String, _ second: Double? = nil
  ) -> String {
    let figure = FigureText.grouped(value, places: places)
    let other = second.map { " to \(FigureText.grouped($0, places: places))" } ?? ""
    return
      ("  " + FigureText.left(name, 38) + FigureText.right(figure, 10) + "\(other) \(unit)")
      .trimmingSuffix
  }

  static func table(_ rows: [[String]]) -> String {
    let widths = (rows.first ?? []).indices.map { column in
      rows.reduce(0) { max($0, $1[column].count) }
    }
    return rows.map { row in
      "  " + row.indices.map { FigureText.right(row[$0], widths[$0]) }.joined(separator: "   ")
    }.joined(separator: "\n")
  }
}

extension String {
  /// Without blanks at the end.
  fileprivate var trimmingSuffix: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
