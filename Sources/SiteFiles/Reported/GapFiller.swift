import SiteModel
import Tabular

/// `fills.csv`: by which method each gap of a meter is filled. A gap that no row fills is a finding.
struct GapFiller {
  let meters: MeterReadings
  /// Readings of the year before, by meter.
  let prior: [MeterReadings.Meter]

  /// How a gap may be filled.
  private enum Method: String, CaseIterable {
    /// The plan's amount in the gap, times what the meter shows of the plan in the rest of the year.
    case planScaled = "plan_scaled"
    /// What the meter showed in the same days of the year before.
    case priorYear = "prior_year"
  }

  private struct Fill {
    let meter: String
    let method: Method
    let period: Range<Int>
    let row: Int
  }

  private var reading: InputReader { meters.reading }

  /// Adds a reading for each gap.
  func fill(_ all: inout [MeterReadings.Meter]) {
    let (table, fills) = read(all)
    var used: Set<Int> = []
    for index in all.indices {
      let meter = all[index]
      for gap in gaps(of: meter) {
        guard
          let fill = fills.first(where: {
            $0.meter == meter.name && $0.period.lowerBound <= gap.lowerBound
              && $0.period.upperBound >= gap.upperBound
          }), let table
        else {
          let before = meter.readings.last { $0.reading.period.upperBound <= gap.lowerBound }
          reading.report(
            "the meter '\(meter.name)' has no reading from \(CivilStamp.text(gap.lowerBound)) to "
              + CivilStamp.text(gap.upperBound),
            at: (before ?? meter.readings[0]).spot.place,
            help: "nothing is filled in: write the reading, or a row of fills.csv with the method "
              + "plan_scaled or prior_year")
          continue
        }
        used.insert(fill.row)
        guard let amount = amount(of: meter, in: gap, by: fill.method, table, fill.row) else {
          continue
        }
        let unit = meter.readings[0].reading.unit
        all[index].readings.append(
          (
            MeterReading(
              meter: meter.name, component: meter.component, flow: meter.flow.name, period: gap,
              amount: amount, unit: unit,
              evidence: fill.method == .planScaled ? .planScaled : .priorYear,
              place: table.line(fill.row)),
            ReadingSpot(table: table, row: fill.row, column: "meter")
          ))
      }
    }
    guard let table else { return }
    for fill in fills where !used.contains(fill.row) {
      table.report(
        fill.row, "period_start", "the meter '\(fill.meter)' has no gap here",
        help: "remove the row, or the readings that it is to replace")
    }
  }

  private func read(_ all: [MeterReadings.Meter]) -> (ActualsTable?, [Fill]) {
    guard
      let table = ActualsTable(
        "fills.csv", columns: ["meter", "method", "period_start", "period_end"], optional: ["note"],
        reading)
    else { return (nil, []) }
    let fills = table.rows.compactMap { row -> Fill? in
      let name = table.text(row, "meter")
      if !all.contains(where: { $0.name == name }) {
        table.report(
          row, "meter", "meters.csv has no meter '\(name)'",
          help: Suggestion.help(for: name, in: all.map(\.name), known: "meters"))
        return nil
      }
      guard let method = table.word(row, "method", Method.self), let period = table.period(row)
      else { return nil }
      return Fill(meter: name, method: method, period: period, row: row)
    }
    return (table, fills)
  }

  /// Minutes of the year that no reading covers; readings are in order of time.
  private func gaps(of meter: MeterReadings.Meter) -> [Range<Int>] {
    var gaps: [Range<Int>] = []
    var end = meters.year.lowerBound
    for (reading, _) in meter.readings {
      if reading.period.lowerBound > end { gaps.append(end..<reading.period.lowerBound) }
      end = max(end, reading.period.upperBound)
    }
    if end < meters.year.upperBound { gaps.append(end..<meters.year.upperBound) }
    return gaps
  }

  private func amount(
    of meter: MeterReadings.Meter, in gap: Range<Int>, by method: Method, _ table: ActualsTable,
    _ row: Int
  ) -> Double? {
    switch method {
    case .planScaled:
      let shape = planned(meter)
      func sum(_ period: Range<Int>) -> Double {
        let length = meters.site.stepMinutes
        let first = meters.year.lowerBound
        return shape.indices.reduce(0) { sum, step in
          let start = first + step * length
          let inside = period.clamped(to: start..<(start + length))
          return sum + shape[step] * Double(inside.count) / Double(length)
        }
      }
      let plan = meter.readings.reduce(0) { $0 + sum($1.reading.period) }
      guard plan > 0 else {
        table.report(
          row, "method", "the plan has nothing of '\(meter.component)' \(meter.flow.name) to scale",
          help: "write the method prior_year, or the readings")
        return nil
      }
      let metered = meter.readings.reduce(0) { $0 + $1.reading.amount }
      return metered / plan * sum(gap)
    case .priorYear:
      let same = yearBefore(gap.lowerBound)..<yearBefore(gap.upperBound)
      let readings = prior.first { $0.name == meter.name }?.readings.map(\.reading) ?? []
      var covered = 0
      var amount = 0.0
      for reading in readings where reading.unit == meter.readings[0].reading.unit {
        let inside = reading.period.clamped(to: same)
        covered += inside.count
        amount += reading.amount * Double(inside.count) / Double(reading.period.count)
      }
      guard covered == same.count else {
        table.report(
          row, "method",
          "prior_year.csv does not have all of '\(meter.name)' from "
            + "\(CivilStamp.text(same.lowerBound)) to \(CivilStamp.text(same.upperBound))",
          help: "write these readings there, in the unit of meters.csv")
        return nil
      }
      return amount
    }
  }

  /// What the plan has of a meter's flow in each step, in any unit.
  private func planned(_ meter: MeterReadings.Meter) -> [Double] {
    guard
      let part = meters.planned.components.first(where: { $0.component == meter.component })
    else { return [] }
    let keys: [FlowKey] =
      meter.flow.name == "served"
      ? part.flows.map(\.key).filter { $0.role == .served }
      : [meter.flow.key == .meteredFuel ? meter.flow.fuel?.flow ?? .output : meter.flow.key]
    var sum = [Double](repeating: 0, count: meters.planned.horizon.count)
    for key in keys {
      for (step, value) in part.values(of: key).enumerated() { sum[step] += value }
    }
    return sum
  }

  /// The same month, day and hour of the year before; the 28th for a 29 February.
  private func yearBefore(_ minute: Int) -> Int {
    let year = CivilStamp.year(of: minute)
    let days = { (y: Int) in CivilStamp.days(year: y, month: 1, day: 1) }
    let ofYear = minute - days(year) * 1440
    let isLeap = days(year + 1) - days(year) == 366
    let wasLeap = days(year) - days(year - 1) == 366
    let february = 59 * 1440
    let shift = ofYear < february ? 0 : isLeap ? -1440 : wasLeap ? 1440 : 0
    return days(year - 1) * 1440 + ofYear + shift
  }
}
