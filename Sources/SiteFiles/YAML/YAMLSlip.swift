import Tabular

/// What is probably wrong in text that is no YAML, in the words of whoever wrote it: libyaml tells what its
/// own grammar missed, often a line late.
struct YAMLSlip {
  let source: SourceText
  /// The line at which the parser gave up.
  let stop: Int

  /// A line of the text, split up as far as mistakes show.
  private struct Line {
    let number: Int
    /// Bytes without indentation, comment and blanks at the end.
    let body: Range<Int>
    let indent: Int
  }

  /// The likely mistake, or nil where none shows.
  func finding() -> Finding? {
    if let open = openQuote() ?? openBracket() { return open }
    let lines = lines(upTo: stop + 1)
    for line in lines.reversed().prefix(3) {
      if let slip = missingColon(line) { return slip }
    }
    return bareParent(lines) ?? wrongIndent(lines)
  }

  /// A word alone above a deeper line with a key: `grid` for `grid:`.
  private func bareParent(_ lines: [Line]) -> Finding? {
    for (line, next) in zip(lines, lines.dropFirst())
    where line.number >= stop - 2 && next.indent > line.indent
      && source.bytes[next.body].contains(0x3A)
    {
      let body = source.bytes[line.body]
      let word = String(decoding: body, as: UTF8.self)
      guard word.wholeMatch(of: /[A-Za-z][A-Za-z0-9_-]*/) != nil else { continue }
      return source.place(line: line.number, bytes: line.body).finding(
        "'\(word)' has no colon behind it", help: "write '\(word):'")
    }
    return nil
  }

  private func lines(upTo last: Int) -> [Line] {
    var lines: [Line] = []
    var number = 1
    while number <= last, let range = source.range(ofLine: number) {
      let text = source.bytes[range]
      let indent = text.prefix { $0 == 0x20 }.count
      var end = range.upperBound
      if let mark = comment(in: range) { end = mark }
      while end > range.lowerBound, [0x20, 9, 13].contains(source.bytes[end - 1]) { end -= 1 }
      let begin = range.lowerBound + indent
      if begin < end {
        lines.append(Line(number: number, body: begin..<end, indent: indent))
      }
      number += 1
    }
    return lines
  }

  /// Where a comment begins: a number sign at the line's beginning or behind a blank, outside quotes.
  private func comment(in range: Range<Int>) -> Int? {
    var quote: UInt8?
    for index in range {
      let byte = source.bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x23, index == range.lowerBound || source.bytes[index - 1] <= 0x20 {
        return index
      }
    }
    return nil
  }

  /// A quote that is never closed: the parser stops at the end of the text.
  private func openQuote() -> Finding? {
    guard source.range(ofLine: stop + 1) == nil else { return nil }
    for line in lines(upTo: stop) {
      let body = source.bytes[line.body]
      guard
        let index = body.indices.first(where: {
          (body[$0] == 0x22 || body[$0] == 0x27) && beginsValue($0, line)
        }), !body[(index + 1)...].contains(body[index])
      else { continue }
      let mark = body[index] == 0x22 ? "\"" : "'"
      return source.place(line: line.number, bytes: index..<(index + 1)).finding(
        "the quote \(mark) is not closed",
        help: "write \(mark) at the end of the text, or leave both out")
    }
    return nil
  }

  /// A bracket that is open where the parser stopped.
  private func openBracket() -> Finding? {
    var open: [(byte: UInt8, line: Int, index: Int)] = []
    for line in lines(upTo: stop) {
      var quote: UInt8?
      for index in line.body {
        let byte = source.bytes[index]
        if let mark = quote {
          if byte == mark { quote = nil }
          continue
        }
        switch byte {
        case 0x22, 0x27: quote = byte
        // Brackets open values, and are letters within words.
        case 0x7B, 0x5B:
          if !open.isEmpty || beginsValue(index, line) { open.append((byte, line.number, index)) }
        case 0x7D, 0x5D: if !open.isEmpty { open.removeLast() }
        default: continue
        }
      }
    }
    guard let last = open.last else { return nil }
    let (mark, closing) = last.byte == 0x7B ? ("{", "}") : ("[", "]")
    return source.place(line: last.line, bytes: last.index..<(last.index + 1)).finding(
      "the bracket '\(mark)' is not closed, or a comma is missing behind it",
      help: "write '\(closing)' at its end, and commas between what stands in it")
  }

  private func beginsValue(_ index: Int, _ line: Line) -> Bool {
    let before = source.bytes[line.body.lowerBound..<index].last { $0 != 0x20 }
    return before == nil || before == 0x3A || before == 0x2D
  }

  /// A line such as `import_limit_mw 12` or `import_limit_mw:12`.
  private func missingColon(_ line: Line) -> Finding? {
    let body = source.bytes[line.body]
    let key = body.prefix { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    guard key.count > 1, key.contains(0x5F) || key.count < body.count else { return nil }
    let word = String(decoding: key, as: UTF8.self)
    let rest = body.dropFirst(key.count)
    let value = String(decoding: rest.drop { $0 == 0x20 || $0 == 0x3A }, as: UTF8.self)
    let shown = value.isEmpty ? "'\(word): …'" : "'\(word): \(value)'"
    if rest.isEmpty || rest.first == 0x20, !rest.contains(0x3A) {
      return source.place(line: line.number, bytes: key.indices).finding(
        "'\(word)' has no colon behind it", help: "write \(shown)")
    }
    if rest.first == 0x3A, rest.count > 1, rest.dropFirst().first != 0x20 {
      return source.place(line: line.number, bytes: key.indices).finding(
        "there is no blank behind the colon of '\(word)'", help: "write \(shown)")
    }
    return nil
  }

  /// A line that begins neither where its neighbours begin nor below one that is open.
  private func wrongIndent(_ lines: [Line]) -> Finding? {
    var levels: [Int] = []
    var isOpen = true
    for line in lines {
      let body = source.bytes[line.body]
      defer {
        isOpen = body.last == 0x3A || body.first == 0x2D || body.last == 0x7C || body.last == 0x3E
      }
      while let last = levels.last, last > line.indent { levels.removeLast() }
      let isKnown = levels.last == line.indent
      if isKnown { continue }
      if isOpen {
        levels.append(line.indent)
        continue
      }
      // Far above it, the parser had no trouble: a text over several lines.
      if line.number < stop - 2 { continue }
      // The nearest places on either side: a key of the level above, or beside the line before.
      let deeper = lines.last { $0.number < line.number }?.indent
      let above = (levels + [deeper].compactMap(\.self)).filter { $0 > line.indent }.min()
      let wanted = [levels.last { $0 < line.indent }, above].compactMap(\.self)
        .map { $0 == 0 ? "no space" : $0 == 1 ? "1 space" : "\($0) spaces" }
      return source.place(line: line.number, bytes: line.body).finding(
        "the line begins behind \(line.indent) \(line.indent == 1 ? "space" : "spaces"), where none of those above does",
        help: "begin it behind \(wanted.joined(separator: " or ")), as the lines that it belongs to"
      )
    }
    return nil
  }
}
