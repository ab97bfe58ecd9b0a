import Yams
import Tabular

/// YAML text to a tree with places; the only file that knows Yams.
enum YAMLText {
  /// The tree, or what is wrong with the text.
  ///
  /// The text of an option stands in a longer one: its places are shown there, some columns on.
  static func parse(
    _ source: SourceText, shownIn shown: SourceText? = nil, column: Int = 0
  ) -> (YAMLNode?, [Finding]) {
    guard source.bytes.count <= greatestSize else {
      return (
        nil,
        [
          Place(file: source).finding(
            "the file is larger than 2 MB", help: "put series into CSV files")
        ]
      )
    }
    guard let text = String(validating: source.bytes, as: UTF8.self) else {
      return (nil, [notText(source)])
    }
    if let finding = tab(source, shownIn: shown ?? source, column: column) {
      return (nil, [finding])
    }
    if let finding = nesting(source) { return (nil, [finding]) }
    do {
      guard let node = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
        return (nil, [])
      }
      var builder = Builder(source: shown ?? source, column: column)
      let root = builder.node(node)
      return builder.findings.isEmpty ? (root, []) : (nil, builder.findings)
    } catch let error as YamlError {
      return (nil, [finding(for: error, in: source, shownIn: shown ?? source, column: column)])
    } catch {
      return (nil, [Place(file: source).finding("the file is not YAML")])
    }
  }

  /// As of JSON.
  private static let greatestSize = 2_000_000

  /// Tabs before a key: YAML takes none, and says so in words of its own.
  private static func tab(
    _ source: SourceText, shownIn shown: SourceText, column: Int
  ) -> Finding? {
    var line = 1
    var isLeading = true
    for (index, byte) in source.bytes.enumerated() {
      switch byte {
      case 10:
        line += 1
        isLeading = true
      case 0x20: break
      case 9 where isLeading && shown.isNumbered && isKey(source.bytes[index...]):
        return source.place(line: line, bytes: index..<(index + 1)).finding(
          "the line is indented with a tab", help: "indent with spaces, two for each level")
      default: isLeading = false
      }
    }
    return nil
  }

  /// Whether a line's rest is a key, and no more than blanks or a comment.
  private static func isKey(_ rest: ArraySlice<UInt8>) -> Bool {
    let line = rest.prefix { $0 != 10 }.drop { $0 == 9 || $0 == 0x20 || $0 == 13 }
    return !line.isEmpty && line.first != 0x23
  }

  private static func notText(_ source: SourceText) -> Finding {
    var line = 1
    while let range = source.range(ofLine: line) {
      if String(validating: source.bytes[range], as: UTF8.self) == nil {
        return source.place(line: line).finding(
          "the line holds bytes that are not UTF-8 text", help: "save the file as UTF-8")
      }
      line += 1
    }
    return Place(file: source).finding("the file is not UTF-8 text", help: "save the file as UTF-8")
  }

  /// Deep nesting and many aliases would cost stack and time without bound.
  private static func nesting(_ source: SourceText) -> Finding? {
    var open = 0
    var aliases = 0
    var line = 1
    var isLeading = true
    var lead = 0
    var previous: UInt8 = 10
    for byte in source.bytes {
      switch byte {
      case 10:
        line += 1
        isLeading = true
        lead = 0
      case 0x20, 0x2D, 0x3F, 0x3A: if isLeading { lead += 1 }
      case 0x5B, 0x7B: open += 1
      case 0x5D, 0x7D: open = max(0, open - 1)
      case 0x2A where previous <= 0x20 || previous == 0x2C || previous == 0x5B: aliases += 1
      default: break
      }
      if byte != 0x20, byte != 0x2D, byte != 0x3F, byte != 0x3A, byte != 10 { isLeading = false }
      previous = byte
      if open > 40 || lead > 200 || aliases > 20 {
        return source.place(line: line).finding(
          aliases > 20 ? "the file has more than 20 aliases" : "the file is nested too deeply",
          help: "write the values out, in mappings of at most a few levels")
      }
    }
    return nil
  }

  private static func finding(
    for error: YamlError, in source: SourceText, shownIn shown: SourceText, column: Int
  ) -> Finding {
    func at(_ mark: Yams.Mark) -> Place {
      // The end of an option's text counts as a line of its own.
      if !shown.isNumbered, mark.line > 1 {
        let end = String(decoding: shown.bytes, as: UTF8.self).unicodeScalars.count
        return Place(source: shown, line: 1, column: end + 1, length: 1)
      }
      return Place(
        source: shown, line: max(1, mark.line), column: max(1, mark.column) + column, length: 1)
    }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      if shown.isNumbered, let slip = YAMLSlip(source: source, stop: max(1, mark.line)).finding() {
        return slip
      }
      let about = context.map { " \($0.text)" } ?? ""
      return at(mark).finding(
        "the YAML cannot be read: \(problem)\(about)",
        help: "check the indentation, colons, quotes and brackets here and just above")
    case .duplicatedKeysInMapping(let names, let context):
      let name = names.first ?? ""
      return second(name, after: context.mark, in: source).finding(
        "the key '\(name)' is written twice", help: "remove or rename one of them")
    case .reader(let problem, _, _, _):
      return control(in: source).finding(
        "the YAML cannot be read: \(problem)", help: "remove the damaged characters")
    default:
      return Place(file: source).finding("the file is not YAML")
    }
  }

  /// The place of a key's second appearance, at the column of the first.
  private static func second(_ name: String, after mark: Yams.Mark, in source: SourceText) -> Place
  {
    let column = max(1, mark.column)
    var line = max(1, mark.line) + 1
    while let range = source.range(ofLine: line) {
      let start = range.lowerBound + column - 1
      let bytes = Array(name.utf8)
      if start + bytes.count < range.upperBound,
        source.bytes[start..<(start + bytes.count)].elementsEqual(bytes),
        source.bytes[start + bytes.count] == 0x3A,
        source.bytes[range.lowerBound..<start].allSatisfy({ $0 == 0x20 || $0 == 0x2D })
      {
        return Place(source: source, line: line, column: column, length: name.count)
      }
      line += 1
    }
    return Place(source: source, line: max(1, mark.line), column: column, length: name.count)
  }

  private static func control(in source: SourceText) -> Place {
    var line = 1
    while let range = source.range(ofLine: line) {
      if let index = range.first(where: {
        source.bytes[$0] < 0x20 && source.bytes[$0] != 9 || source.bytes[$0] == 0x7F
      }) {
        return source.place(line: line, bytes: index..<(index + 1))
      }
      line += 1
    }
    return Place(file: source)
  }

  /// Turns nodes into our own, with places, and refuses what a site file never needs.
  private struct Builder {
    let source: SourceText
    /// What to add to the columns.
    let column: Int
    var findings: [Finding] = []
    var budget = 20_000

    func place(_ mark: Yams.Mark?, length: Int) -> Place {
      guard let mark, mark.line > 0 else { return Place(file: source) }
      return Place(
        source: source, line: mark.line, column: mark.column + column,
        length: max(1, length))
    }

    mutating func node(_ node: Yams.Node) -> YAMLNode {
      budget -= 1
      if budget == 0 {
        findings.append(
          place(node.mark, length: 1).finding(
            "the file holds more than 20,000 values", help: "put series into CSV files"))
      }
      switch node {
      case .scalar(let scalar):
        let isPlain = scalar.style == .plain || scalar.style == .any
        let text = scalar.string
        let place = place(scalar.mark, length: text.unicodeScalars.count + (isPlain ? 0 : 2))
        let isNull = isPlain && ["", "~", "null", "Null", "NULL"].contains(text)
        return YAMLNode(value: isNull ? .null : .scalar(text, isPlain: isPlain), place: place)
      case .mapping(let mapping):
        var entries: [YAMLEntry] = []
        for (key, value) in mapping where budget > 0 {
          guard case .scalar(let name) = key else {
            findings.append(
              place(key.mark, length: 1).finding(
                "a key is not a word", help: "write keys as single words before a colon"))
            continue
          }
          entries.append(
            YAMLEntry(
              key: name.string,
              keyPlace: place(name.mark, length: name.string.unicodeScalars.count),
              node: self.node(value)))
        }
        return YAMLNode(value: .mapping(entries), place: place(mapping.mark, length: 1))
      case .sequence(let sequence):
        var nodes: [YAMLNode] = []
        for element in sequence where budget > 0 { nodes.append(self.node(element)) }
        return YAMLNode(value: .sequence(nodes), place: place(sequence.mark, length: 1))
      case .alias(let alias):
        let place = place(alias.mark, length: 1)
        findings.append(place.finding("an alias has no anchor", help: "write the value out"))
        return YAMLNode(value: .null, place: place)
      }
    }
  }
}
