/// An element of an XML file, without the prefix of its name.
struct XMLNode {
  let name: String
  let attributes: [String: String]
  var children: [XMLNode] = []
  /// All text directly within it.
  var text = ""
  /// The line on which it begins, and its bytes there.
  let line: Int
  let bytes: Range<Int>

  /// The first child of a name.
  func child(_ name: String) -> XMLNode? { children.first { $0.name == name } }

  /// The text of a child without blanks round it.
  func value(_ name: String) -> String? { child(name)?.trimmed }

  /// The text without blanks round it.
  var trimmed: String {
    let blank: (Character) -> Bool = { $0 == " " || $0.isNewline || $0 == "\t" }
    let kept = text.drop(while: blank)
    return String(kept.reversed().drop(while: blank).reversed())
  }

  /// Every element of a name below this one, in order.
  func all(_ name: String) -> [XMLNode] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
  }
}
