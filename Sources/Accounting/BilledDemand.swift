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
      let metered = meter.metered(line, yearBefore: false, month: month.month)
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
    remembered(ratchet, in: month).flatMap { earlier -> [Peak] in
      if earlier.isYearBefore,
        let metered = meter.metered(line, yearBefore: true, month: earlier.month)
      {
        return [Peak(kilowatts: metered, step: nil)]
      }
      let modelled = zip(meter.calendar.months, peaks).compactMap { other, peak in
        other.year == month.year && other.month == earlier.month ? peak : nil
      }
      guard modelled.isEmpty, meter.calendar.metered != nil,
        let metered = meter.metered(line, yearBefore: false, month: earlier.month)
      else { return modelled }
      return [Peak(kilowatts: metered, step: nil)]
    }
  }

  /// Months that a ratchet looks back on; the year recurs.
  private static func remembered(
    _ ratchet: Tariff.Demand.Ratchet, in month: BillingCalendar.Month
  ) -> [(month: Int, isYearBefore: Bool)] {
    switch ratchet.lookBack {
    case .months(let numbers): numbers.sorted().map { ($0, false) }
    case .previous(let count):
      (1...max(1, count)).map { back in
        let number = month.month - back
        return number >= 1 ? (number, false) : (number + 12, true)
      }
    }
  }

  /// Months that some bill looks back on, and whose peak nobody saw.
  static func unseen(_ line: String, _ demand: Tariff.Demand, _ meter: GridMeter) -> [Int] {
    let seen = Set(meter.calendar.months.map(\.month))
    var missing: Set<Int> = []
    for month in meter.calendar.months where demand.window.months.contains(month.month) {
      for ratchet in demand.ratchets {
        for earlier in remembered(ratchet, in: month) where !seen.contains(earlier.month) {
          let known =
            meter.metered(line, yearBefore: earlier.isYearBefore, month: earlier.month)
            ?? meter.metered(line, yearBefore: false, month: earlier.month)
          if known == nil { missing.insert(earlier.month) }
        }
      }
    }
    return missing.sorted()
  }
}
