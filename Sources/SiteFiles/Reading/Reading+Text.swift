import Tabular

extension Reading {
  /// A plain decimal number of reasonable size.
  func number(_ node: YAMLNode, what: String, unit: String) -> Double? {
    guard case .scalar(let text, let isPlain) = node.value else {
      report(
        "\(what) is \(node.description), not a number", at: node.place,
        help: "write a decimal number (\(unit))")
      return nil
    }
    guard let number = DecimalText.number(Array(text.utf8)) else {
      report(
        "\(what) is \(node.description), not a number", at: node.place,
        help: DecimalText.help(for: text, unit: unit))
      return nil
    }
    guard isPlain else {
      report(
        "\(what) is \(node.description), not a number", at: node.place,
        help: "remove the quotes: \(text)")
      return nil
    }
    guard number.magnitude <= DecimalText.greatest else {
      report(
        "\(what) is \(text), which is too large", at: node.place,
        help: "numbers beyond 1e15 are refused")
      return nil
    }
    return number
  }

  /// A scalar as text.
  func text(_ node: YAMLNode, what: String) -> String? {
    if case .scalar(let text, _) = node.value { return text }
    report(
      "\(what) is \(node.description), not text", at: node.place,
      help: "write a text behind '\(what):'")
    return nil
  }

  /// Whether a name can stand in keys and columns of the results.
  func checkName(_ entry: YAMLEntry) -> Bool {
    let bytes = Array(entry.key.utf8)
    let isLetter = { (byte: UInt8) in byte >= 0x61 && byte <= 0x7A }
    if let first = bytes.first, isLetter(first), bytes.count <= 60,
      bytes.allSatisfy({ isLetter($0) || $0 == 0x5F || $0 >= 0x30 && $0 <= 0x39 })
    {
      return true
    }
    var name = String(
      entry.key.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    while let first = name.first, !first.isLetter { name.removeFirst() }
    report(
      "'\(entry.key)' is not a name", at: entry.keyPlace,
      help: "names begin with a letter and hold lower-case letters, digits and underscores"
        + (name.isEmpty || name.count > 60 ? "" : ": \(name)"))
    return false
  }

  /// A path relative to a folder, which stays in the data folder.
  func path(_ written: String, in folder: String, at place: Place) -> String? {
    var parts = folder.split(separator: "/").map(String.init)
    var isInside =
      !written.hasPrefix("/") && !written.isEmpty && !written.contains("\\")
      && !written.utf8.contains(0)
    for part in written.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(String(part))
      } else if parts.isEmpty {
        isInside = false
      } else {
        parts.removeLast()
      }
    }
    guard isInside, !parts.isEmpty else {
      report(
        "the file '\(written)' lies outside the data folder", at: place,
        help: "name a file in the site's folder, such as load.csv")
      return nil
    }
    return parts.joined(separator: "/")
  }
}
