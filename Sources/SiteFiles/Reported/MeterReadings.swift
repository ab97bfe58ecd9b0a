import SiteModel
import Tabular

/// `meters.csv`, `standby_runs.csv`, `prior_year.csv` and `fills.csv`: what was metered, and what stands for
/// what was not.
struct MeterReadings {
  let site: Site
  /// The plan whose shape may fill a gap, on the calendar of the reporting year.
  let planned: SitePlan
  /// Minutes since 1970 of the reporting year.
  let year: Range<Int>
  let reading: InputReader

  /// A point of measurement: everything that one meter says of one flow.
  struct Meter {
    let name: String
    let component: String
    let flow: MeteredFlow
    var readings: [(reading: MeterReading, spot: ReadingSpot)]
  }

  private static let columns = [
    "meter", "component", "flow", "period_start", "period_end", "amount", "unit",
  ]

  /// All meters with their gaps filled; what is missing is a finding.
  func meters() -> [Meter] {
    var meters = read("meters.csv", isRequired: true, within: year)
    for index in meters.indices {
      meters[index].readings.sort {
        $0.reading.period.lowerBound < $1.reading.period.lowerBound
      }
      checkOverlaps(meters[index])
    }
    guard !reading.hasErrors else { return meters }
    let fills = GapFiller(
      meters: self, prior: read("prior_year.csv", isRequired: false, within: priorYear))
    fills.fill(&meters)
    let runs = standbyRuns
    for run in runs where meters.contains(where: { $0.component == run.component }) {
      reading.report(
        "'\(run.component)' has a meter and a log of runs",
        at: run.readings.first?.spot.place
          ?? Place(file: SourceText(path: "standby_runs.csv", bytes: [])),
        help: "write its fuel once: in meters.csv or in standby_runs.csv")
    }
    meters += runs
    checkPresence(meters)
    return meters
  }

  /// The year before, whose readings may stand for a gap.
  private var priorYear: Range<Int> {
    let calendar = site.calendar
    let first =
      CivilStamp.days(year: calendar.year - 1, month: calendar.firstMonth, day: 1) * 1440
    return first..<year.lowerBound
  }

  /// A column of evidence is optional; without it a reading is one of the meter.
  private func read(_ file: String, isRequired: Bool, within year: Range<Int>) -> [Meter] {
    guard
      let table = ActualsTable(
        file, columns: Self.columns, optional: ["evidence", "note"], isRequired: isRequired, reading
      )
    else { return [] }
    var meters: [Meter] = []
    var place: [String: Int] = [:]
    var flows: [[String]: MeteredFlow] = [:]
    for row in table.rows {
      guard let found = self.reading(table, row, within: year, &flows) else { continue }
      let (flow, reading) = found
      if let index = place[reading.meter] {
        if meters[index].component != reading.component || meters[index].flow.name != flow.name {
          table.report(
            row, "meter",
            "the meter '\(reading.meter)' measures '\(meters[index].component)' "
              + "\(meters[index].flow.name) before, and '\(reading.component)' \(flow.name) here",
            help: "a meter measures one thing: give the other a name of its own")
          continue
        }
        meters[index].readings.append(
          (reading, ReadingSpot(table: table, row: row, column: "period_start")))
      } else {
        place[reading.meter] = meters.count
        meters.append(
          Meter(
            name: reading.meter, component: reading.component, flow: flow,
            readings: [(reading, ReadingSpot(table: table, row: row, column: "period_start"))]))
      }
    }
    return meters
  }

  /// The reading of a row, with what it measures; flows that are known already are not looked up again.
  private func reading(
    _ table: ActualsTable, _ row: Int, within year: Range<Int>,
    _ flows: inout [[String]: MeteredFlow]
  ) -> (MeteredFlow, MeterReading)? {
    let meter = table.text(row, "meter")
    if meter.isEmpty {
      table.report(row, "meter", "the meter has no name", help: "write the number on the meter")
    }
    let key = [table.text(row, "component"), table.text(row, "flow")]
    guard let flow = flows[key] ?? MeteredFlow(table, row, of: site, planned) else { return nil }
    flows[key] = flow
    let amount = table.number(row, "amount")
    guard let unit = flow.unit(table, row), let period = table.period(row), let amount else {
      return nil
    }
    let inside = period.clamped(to: year)
    guard !inside.isEmpty else {
      table.report(
        row, "period_start", "the period lies outside the reporting year",
        help:
          "the year is \(CivilStamp.text(year.lowerBound)) to \(CivilStamp.text(year.upperBound))",
        severity: .warning)
      return nil
    }
    var evidence = MeterReading.Evidence.metered
    switch table.text(row, "evidence") {
    case "", "metered": evidence = inside == period ? .metered : .proRata
    case "estimated": evidence = .estimated
    case let word:
      table.report(
        row, "evidence", "'\(word)' is not an evidence that is known",
        help: "write metered or estimated; gaps are filled by fills.csv")
    }
    let share = Double(inside.count) / Double(period.count)
    return (
      flow,
      MeterReading(
        meter: meter, component: table.text(row, "component"), flow: flow.name, period: inside,
        amount: inside == period ? amount : amount * share, unit: unit, evidence: evidence,
        place: table.line(row))
    )
  }

  private func checkOverlaps(_ meter: Meter) {
    for (before, after) in zip(meter.readings, meter.readings.dropFirst())
    where before.reading.period.upperBound > after.reading.period.lowerBound {
      reading.report(
        "the meter '\(meter.name)' has two readings at "
          + "\(CivilStamp.text(after.reading.period.lowerBound)): the other is \(before.reading.place)",
        at: after.spot.place,
        help: "period_end is the first moment after a period; remove one of the rows")
    }
  }

  /// A log of tests and emergencies: it is complete where it is there, also without a row.
  private var standbyRuns: [Meter] {
    guard
      let table = ActualsTable(
        "standby_runs.csv",
        columns: ["component", "start", "hours", "fuel", "unit", "reason"],
        optional: ["note"], reading)
    else { return [] }
    var meters: [Meter] = []
    for row in table.rows {
      guard let flow = MeteredFlow(fuelOf: table, row, of: site), let unit = flow.unit(table, row),
        let start = table.minute(row, "start"), let hours = table.number(row, "hours"),
        let fuel = table.number(row, "fuel")
      else { continue }
      let period = (start..<(start + max(1, Int((hours * 60).rounded())))).clamped(to: year)
      guard !period.isEmpty else {
        table.report(
          row, "start", "the run lies outside the reporting year", help: "leave it out",
          severity: .warning)
        continue
      }
      let component = table.text(row, "component")
      let reason = table.text(row, "reason")
      if !["test", "maintenance", "emergency"].contains(reason) {
        table.report(
          row, "reason", "'\(reason)' is not a reason that is known",
          help: "write test, maintenance or emergency")
      }
      meters.append(
        Meter(
          name: "\(component) \(reason)", component: component, flow: flow,
          readings: [
            (
              MeterReading(
                meter: "\(component) \(reason)", component: component, flow: flow.name,
                period: period, amount: fuel, unit: unit, evidence: .metered,
                place: table.line(row)), ReadingSpot(table: table, row: row, column: "start")
            )
          ]))
    }
    return meters
  }

  /// Every fuel and every import of the inventory has a meter, and so has what the plan moves.
  private func checkPresence(_ meters: [Meter]) {
    var isLogged = false
    if case .file = reading.disk.item(at: "standby_runs.csv") { isLogged = true }
    for component in site.components {
      for wanted in MeteredFlow.required(of: component, planned) {
        let isThere = meters.contains {
          $0.component == component.name && wanted.contains($0.flow.name)
        }
        let runs = (component as? any FuelBurning)?.runsByPlan ?? true
        guard !isThere, runs || !isLogged, let name = wanted.first else { continue }
        reading.report(
          Finding(
            file: "meters.csv",
            message: "nothing was metered of '\(component.name)' \(name)",
            help: runs
              ? "write its readings; where nothing flowed, one row with amount 0 over the year"
              : "write standby_runs.csv; its header alone says that it never ran"))
      }
    }
  }
}
