import SiteModel
import Tabular

extension Reading {
  /// The keys of a YAML file, or nil after findings.
  func mapping(_ source: SourceText) -> [YAMLEntry]? {
    let (node, findings) = YAMLText.parse(source)
    findings.forEach { report($0) }
    guard findings.isEmpty else { return nil }
    guard let node else {
      report(Place(file: source).finding("the file is empty", help: "write keys and values"))
      return nil
    }
    guard let entries = node.entries else {
      report(
        "the file is \(node.description), not keys and values", at: node.place,
        help: "write lines such as 'key: value'")
      return nil
    }
    return renamed(entries)
  }

  /// A list of texts behind an optional key.
  func list(_ entry: YAMLEntry?) -> [String] {
    guard let entry else { return [] }
    guard case .sequence(let nodes) = entry.node.value else {
      report(
        "\(entry.key) is \(entry.node.description), not a list", at: entry.node.place,
        help: "write each text on a line that begins with '- '")
      return []
    }
    return nodes.compactMap { text($0, what: entry.key) }
  }

  /// A year as a whole number.
  func year(_ node: YAMLNode, what: String) -> Int? { whole(node, what: what, 1990...2100) }

  /// A whole number in a range.
  func whole(_ node: YAMLNode, what: String, _ range: ClosedRange<Int>) -> Int? {
    guard let number = number(node, what: what, unit: DecimalText.whole) else { return nil }
    guard number.rounded() == number, range.contains(Int(number)) else {
      report(
        "\(what) is \(DecimalText.plain(number)), not a whole number from \(range.lowerBound) to "
          + "\(range.upperBound)", at: node.place)
      return nil
    }
    return Int(number)
  }
}
