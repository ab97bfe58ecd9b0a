/// Text that a spreadsheet saved in another way than comma, point and UTF-8.
enum SeparatedText {
  /// The same table with commas and points, and what was changed; each character keeps its place.
  static func plain(_ source: SourceText) -> (SourceText, [String]) {
    var notes: [String] = []
    var bytes = source.bytes
    let isLittle = bytes.starts(with: [0xFF, 0xFE])
    if isLittle || bytes.starts(with: [0xFE, 0xFF]) {
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
        isLittle
          ? UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
          : UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
      }
      bytes = Array(String(decoding: units, as: UTF16.self).utf8)
      notes.append("the text is UTF-16")
    }
    let lines = bytes.split(whereSeparator: { $0 == 10 || $0 == 13 })
    if let header = lines.first(where: { $0.first != 0x23 }), !bytes.contains(0x22) {
      for (separator, name) in [(UInt8(ascii: ";"), "semicolons"), (9, "tabs")]
      where header.contains(separator) && !header.contains(0x2C) {
        let hasDecimalCommas = bytes.contains(0x2C)
        bytes = bytes.map { $0 == 0x2C ? 0x2E : $0 == separator ? 0x2C : $0 }
        notes.append(
          "columns are separated by \(name)"
            + (hasDecimalCommas ? ", decimals by commas" : ""))
        break
      }
    }
    return notes.isEmpty
      ? (source, []) : (SourceText(path: source.path, bytes: bytes), notes)
  }
}
