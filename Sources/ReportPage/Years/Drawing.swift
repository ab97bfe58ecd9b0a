import Reporting
import Tabular

/// A picture as SVG text that needs no script: across in percent of its width, down in pixels, so that its
/// letters keep their size on a telephone and on paper.
struct Drawing {
  private(set) var body = ""
  var height: Double
  /// What it shows, for those who cannot see it.
  let label: String

  static let ink = "#333b45"
  static let grid = "#e4e7eb"
  static let axis = "#8a94a0"

  init(height: Double, label: String) { (self.height, self.label) = (height, label) }

  /// Where a text stands beside its place.
  enum Anchor: String { case start, middle, end }

  /// A rectangle that says a text when it is pointed at.
  mutating func rectangle(
    x: Double, width: Double, y: Double, height: Double, fill: String, says text: String = ""
  ) {
    let says = text.isEmpty ? "" : "<title>\(Self.escaped(text))</title>"
    body +=
      "<rect x=\"\(Self.figure(x))%\" y=\"\(Self.figure(y))\" width=\"\(Self.figure(max(0, width)))%\" "
      + "height=\"\(Self.figure(max(0, height)))\" fill=\"\(Self.escaped(fill))\">\(says)</rect>\n"
  }

  /// A line across, or down.
  mutating func line(
    x: Double, y: Double, toX: Double, toY: Double, stroke: String = grid, width: Double = 1
  ) {
    body +=
      "<line x1=\"\(Self.figure(x))%\" y1=\"\(Self.figure(y))\" x2=\"\(Self.figure(toX))%\" "
      + "y2=\"\(Self.figure(toY))\" stroke=\"\(stroke)\" stroke-width=\"\(Self.figure(width))\"/>\n"
  }

  /// Words; those that are `wide` are left out where there is little room.
  mutating func text(
    _ words: String, x: Double, y: Double, anchor: Anchor = .start, isWide: Bool = false,
    isBold: Bool = false, fill: String = ink
  ) {
    let kind = isWide ? " class=\"wide\"" : ""
    let weight = isBold ? " font-weight=\"600\"" : ""
    body +=
      "<text x=\"\(Self.figure(x))%\" y=\"\(Self.figure(y))\" text-anchor=\"\(anchor.rawValue)\" "
      + "fill=\"\(fill)\"\(kind)\(weight)>\(Self.escaped(words))</text>\n"
  }

  /// The element.
  var svg: String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" height=\"\(Self.figure(height))\" "
      + "role=\"img\" aria-label=\"\(Self.escaped(label))\" font-size=\"12\">\n\(body)</svg>"
  }

  private static func figure(_ number: Double) -> String {
    number.isFinite ? PlainNumber.text((100 * number).rounded() / 100) : "0"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}

/// Which of many labels beside each other have room.
struct LabelSpacing {
  /// Percent of the width that a label takes on a telephone and on a wide page.
  let narrow: Double
  let wide: Double
  private var lastNarrow = -Double.infinity
  private var lastWide = -Double.infinity

  init(narrow: Double, wide: Double) { (self.narrow, self.wide) = (narrow, wide) }

  /// Takes a place for a label; nil where it has no room, else whether it has room on a wide page only.
  mutating func take(_ x: Double) -> Bool? {
    guard x - lastWide >= wide else { return nil }
    lastWide = x
    guard x - lastNarrow >= narrow else { return true }
    lastNarrow = x
    return false
  }
}

extension Page {
  /// A picture that is drawn already.
  struct Picture {
    var title: String
    var description: String
    /// SVG, escaped where it was made.
    var drawing: String
    var legend: [Key] = []

    /// A colour and what it stands for.
    struct Key {
      var name: String
      var color: String
    }
  }
}
