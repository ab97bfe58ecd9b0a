import SiteModel
import Units

/// What one demand line bills, month by month, in kW.
struct BilledDemand {
  /// A month's billed demand.
  struct Month {
    /// Greatest import of the month within the line's days and hours, or the metered peak.
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
      var peak = meter.peak(in: month, days: demand.window.days, hours: demand.window.hours)
      let metered = meter.metered(line, yearBefore: false, month: month.month)
      if let metered, metered > peak.kilowatts { peak = Peak(kilowatts: metered, step: nil) }
      peaks.append(peak)
    }
    var found: [Month] = []
    for (index, month) in calendar.months.enumerated() {
      var result = Month(own: peaks[index], billed: nil, step: nil)
      if demand.window.months.contains(month.month) {
        var standing = peaks[index]
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
        var factor = 1.0
        if let wanted = demand.leastPowerFactor, let actual = meter.grid.powerFactor,
          actual < wanted
        {
          factor = wanted / actual
        }
        result.billed = standing.kilowatts * factor
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
    func modelled(_ number: Int) -> [Peak] {
      zip(meter.calendar.months, peaks).compactMap { other, peak in
        other.year == month.year && other.month == number ? peak : nil
      }
    }
    switch ratchet.lookBack {
    case .months(let numbers):
      return numbers.sorted().flatMap { modelled($0) }
    case .previous(let count):
      var found: [Peak] = []
      for back in 1...max(1, count) {
        let number = month.month - back
        if number >= 1 {
          found += modelled(number)
        } else if let metered = meter.metered(line, yearBefore: true, month: number + 12) {
          found.append(Peak(kilowatts: metered, step: nil))
        } else {
          found += modelled(number + 12)
        }
      }
      return found
    }
  }
}
