import SiteModel

/// One colour for a source in every chart, told apart with any kind of colour vision.
///
/// The colours are those of Okabe and Ito (2008) and two dark ones of Tol's muted scheme for what is
/// no source; a second component of a kind takes a darker shade.
struct Palette: Sendable {
  private let colors: [(name: String, color: String)]

  static let load = (name: "load served", color: "#111111")
  static let unserved = (name: "unserved", color: "#882255")

  private static let shades: [String: [String]] = [
    Grid.kind: ["#0072b2", "#004a75"], Solar.kind: ["#e69f00", "#a87400"],
    PipelineGas.kind: ["#cc79a7", "#96496f"], FlaredGas.kind: ["#d55e00", "#943f00"],
    BESS.kind: ["#009e73", "#006449"], SecondLifeBattery.kind: ["#56b4e9", "#2b7fae"],
    StandbyGenerator.kind: ["#6b6b6b", "#454545"], GPULoad.kind: ["#332288", "#5b4bb0"],
  ]

  init(_ plan: SitePlan) {
    var taken: [String: Int] = [:]
    colors = plan.components.map { part in
      let place = taken[part.kind, default: 0]
      taken[part.kind] = place + 1
      let shades = Self.shades[part.kind] ?? ["#44aa99", "#117733"]
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
