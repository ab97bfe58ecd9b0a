import SiteModel
import Reporting

extension Report {
  /// A class of `uptime.csv`.
  struct SimulatedClass {
    var name: String
    var decision: String?
    var values: [String: Double] = [:]
    var causes: [(cause: String, share: Double)] = []

    var availability: Double? { values["time_availability"] }
  }

  /// Classes as the simulation saw them, in the order of the file.
  var simulatedClasses: [SimulatedClass] {
    guard let table = table("uptime.csv"), let names = table.column("class"),
      let keys = table.column("figure"), let subjects = table.column("of"),
      let values = table.column("value")
    else { return [] }
    var classes: [SimulatedClass] = []
    for (row, name) in names.enumerated() where !name.isEmpty {
      if classes.last?.name != name { classes.append(SimulatedClass(name: name)) }
      let last = classes.count - 1
      if keys[row] == "decision" {
        classes[last].decision = values[row]
      } else if let number = Double(values[row]) {
        if (RenamedKey.result(keys[row])?.new ?? keys[row]) == "cause_share" {
          classes[last].causes.append((subjects[row], number))
        } else if subjects[row].isEmpty {
          classes[last].values[keys[row]] = number
        }
      }
    }
    return classes
  }

  /// What simulated outages show, and what the plan itself leaves unserved.
  func addUptime(to contents: inout Contents) {
    var section = Page.Section(id: "uptime", title: "Uptime")
    var charts: [Chart] = []
    let classes = simulatedClasses
    if !classes.isEmpty {
      let rows: [[Page.Cell]] = classes.map { outcome in
        func share(_ key: String) -> Page.Cell {
          .right(outcome.values[key].map { Self.percent($0) } ?? "")
        }
        return [
          .text(Self.words(outcome.name)), .text(outcome.decision?.replacingUnderscores ?? ""),
          share("contract_target"), share("time_availability"), share("energy_availability"),
          .figure(outcome.values["short_hours_per_year"], places: 2),
          .figure(outcome.values["events_per_year"], places: 2),
        ]
      }
      section.tables.append(
        Page.Table(
          "By simulated outages of whole years.",
          head: [
            .text("class"), .text("decision"), .right("target, %"), .right("% of time"),
            .right("% of energy"), .right("hours short a year"), .right("events a year"),
          ], rows: rows))
      let causes = classes.flatMap { outcome in
        outcome.causes.filter { $0.share >= 0.005 }.map { (outcome.name, $0.cause, $0.share) }
      }
      if !causes.isEmpty { charts.append(UptimeChart.causes(causes)) }
    } else {
      section.paragraphs.append(
        "No failures were simulated: what follows is what the plan itself leaves unserved. "
          + "To simulate them: make certify SITE=\(site.name).")
    }
    addSurvival(to: &section)
    let unserved = record.unserved?.sorted ?? []
    section.tables.append(
      Page.Table(
        "Unserved by plan, with nothing broken.",
        head: [
          .text("class"), .right("demand, MWh"), .right("unserved, MWh"), .right("hours short"),
        ],
        rows: unserved.map { part in
          let (name, figures) = (part.key, part.value)
          let key = "unserved.\(name)"
          return [
            .text(Self.words(name)), .figure(figures.demand, key: "\(key).demand_mwh"),
            .figure(figures.unserved, places: 1, key: "\(key).unserved_mwh"),
            .figure(figures.hoursShort, key: "\(key).hours_short"),
          ]
        }))
    addExpectedLoss(to: &section)
    contents.add(section, charts)
  }

  /// Chances of outages of the grid by their length; nothing where a certificate did not compute them.
  private func addSurvival(to section: inout Page.Section) {
    guard let table = table("uptime.csv"), let keys = table.column("figure"),
      let subjects = table.column("of"), let values = table.column("value")
    else { return }
    let rows: [[Page.Cell]] = keys.indices.compactMap { row in
      guard keys[row] == "outage_survival", let chance = Double(values[row]) else { return nil }
      let words = subjects[row].split(separator: ",").map { String($0.drop { $0 == " " }) }
      guard let carried = words.first, let length = words.last else { return nil }
      return [.text(carried), .right(length), .figure(100 * chance, places: 3)]
    }
    guard !rows.isEmpty else { return }
    section.tables.append(
      Page.Table(
        "Outages of the grid that are carried, by their length, over all steps in which they may begin; "
          + "nothing is repaired meanwhile.",
        head: [.text("carried"), .right("length"), .right("chance, %")], rows: rows))
  }

  /// What outages cost beside the plan, and the steps on either side of it.
  private func addExpectedLoss(to section: inout Page.Section) {
    guard let loss = record.expectedLoss else { return }
    if let absence = loss.notKnown {
      section.paragraphs.append(absence.prefix(1).uppercased() + absence.dropFirst() + ".")
    }
    guard let amount = loss.amount, let total = loss.total else { return }
    section.paragraphs.append(
      "Outages are expected to cost \(FigureText.grouped(amount)) USD a year (standard error "
        + "\(FigureText.grouped(loss.standardError ?? 0))), in place of "
        + "\(FigureText.grouped(loss.withheld ?? 0)) that the plan withholds for them: "
        + "\(FigureText.grouped(total)) USD a year in total. A unit more is taken where it saves more "
        + "than it costs by two standard errors.")
    let words = ["bound": "at least", "same_running": "at most", "planned": "planned"]
    section.tables.append(
      Page.Table(
        "One unit, block or set more or less, USD a year.",
        head: [
          .text("component"), .text("change"), .text("program cost is"), .right("program cost"),
          .right("expected loss"), .right("total"), .text("taken"),
        ],
        rows: (loss.steps ?? []).map {
          [
            .text(Self.words($0.component)), .text($0.change), .text(words[$0.basis] ?? $0.basis),
            .figure($0.programCost), .figure($0.loss), .figure($0.total),
            .text($0.isTaken ? "yes" : "no"),
          ]
        }))
  }
}
