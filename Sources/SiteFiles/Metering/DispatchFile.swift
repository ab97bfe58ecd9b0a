public import SiteModel

/// The `dispatch.csv` of an earlier plan: what a bill and a certificate need of it.
public enum DispatchFile {
  /// A plan with the flows of the site's connections, the load that was served and what was stored.
  public static func read(_ path: String, of site: Site) throws(Findings) -> SitePlan {
    let reading = Reading(disk: Disk(root: "."))
    let plan = plan(path, site, reading)
    guard let plan, !reading.hasErrors else { throw Findings(reading.sorted) }
    return plan
  }

  private static func plan(_ path: String, _ site: Site, _ reading: Reading) -> SitePlan? {
    guard
      let file = TimedTable(
        path: path, first: SeriesFile.stampColumn, calendar: site.calendar, mayRepeat: true, reading
      )
    else { return nil }
    var plan = SitePlan(
      status: .optimal,
      horizon: Horizon(
        calendar: site.calendar, stepMinutes: file.stepMinutes, steps: file.count))
    for component in site.components {
      let names: [String]
      if component is Grid {
        names = ["import_mw", "export_mw", "trip_import_mw"].map { "\(component.name)_\($0)" }
          .filter(file.table.names.contains)
        if !names.contains("\(component.name)_import_mw") {
          reading.report(
            "the dispatch has no column '\(component.name)_import_mw'",
            at: file.table.text.place(0),
            help: "the site has changed since: run optimise again")
        }
      } else if component is GPULoad {
        names = file.table.names.filter {
          $0.hasPrefix(component.name + "_") && $0.hasSuffix("_served_mw")
        }
      } else if component is BESS || component is SecondLifeBattery {
        names = ["\(component.name)_stored_mwh"].filter(file.table.names.contains)
      } else {
        names = []
      }
      var part = SitePlan.ComponentPlan(
        component: component.name, kind: type(of: component).kind)
      for name in names {
        // A solver's trace may lie below zero.
        guard let values = file.numbers(name, within: -1...1_000_000) else { continue }
        let key = String(name.dropFirst(component.name.count + 1))
        part.flows.append(
          .init(
            key: key,
            role: key == "import_mw" ? .supply : key == "stored_mwh" ? .store : .use,
            values: values))
      }
      plan.components.append(part)
    }
    return plan
  }
}
