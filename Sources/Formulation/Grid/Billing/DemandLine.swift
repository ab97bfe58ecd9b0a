import LinearProgramming
import SiteModel
import Units

/// One demand line, and the earlier peaks that go on counting in its bill.
struct DemandLine {
  /// Position among the tariff's lines.
  let index: Int
  let name: String
  let demand: Tariff.Demand

  /// An earlier month's peak with the share of it that is billed at least.
  struct Earlier {
    let share: Double
    let power: Expression<PowerDimension>
    let greatest: Power
  }

  /// The demand lines of a grid's tariff.
  static func all(of grid: Grid) -> [DemandLine] {
    grid.tariff.lines.enumerated().compactMap { index, line in
      guard case .demand(let demand) = line.charge else { return nil }
      return DemandLine(index: index, name: line.name, demand: demand)
    }
  }

  /// Whether each day's peak is billed.
  var isDaily: Bool { demand.each == .day }

  /// Steps of a month in which the meter counts: as one, or day by day.
  func meteredSteps(of month: Int, _ months: BilledMonths) -> [(day: Int?, steps: [Int])] {
    guard isDaily else { return [(nil, months.steps(of: month, meteredBy: demand.window))] }
    return months.days(of: month, meteredBy: demand.window).enumerated().map { ($0 + 1, $1) }
  }

  /// Whether the billed demand of two lines with the same peak is the same.
  func isBilled(like other: DemandLine, at grid: Grid) -> Bool {
    func seen(_ line: String) -> Set<[Double]> {
      Set(
        grid.meteredPeaks.peaks.filter { $0.line == line }.map {
          [Double($0.year), Double($0.month), $0.power.in(.megawatts)]
        })
    }
    return demand.isAmended(like: other.demand) && seen(name) == seen(other.name)
  }

  /// Whether a month's peak is billed, or may be looked back to.
  func counts(month: Int) -> Bool {
    demand.window.months.contains(month)
      || demand.ratchets.contains {
        switch $0.lookBack {
        case .months(let months): months.contains(month)
        case .previous: true
        }
      }
  }

  /// Peaks that a month's bill looks back to; those of years before it only where a meter saw them.
  func lookBack(
    from month: Int, _ months: BilledMonths, _ grid: Grid, _ year: Int,
    peak: (Int) -> DemandBilling.Peak?
  ) -> [Earlier] {
    func modelled(_ calendarMonth: Int, _ share: Double) -> Earlier? {
      // Of the month itself the greater share counts.
      guard let position = months.position(of: calendarMonth, inYearOf: month),
        // In the year in which it is energised, no later month is the past of an earlier one.
        months.monthsBefore == 0 || position <= month,
        position != month || share > demand.ownShare, let peak = peak(position)
      else { return nil }
      return Earlier(share: share, power: peak.power, greatest: peak.greatest)
    }
    let own = months.all[month].month
    return demand.ratchets.flatMap { ratchet -> [Earlier] in
      switch ratchet.lookBack {
      case .months(let listed):
        return listed.sorted().compactMap { modelled($0, ratchet.share) }
      case .previous(let count):
        return (1...max(1, count)).compactMap { back in
          let calendarMonth = (own - 1 - back + 1200) % 12 + 1
          let yearsBack = back < own ? 0 : (back - own) / 12 + 1
          if yearsBack > 0,
            let seen = grid.meteredPeak(of: name, year: year - yearsBack, month: calendarMonth)
          {
            return Earlier(share: ratchet.share, power: Expression(seen), greatest: seen)
          }
          return modelled(calendarMonth, ratchet.share)
        }
      }
    }
  }
}

extension DemandBilling {
  /// Steps that some demand line meters, in order of time.
  static func meteredSteps(_ grid: Grid, _ months: BilledMonths) -> [Int] {
    let lines = DemandLine.all(of: grid)
    var steps: Set<Int> = []
    for month in months.all.indices {
      for line in lines where line.counts(month: months.all[month].month) {
        steps.formUnion(months.steps(of: month, meteredBy: line.demand.window))
      }
    }
    return steps.sorted()
  }

  /// Steps of months in which one peak is over all of them, and no meter has seen more than zero.
  static func stepsOfWholeMonths(_ grid: Grid, _ months: BilledMonths) -> [Int] {
    let lines = DemandLine.all(of: grid)
    return months.all.indices.flatMap { month -> [Int] in
      let calendarMonth = months.all[month].month
      let year = months.horizon.calendar.year
      let isWhole = lines.contains { line in
        line.counts(month: calendarMonth)
          && grid.meteredPeak(of: line.name, year: year, month: calendarMonth) == nil
          && !line.isDaily
          && months.steps(of: month, meteredBy: line.demand.window).count
            == months.all[month].steps.count
      }
      return isWhole ? months.all[month].steps : []
    }
  }
}
