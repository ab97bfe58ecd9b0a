/// A CSV file as text: for tables that Sitemix wrote itself and shows again.
public struct PlainTable: Sendable {
  /// Names of the columns.
  public let header: [String]
  /// Cells of the rows below.
  public let rows: [[String]]

  /// The table in a file's bytes; findings where it is none.
  public static func read(_ bytes: [UInt8], name: String) throws(Findings) -> PlainTable {
    let (table, findings) = CSVTable.read(SourceText(path: name, bytes: bytes))
    guard let table else { throw Findings(findings) }
    return PlainTable(
      header: table.names,
      rows: table.rows.map { row in
        table.names.indices.map { table.text.text(row, $0) }
      })
  }
}
