import SiteModel
import Units

/// What one demand line bills, month by month, in kW.
struct BilledDemand {
  /// A month's billed demand.
  struct Month {
    /// Greatest import of the month while the line's meter counts, or the metered peak.
    var own: Peak
    /// After ratchets, minimums and the power factor; nil where the line is not billed.
    var billed: Double?
    /// First step of the peak that the billed demand stands on, if a peak it is.
    var step: Int?
  }

  /// A greatest demand.
  struct Peak {
    var kilowatts: Double
    /// First step of its interval; nil where it was metered or where the window never opened.
    var step: Int?
  }

  /// One entry for each month of the calendar.
  let months: [Month]

  init(_ line: String, _ demand: Tariff.Demand, _ meter: GridMeter) {
    let calendar = meter.calendar
    var peaks: [Peak] = []
    for month in calendar.months {
      var peak = meter.peak(of: month.steps, meteredBy: demand.window)
      let metered = meter.metered(line, year: calendar.year(of: month), month: month.month)
      if let metered, metered > peak.kilowatts { peak = Peak(kilowatts: metered, step: nil) }
      peaks.append(peak)
    }
    var found: [Month] = []
    for (index, month) in calendar.months.enumerated() {
      var result = Month(own: peaks[index], billed: nil, step: nil)
      if demand.window.months.contains(month.month) {
        var standing = Peak(
          kilowatts: demand.ownShare * peaks[index].kilowatts, step: peaks[index].step)
        for ratchet in demand.ratchets {
          for earlier in Self.lookedBackOn(ratchet, line, month, peaks, meter)
          where ratchet.share * earlier.kilowatts > standing.kilowatts {
            standing = Peak(kilowatts: ratchet.share * earlier.kilowatts, step: earlier.step)
          }
        }
        for minimum in demand.minimums {
          let least: Double
          switch minimum {
          case .power(let power): least = power.in(.kilowatts)
          case .shareOfContract(let share): least = share * meter.contractKilowatts
          }
          if least > standing.kilowatts { standing = Peak(kilowatts: least, step: nil) }
        }
        result.billed = standing.kilowatts * meter.factor(for: demand.leastPowerFactor)
        result.step = standing.step
      }
      found.append(result)
    }
    months = found
  }

  /// Peaks that a ratchet remembers in a month.
  private static func lookedBackOn(
    _ ratchet: Tariff.Demand.Ratchet, _ line: String, _ month: BillingCalendar.Month,
    _ peaks: [Peak], _ meter: GridMeter
  ) -> [Peak] {
    let calendar = meter.calendar
    return remembered(ratchet, in: month, calendar).flatMap { earlier -> [Peak] in
      let year = calendar.year(of: month)
      if earlier.isYearBefore,
        let metered = meter.metered(line, year: year - 1, month: earlier.month)
      {
        return [Peak(kilowatts: metered, step: nil)]
      }
      // In the year in which a connection is energised, what comes later is no past.
      let isFirstYear = calendar.metered == nil && meter.grid.monthsBefore > 0
      let modelled = zip(calendar.months, peaks).compactMap { other, peak in
        stands(other, for: earlier, in: month, calendar)
          && !(isFirstYear && other.month > month.month) ? peak : nil
      }
      // Across the new year, what was not seen of the year before is not this year's.
      let isKnowable = calendar.metered != nil && !(calendar.crossesYears && earlier.isYearBefore)
      guard modelled.isEmpty, isKnowable,
        let metered = meter.metered(line, year: year, month: earlier.month)
      else { return modelled }
      return [Peak(kilowatts: metered, step: nil)]
    }
  }

  /// A month that a ratchet remembers.
  private typealias Remembered = (month: Int, isYearBefore: Bool)

  /// Whether a month of the calendar is the one that is remembered. Within one year the year recurs;
  /// what a meter saw across the new year has its true past, in which no later month counts.
  private static func stands(
    _ other: BillingCalendar.Month, for earlier: Remembered, in month: BillingCalendar.Month,
    _ calendar: BillingCalendar
  ) -> Bool {
    guard other.month == earlier.month else { return false }
    guard calendar.crossesYears else { return other.year == month.year }
    return calendar.year(of: other) == calendar.year(of: month) - (earlier.isYearBefore ? 1 : 0)
  }

  /// Months that a ratchet looks back on.
  private static func remembered(
    _ ratchet: Tariff.Demand.Ratchet, in month: BillingCalendar.Month, _ calendar: BillingCalendar
  ) -> [Remembered] {
    switch ratchet.lookBack {
    case .months(let numbers):
      numbers.sorted().map { ($0, calendar.crossesYears && $0 > month.month) }
    case .previous(let count):
      (1...max(1, count)).map { back in
        let number = month.month - back
        return number >= 1 ? (number, false) : (number + 12, true)
      }
    }
  }

  /// Months that some bill looks back on, and whose peak nobody saw.
  static func unseen(_ line: String, _ demand: Tariff.Demand, _ meter: GridMeter) -> [Int] {
    let calendar = meter.calendar
    let seen = Set(calendar.months.map(\.month))
    var missing: Set<Int> = []
    for month in calendar.months where demand.window.months.contains(month.month) {
      for ratchet in demand.ratchets {
        for earlier in remembered(ratchet, in: month, calendar) {
          let isSeen =
            calendar.crossesYears
            ? calendar.months.contains { stands($0, for: earlier, in: month, calendar) }
            : seen.contains(earlier.month)
          if isSeen { continue }
          let year = calendar.year(of: month)
          let known =
            meter.metered(line, year: year - (earlier.isYearBefore ? 1 : 0), month: earlier.month)
            ?? (calendar.crossesYears
              ? nil : meter.metered(line, year: year, month: earlier.month))
          if known == nil { missing.insert(earlier.month) }
        }
      }
    }
    return missing.sorted()
  }
}
