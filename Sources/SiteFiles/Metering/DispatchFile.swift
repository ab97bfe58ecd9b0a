public import SiteModel

/// The `dispatch.csv` of an earlier plan.
public enum DispatchFile {
  /// A plan with the flows of all components; a column of none of them is a finding.
  public static func read(_ path: String, of site: Site) throws(Findings) -> SitePlan {
    let reading = Reading(disk: Disk(root: "."))
    let plan = plan(path, site, reading)
    guard let plan, !reading.hasErrors else { throw Findings(reading.sorted) }
    return plan
  }

  private static func plan(_ path: String, _ site: Site, _ reading: Reading) -> SitePlan? {
    guard
      let file = TimedTable(
        path: path, first: SeriesFile.stampColumn, calendar: site.calendar, reading
      )
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
        let key = String(column.dropFirst(component.name.count + 1))
        part.flows.append(.init(key: key, role: role(of: key), values: values))
      }
      if part.isConnection, !part.flows.contains(where: { $0.key == "import_mw" }) {
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

  /// What a column does at the site bus, by the keys that plans are written with.
  private static func role(of key: String) -> SitePlan.Flow.Role {
    switch key {
    case "import_mw", "output_mw", "discharge_mw": .supply
    case "export_mw", "charge_mw": .use
    case "stored_mwh": .store
    default: key.hasSuffix("_served_mw") ? .use : .information
    }
  }
}
