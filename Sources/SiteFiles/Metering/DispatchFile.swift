public import SiteModel
public import Tabular

/// The `dispatch.csv` of an earlier plan.
public enum DispatchFile {
  /// A plan with the flows of all components, and words of before in its header; a column of no
  /// component is a finding.
  public static func read(_ path: String, of site: Site) throws(Findings)
    -> (plan: SitePlan, renamed: [RenamedKey])
  {
    let reading = Reading(disk: Disk(root: "."))
    var renamed: [RenamedKey] = []
    let plan = plan(path, site, &renamed, reading)
    guard let plan, !reading.hasErrors else { throw Findings(reading.sorted) }
    return (plan, renamed)
  }

  private static func plan(
    _ path: String, _ site: Site, _ renamed: inout [RenamedKey], _ reading: Reading
  ) -> SitePlan? {
    guard
      let file = TimedTable(
        path: path, first: StampColumn.standardName, calendar: site.calendar,
        stampYear: site.stampYear, reading)
    else { return nil }
    var plan = SitePlan(
      status: .optimal,
      horizon: Horizon(
        calendar: site.calendar, stepMinutes: file.stepMinutes, steps: file.count))
    let owners = owners(of: file.table.names, site)
    for component in site.components {
      var part = SitePlan.ComponentPlan(of: component)
      for (column, owner) in owners where owner == component.name {
        // A solver's trace may lie below zero.
        guard let values = file.numbers(column, within: -1e9...1e9) else { continue }
        guard let key = key(of: column.dropFirst(component.name.count + 1), &renamed) else {
          reading.report(
            "the column '\(column)' has no unit that is known", at: file.table.text.place(0),
            help: changed)
          continue
        }
        part.flows.append(.init(key, values))
      }
      if part.isConnection, !part.flows.contains(where: { $0.key == .gridImport }) {
        reading.report(
          "the dispatch has no column '\(component.name)_import_mw'",
          at: file.table.text.place(0), help: changed)
      }
      plan.components.append(part)
    }
    for (index, column) in file.table.names.enumerated().dropFirst()
    where column != "scenario" && !owners.contains(where: { $0.column == column }) {
      reading.report(
        "the column '\(column)' is of no component", at: file.table.text.place(0, index),
        help: changed)
    }
    return plan
  }

  private static let changed = "the site has changed since: run optimise again"

  /// A column belongs to the longest name that it begins with.
  private static func owners(
    of columns: [String], _ site: Site
  ) -> [(column: String, owner: String)] {
    columns.compactMap { column in
      site.components.map(\.name).filter { column.hasPrefix($0 + "_") }
        .max { $0.count < $1.count }
        .map { (column, $0) }
    }
  }

  /// The key of a header without its component, under its name of today.
  private static func key(of header: Substring, _ renamed: inout [RenamedKey]) -> FlowKey? {
    guard let word = RenamedKey.result(String(header)) else {
      return FlowKey(header: String(header))
    }
    if !renamed.contains(word) { renamed.append(word) }
    return FlowKey(header: header.dropLast(word.old.count) + word.new)
  }
}
