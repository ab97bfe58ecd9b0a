/// Files that are no text, told by their first bytes.
package enum ForeignFile {
  private static let beginnings: [(bytes: [UInt8], name: String, help: String)] = [
    (
      [0x50, 0x4B, 3, 4], "a workbook or another archive",
      "save its sheet as CSV, or unpack it"
    ),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old workbook", "save its sheet as CSV"),
    ([0x1F, 0x8B], "compressed", "unpack it"),
    (Array("%PDF".utf8), "a PDF", "ask for the numbers as CSV"),
  ]

  /// What a file is that cannot be read as text; nil for text.
  package static func finding(_ source: SourceText) -> Finding? {
    beginnings.first { source.bytes.starts(with: $0.bytes) }.map {
      Place(file: source).finding("the file is \($0.name)", help: $0.help)
    }
  }
}
