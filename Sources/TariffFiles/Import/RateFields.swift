import Tabular

/// The fields of one record of the Utility Rate Database, read with places; what is never asked for is known.
final class RateFields {
  private let source: SourceText
  private let record: YAMLNode
  private let fields: [RateForm.Field]
  private(set) var findings: [Finding] = []
  private var asked: Set<String> = []

  init(source: SourceText, record: YAMLNode) {
    self.source = source
    self.record = record
    fields = RateForm.fields(record)
  }

  /// Fields that nobody asked for, in the order of the file.
  var unread: [RateForm.Field] { fields.filter { !asked.contains($0.key) } }

  /// The findings in the order of the file.
  var sorted: [Finding] {
    findings.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
  }

  func report(_ message: String, at place: Place, help: String) {
    findings.append(place.finding(message, help: help))
  }

  /// A finding about a field; about the record as a whole where that is not there.
  func report(_ message: String, about key: String, help: String) {
    let field = fields.first { $0.key == key }
    report(message, at: field?.entry.keyPlace ?? record.place, help: help)
  }

  /// The value of a field in whichever spelling; nil if it is not there, null or blank. Two spellings that
  /// say different things are a finding.
  func node(_ key: String) -> YAMLNode? {
    let isFirst = asked.insert(key).inserted
    let found = fields.filter { $0.key == key && !RateForm.isBlank($0.entry.node) }.map(\.entry)
    guard let first = found.first else { return nil }
    if isFirst, let other = found.dropFirst().first(where: { !Self.same($0.node, first.node) }) {
      report(
        "\(other.key) and \(first.key) are one field, and say different things",
        at: other.keyPlace, help: "remove one of them")
    }
    return first.node
  }

  /// Whether two values are the same number, text or list.
  private static func same(_ one: YAMLNode, _ other: YAMLNode) -> Bool {
    switch (one.value, other.value) {
    case (.scalar(let left, _), .scalar(let right, _)):
      guard let a = DecimalText.number(Array(left.utf8)),
        let b = DecimalText.number(Array(right.utf8))
      else { return left == right }
      return a == b
    case (.sequence(let left), .sequence(let right)):
      return left.count == right.count && zip(left, right).allSatisfy(same)
    case (.mapping(let left), .mapping(let right)):
      return left.count == right.count
        && zip(left, right).allSatisfy { $0.key == $1.key && same($0.node, $1.node) }
    case (.null, .null): return true
    default: return false
    }
  }

  /// A text on one line.
  func text(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    guard case .scalar(let text, _) = node.value else {
      report("\(key) is \(node.description), not text", at: node.place, help: "write a text")
      return nil
    }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.isEmpty ? nil : words
  }

  /// A number of a field.
  func number(_ key: String) -> Double? { node(key).flatMap { number($0, key) } }

  /// A number; `what` is its path within the record.
  func number(_ node: YAMLNode, _ what: String) -> Double? {
    if case .scalar(let text, _) = node.value, let number = DecimalText.number(Array(text.utf8)),
      number.isFinite
    {
      return number
    }
    report("\(what) is \(node.description), not a number", at: node.place, help: "write a number")
    return nil
  }

  /// A list; of `count` elements where one is asked for.
  func list(_ node: YAMLNode, _ what: String, count: Int? = nil) -> [YAMLNode]? {
    guard case .sequence(let nodes) = node.value else {
      report("\(what) is \(node.description), not a list", at: node.place, help: "write a list")
      return nil
    }
    if let count, nodes.count != count {
      report(
        "\(what) has \(nodes.count) elements, not \(count)", at: node.place,
        help: count == 12 ? "write one for each month" : "write one for each hour of the day")
      return nil
    }
    return nodes
  }

  /// A list of numbers of a field.
  func numbers(_ key: String, count: Int) -> [Double]? {
    guard let node = node(key), let nodes = list(node, key, count: count) else { return nil }
    let numbers = nodes.enumerated().compactMap { flag($1) ?? number($1, "\(key)[\($0)]") }
    return numbers.count == count ? numbers : nil
  }

  /// Months are told by 0 and 1 or by false and true.
  private func flag(_ node: YAMLNode) -> Double? {
    guard case .scalar(let text, isPlain: true) = node.value else { return nil }
    return text == "true" ? 1 : text == "false" ? 0 : nil
  }

  /// Periods of 12 months × 24 hours, each one of those of a structure.
  func schedule(_ key: String, of structure: String, periods: Int) -> [[Int]]? {
    guard let node = node(key) else {
      report(
        "\(structure) has no \(key)", about: structure,
        help: "write 12 lists of 24 period numbers, counted from 0")
      return nil
    }
    guard let months = list(node, key, count: 12) else { return nil }
    // One wrong number is often in many hours: the first is enough.
    var read: [[Int]] = []
    for (month, row) in months.enumerated() {
      guard let hours = list(row, "\(key)[\(month)]", count: 24) else { return nil }
      var found: [Int] = []
      for (hour, node) in hours.enumerated() {
        let what = "\(key)[\(month)][\(hour)]"
        guard let period = period(node, what, structure, periods) else { return nil }
        found.append(period)
      }
      read.append(found)
    }
    return read
  }

  /// One period number.
  func period(_ node: YAMLNode, _ what: String, _ structure: String, _ periods: Int) -> Int? {
    guard let number = number(node, what) else { return nil }
    guard let period = Int(exactly: number), (0..<periods).contains(period) else {
      report(
        "\(what) is \(DecimalText.plain(number)), but \(structure) has periods 0 to \(periods - 1)",
        at: node.place, help: "name one of its periods, counted from 0")
      return nil
    }
    return period
  }
}
