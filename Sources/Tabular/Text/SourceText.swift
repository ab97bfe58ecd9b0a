/// The bytes of one file, and its lines for excerpts.
package final class SourceText: Sendable {
  /// Path relative to the data folder.
  package let path: String
  /// The bytes without a byte order mark.
  package let bytes: [UInt8]
  /// Whether places in it have a line number; those of options have none.
  package let isNumbered: Bool

  /// A file's bytes; what an option says has no line numbers.
  package init(path: String, bytes: [UInt8], isNumbered: Bool = true) {
    self.path = path
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.bytes = hasMark ? Array(bytes.dropFirst(3)) : bytes
    self.isNumbered = isNumbered
  }

  /// Bytes of a line counted from 1; lines end with LF, CR LF or CR.
  package func range(ofLine wanted: Int) -> Range<Int>? {
    var line = 1
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 10 || byte == 13 else {
        index += 1
        continue
      }
      if line == wanted { return start..<index }
      index += byte == 13 && index + 1 < bytes.count && bytes[index + 1] == 10 ? 2 : 1
      start = index
      line += 1
    }
    return line == wanted ? start..<bytes.count : nil
  }

  /// A place from a line and the bytes of a piece of it.
  package func place(line: Int, bytes piece: Range<Int>) -> Place {
    let start = range(ofLine: line)?.lowerBound ?? piece.lowerBound
    let before = String(
      decoding: bytes[min(start, piece.lowerBound)..<piece.lowerBound], as: UTF8.self)
    let marked = String(decoding: bytes[piece], as: UTF8.self)
    return Place(
      source: self, line: line, column: before.unicodeScalars.count + 1,
      length: marked.unicodeScalars.count)
  }

  /// The whole of a line as a place.
  package func place(line: Int) -> Place {
    place(line: line, bytes: range(ofLine: line) ?? 0..<0)
  }

  /// The line with its marked piece, shortened round it and without control characters.
  func excerpt(line: Int, column: Int, length: Int) -> Finding.Excerpt? {
    guard let range = range(ofLine: line) else { return nil }
    let scalars = String(decoding: bytes[range], as: UTF8.self).unicodeScalars.map(
      PrintableText.scalar)
    let offset = min(max(0, column - 1), scalars.count)
    let first = max(0, offset - 60)
    let last = min(scalars.count, first + 120)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[first..<last])
    let lead = first > 0 ? "…" : ""
    return Finding.Excerpt(
      text: lead + String(text) + (last < scalars.count ? "…" : ""),
      offset: offset - first + lead.count,
      length: max(1, min(length, last - offset)))
  }
}

/// Where in the input something stands.
package struct Place: Sendable {
  package let source: SourceText
  package let line: Int?
  let column: Int?
  let length: Int

  /// A piece of a line.
  package init(source: SourceText, line: Int?, column: Int?, length: Int) {
    self.source = source
    self.line = line
    self.column = column
    self.length = length
  }

  /// A whole file.
  package init(file source: SourceText) {
    self.init(source: source, line: nil, column: nil, length: 0)
  }

  /// A finding here.
  package func finding(
    _ message: String, help: String = "", severity: Finding.Severity = .error
  ) -> Finding {
    var excerpt: Finding.Excerpt?
    if let line, let column { excerpt = source.excerpt(line: line, column: column, length: length) }
    return Finding(
      severity: severity, file: source.path, line: source.isNumbered ? line : nil,
      column: source.isNumbered ? column : nil, message: message, help: help, excerpt: excerpt)
  }
}
