import SiteModel
import Units

/// The answer on one screen: what to build, what it costs, what it emits, what limits it.
public enum Summary {
  /// Lines of at most `width` columns; `folder` is where the files are.
  public static func text(
    _ result: RunResult, width: Int = 80, color: Bool = false, folder: String? = nil
  ) -> String {
    var page = SummaryPage(width: max(60, width), color: color)
    let figures = PlanFigures(plan: result.plan)
    page.title("\(result.site.name): \(Wording.status(of: result))")
    if result.plan.hasDispatch {
      if let decision = Decision.sentence(of: result.plan, for: result.site) {
        page.wrap(decision, indent: "  ")
      }
      page.glance(result, figures)
      page.build(result.plan)
      page.capital(result.plan)
      page.finance(result.finance)
      page.energy(result.plan, figures)
      page.costs(result.plan, figures)
      page.bills(Savings(site: result.site, plan: result.plan, cash: result.plan.cash))
      page.emissions(result.plan, figures, result.site)
      page.unserved(result.plan)
      page.expectedLoss(result.plan)
      if let uptime = result.uptime { page.uptime(uptime) }
      if result.plan.status == .uncertified { page.remedies(result.plan) }
      page.limits(result.plan)
      page.doubts(result.plan, figures)
    } else {
      page.violations(result.plan, figures)
      page.remedies(result.plan)
    }
    page.certificate(result)
    page.run(result, folder: folder)
    return page.lines.joined(separator: "\n") + "\n"
  }
}

/// A page of text with a width.
struct SummaryPage {
  let width: Int
  let color: Bool
  private(set) var lines: [String] = []

  init(width: Int, color: Bool) {
    self.width = width
    self.color = color
  }

  /// The first line, broken at spaces if it must.
  mutating func title(_ text: String) { wrap(text, indent: "", isBold: true) }

  /// A heading with the names of its columns at the right.
  mutating func heading(_ text: String, columns: [(String, Int)] = []) {
    lines.append("")
    let right = columns.map { FigureText.right($0.0, $0.1) }.joined()
    lines.append(
      bold((FigureText.left(text, max(text.count, width - right.count)) + right).trimmed))
  }

  /// A name and its figures.
  mutating func row(_ name: String, _ columns: [(String, Int)]) {
    let right = columns.map { FigureText.right($0.0, $0.1) }.joined()
    lines.append((FigureText.left("  " + name, width - right.count) + right).trimmed)
  }

  /// Text broken at spaces.
  mutating func wrap(_ text: String, indent: String = "  ", isBold: Bool = false) {
    var line = indent
    for word in text.split(separator: " ") {
      if line.count + word.count + 1 > width, line.count > indent.count {
        lines.append(isBold ? bold(line) : line)
        line = indent + "  "
      }
      line += (line.allSatisfy { $0 == " " } ? "" : " ") + word
    }
    lines.append(isBold ? bold(line) : line)
  }

  /// Text as it is.
  mutating func line(_ text: String) { lines.append(text) }

  /// An empty line.
  mutating func blank() { lines.append("") }

  private func bold(_ text: String) -> String {
    color ? "\u{1B}[1m" + text + "\u{1B}[0m" : text
  }
}

extension String {
  /// Without spaces at the end.
  var trimmed: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
