package import SiteModel
import Tabular

/// What a plan becomes when one key of the site changes, as a tornado table and `sensitivity.csv`.
package struct SensitivityTable {
  /// One key at one value.
  package struct Entry {
    /// The path in the site file.
    package let key: String
    /// What stands there, and what was set, as text.
    package let base: String
    /// What was set.
    package let value: String
    /// The plan; nil where there is none.
    package let record: (any SweptPlan)?
    /// `optimal`, `infeasible`, … or what is wrong with the value.
    package let status: String

    /// A key at a value, with what planning gave.
    package init(key: String, base: String, value: String, record: (any SweptPlan)?, status: String)
    {
      self.key = key
      self.base = base
      self.value = value
      self.record = record
      self.status = status
    }
  }

  /// A value between two at which a component is built and not built.
  package struct Switch {
    /// The path in the site file.
    package let key: String
    /// The component.
    package let component: String
    /// Values on either side.
    package let between: ClosedRange<Double>
    /// Whether it is built below that.
    package let isBuiltBelow: Bool

    /// A component that comes or goes between two values of a key.
    package init(key: String, component: String, between: ClosedRange<Double>, isBuiltBelow: Bool) {
      self.key = key
      self.component = component
      self.between = between
      self.isBuiltBelow = isBuiltBelow
    }
  }

  private let site: Site
  private let base: any SweptPlan
  private let entries: [Entry]
  private let switches: [Switch]

  /// The site's own plan, and what became of it.
  package init(_ site: Site, base: any SweptPlan, entries: [Entry], switches: [Switch]) {
    self.site = site
    self.base = base
    self.entries = entries
    self.switches = switches
  }

  private func change(_ entry: Entry) -> Double? {
    guard let cost = entry.record?.objectiveUSD, let own = base.objectiveUSD else { return nil }
    return cost - own
  }

  /// One row a key and value, in the order asked, then one for each switching value.
  package var file: OutputFile {
    var table = CSVText(
      header: [
        "kind", "key", "base_value", "value", "status", "objective_\(site.sweepUnit)",
        "change_\(site.sweepUnit)", "inside_cap_boundary_t_co2e", "component", "value_above",
      ] + site.sizeHeaders)
    for entry in entries {
      var cells: [CSVText.Cell] = [
        .text("value"), .text(entry.key), .text(entry.base), .text(entry.value),
        .text(entry.status), .number(entry.record?.objectiveUSD), .number(change(entry)),
        .number(entry.record?.cappedEmissions), .empty, .empty,
      ]
      cells +=
        entry.record?.sizeCells(of: site) ?? site.sizeHeaders.map { _ in .empty }
      table.row(cells)
    }
    for one in switches {
      table.row(
        [
          .text("switch"), .text(one.key), .empty, .number(one.between.lowerBound),
          .text(one.isBuiltBelow ? "built below" : "built above"), .empty, .empty, .empty,
          .text(one.component), .number(one.between.upperBound),
        ] + site.sizeHeaders.map { _ in .empty })
    }
    return OutputFile(name: "sensitivity.csv", bytes: table.bytes)
  }

  /// Keys by how far they move the cost, the farthest first.
  package func text(width: Int = 80) -> String {
    var page = SummaryPage(width: max(60, width), color: false)
    page.title(
      "\(site.name): \(FigureText.grouped(base.objectiveUSD ?? 0)) \(site.sweepWords), built "
        + base.sizeText(of: site))
    page.heading(
      "Changed by one key",
      columns: [(site.planningHorizon == nil ? "USD/year" : "USD", 16), ("%", 9)])
    var keys: [String] = []
    for entry in entries where !keys.contains(entry.key) { keys.append(entry.key) }
    func span(_ key: String) -> Double {
      entries.filter { $0.key == key }.compactMap(change).map(\.magnitude).max() ?? 0
    }
    for key in keys.map({ ($0, span($0)) }).sorted(by: { $0.1 > $1.1 }).map(\.0) {
      page.line("  \(key)")
      for entry in entries where entry.key == key {
        let own = base.objectiveUSD ?? 0
        let percent = change(entry).map { FigureText.grouped(100 * $0 / max(1, own), places: 2) }
        page.row(
          "  \(entry.value) instead of \(entry.base)",
          [
            (change(entry).map { FigureText.grouped($0) } ?? entry.status, 16),
            (percent ?? "", 9),
          ])
        if let record = entry.record {
          let (built, own) = (record.sizeText(of: site), base.sizeText(of: site))
          page.wrap("    " + (built == own ? "builds the same" : "builds " + built))
        }
      }
    }
    if let note = site.sweepNote { page.wrap(note) }
    if !switches.isEmpty { page.heading("Switching values") }
    for one in switches {
      page.wrap(
        "\(one.component) is built \(one.isBuiltBelow ? "below" : "above") \(one.key) of "
          + "\(FigureText.size(one.between.lowerBound)) to \(FigureText.size(one.between.upperBound))"
      )
    }
    return page.lines.joined(separator: "\n") + "\n"
  }
}
