/// Text that a spreadsheet saved in another way than comma, point and UTF-8.
package enum SeparatedText {
  /// Lines in which a header is looked for.
  private static let greatestHead = 60

  /// The same table with commas and points, and what was changed.
  package static func plain(_ source: SourceText) -> (SourceText, [String]) {
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
    if let (separator, name) = separator(of: bytes) {
      var cells = Cells(separator: separator, hasDecimalCommas: hasDecimalCommas(bytes, separator))
      bytes = cells.separatedByCommas(bytes)
      notes.append(
        "columns are separated by \(name)"
          + (cells.hasDecimalCommas ? ", decimals by commas" : ""))
    }
    if notes.isEmpty || notes == ["the text is UTF-16"], hasGroupedThousands(bytes) {
      var cells = Cells(separator: 0x2C, hasDecimalCommas: false, hasThousands: true)
      bytes = cells.separatedByCommas(bytes)
      notes.append("commas within numbers separate thousands")
    }
    return notes.isEmpty ? (source, []) : (SourceText(path: source.path, bytes: bytes), notes)
  }

  /// Semicolons or tabs, where a line near the top and the last one hold them and no comma does.
  private static func separator(of bytes: [UInt8]) -> (UInt8, String)? {
    let lines = bytes.split(whereSeparator: { $0 == 10 || $0 == 13 })
    guard let last = lines.last else { return nil }
    for (separator, name) in [(UInt8(ascii: ";"), "semicolons"), (9, "tabs")]
    where last.contains(separator) {
      let isHeader = lines.prefix(greatestHead).contains {
        $0.first != 0x23 && $0.contains(separator) && !$0.contains(0x2C)
      }
      if isHeader { return (separator, name) }
    }
    return nil
  }

  /// Whether some cell is a number with a comma for its point.
  private static func hasDecimalCommas(_ bytes: [UInt8], _ separator: UInt8) -> Bool {
    let isEdge = { (byte: UInt8) in byte == separator || byte == 10 || byte == 13 || byte == 0x22 }
    return bytes.split(whereSeparator: isEdge).contains {
      $0.contains(0x2C) && Cells.number($0) != nil
    }
  }

  /// Whether some number in quotes has commas that cannot be its point: `"1,234.5"`, `"1,234,567"`.
  private static func hasGroupedThousands(_ bytes: [UInt8]) -> Bool {
    bytes.contains(0x22)
      && bytes.split(separator: 0x22).contains { cell in
        cell.contains(0x2C) && Cells.grouped(cell) != nil
          && (cell.contains(0x2E) || cell.count { $0 == 0x2C } > 1)
      }
  }

  /// Cells on their way from one separator to another.
  private struct Cells {
    let separator: UInt8
    let hasDecimalCommas: Bool
    let hasThousands: Bool
    private var text: [UInt8] = []

    init(separator: UInt8, hasDecimalCommas: Bool, hasThousands: Bool = false) {
      self.separator = separator
      self.hasThousands = hasThousands
      self.hasDecimalCommas = hasDecimalCommas
    }

    mutating func separatedByCommas(_ bytes: [UInt8]) -> [UInt8] {
      text.reserveCapacity(bytes.count)
      var start = 0
      var isQuoted = false
      for index in bytes.indices {
        let byte = bytes[index]
        if byte == 0x22 { isQuoted.toggle() }
        guard !isQuoted, byte == separator || byte == 10 || byte == 13 else { continue }
        append(bytes[start..<index])
        text.append(byte == separator ? 0x2C : byte)
        start = index + 1
      }
      append(bytes[start...])
      return text
    }

    private mutating func append(_ cell: ArraySlice<UInt8>) {
      let isQuoted = cell.count > 1 && cell.first == 0x22 && cell.last == 0x22
      let inner = isQuoted ? cell.dropFirst().dropLast() : cell
      if hasDecimalCommas, let number = Self.number(inner) {
        text += number
      } else if hasThousands, isQuoted, let number = Self.grouped(inner) {
        text += number
      } else if isQuoted || !cell.contains(0x2C) || cell.first == 0x23 {
        text += cell
      } else {
        text += [0x22] + cell + [0x22]
      }
    }

    /// A number with commas between thousands and perhaps a point, without the commas.
    static func grouped(_ cell: ArraySlice<UInt8>) -> [UInt8]? {
      let swapped = cell.map { $0 == 0x2C ? 0x2E : $0 == 0x2E ? 0x2C : $0 }
      return cell.contains(0x2C) ? number(swapped[...]) : nil
    }

    /// A number with points between thousands and a comma for its point, as programs write it.
    static func number(_ cell: ArraySlice<UInt8>) -> [UInt8]? {
      let parts = cell.split(separator: 0x2C, omittingEmptySubsequences: false)
      guard parts.count <= 2, var whole = parts.first else { return nil }
      var number: [UInt8] = []
      if whole.first == 0x2D { number.append(whole.removeFirst()) }
      let groups = whole.split(separator: 0x2E, omittingEmptySubsequences: false)
      let isDigit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
      guard groups.count > 1 || parts.count > 1,
        groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }),
        groups.count == 1
          || groups[0].count <= 3 && groups.dropFirst().allSatisfy({ $0.count == 3 })
      else { return nil }
      number += groups.joined()
      guard parts.count == 2 else { return number }
      guard let first = parts[1].first, isDigit(first) else { return nil }
      number += [0x2E] + parts[1]
      return DecimalText.number(number[...]) == nil ? nil : number
    }
  }
}
