import SiteModel
import Tabular

/// One colour for a source in every chart, told apart with any kind of colour vision.
///
/// The colours are those of Okabe and Ito (2008) and two dark ones of Tol's muted scheme for what is
/// no source, each with its kind of component; a second component of a kind takes a darker shade.
struct Palette: Sendable {
  private let colors: [(name: String, color: String)]

  static let load = (name: "load served", color: "#111111")
  static let unserved = (name: "unserved", color: "#882255")

  /// For parts of a plan that the site no longer has.
  private static let others = ["#44aa99", "#117733", "#999933", "#aa4499", "#ddcc77"]

  init(_ plan: SitePlan, of site: Site) {
    var taken: [String: Int] = [:]
    colors = plan.components.map { part in
      let component = site.components.first { $0.name == part.component }
      let kind = component.map { type(of: $0).kind } ?? ""
      let shades = component.map { type(of: $0).colors } ?? Self.others
      let place = taken[kind, default: 0]
      taken[kind] = place + 1
      return (name: part.component, color: shades[place % shades.count])
    }
  }

  /// The scale of the charts that show these components, in the order of the plan, and further names.
  func scale(
    of components: [String], and others: [(name: String, color: String)] = []
  ) -> JSONValue {
    let known = colors.filter { components.contains($0.name) }
    // Contracts of the whole site belong to no component.
    let rest = components.filter { name in !colors.contains { $0.name == name } }
      .map { (name: $0, color: "#7a7a7a") }
    let shown = (known + rest).map { (name: Report.words($0.name), color: $0.color) } + others
    return ["domain": .texts(shown.map(\.name)), "range": .texts(shown.map(\.color))]
  }
}
