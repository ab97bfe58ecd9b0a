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

  init(_ plan: SitePlan, of site: Site) { self.init(plan.components.map(\.component), of: site) }

  /// Colours of components by name.
  init(_ names: [String], of site: Site) {
    var taken: [String: Int] = [:]
    colors = names.map { name in
      let component = site.components.first { $0.name == name }
      let kind = component.map { type(of: $0).kind } ?? ""
      let shades = component.map { type(of: $0).colors } ?? Self.others
      let place = taken[kind, default: 0]
      taken[kind] = place + 1
      return (name: name, color: shades[place % shades.count])
    }
  }

  /// The colour of a component; grey for what belongs to none.
  func color(of name: String) -> String {
    colors.first { $0.name == name }?.color ?? Self.ofTheSite
  }

  /// Contracts of the whole site belong to no component.
  private static let ofTheSite = "#7a7a7a"

  /// The scale of the charts that show these components, in the order of the plan, and further names.
  func scale(
    of components: [String], and others: [(name: String, color: String)] = []
  ) -> JSONValue {
    let known = colors.filter { components.contains($0.name) }
    let rest = components.filter { name in !colors.contains { $0.name == name } }
      .map { (name: $0, color: Self.ofTheSite) }
    let shown = (known + rest).map { (name: Report.words($0.name), color: $0.color) } + others
    return ["domain": .texts(shown.map(\.name)), "range": .texts(shown.map(\.color))]
  }
}
