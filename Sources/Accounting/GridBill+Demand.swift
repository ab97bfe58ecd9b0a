import SiteModel
import Units

extension GridBill {
  /// A row whose rate is what each unit comes to.
  func row(
    _ month: Int, _ name: String, _ quantity: Double, _ unit: String, _ dollars: Double,
    weight: Double, fallback: Double, step: Int? = nil
  ) -> Bill.Line {
    Bill.Line(
      month: month, component: grid.name, line: name, quantity: quantity, unit: unit,
      rate: quantity == 0 ? fallback : dollars / quantity, weight: weight,
      amount: Money(dollars * weight, .usd), peakStep: step)
  }

  /// A row of so many units at one rate.
  func row(
    _ month: Int, _ name: String, _ quantity: Double, _ unit: String, _ rate: Double,
    weight: Double
  ) -> Bill.Line {
    row(month, name, quantity, unit, quantity * rate, weight: weight, fallback: rate)
  }

  /// The billed demand through the tiers of its line.
  func demand(_ name: String, _ demand: Tariff.Demand, _ index: Int) -> [Bill.Line] {
    guard let month = demands[name]?.months[index], let kilowatts = month.billed else { return [] }
    // A window that never opens in what is modelled bills nothing.
    guard kilowatts > 0 || month.own.step != nil else { return [] }
    var dollars = 0.0
    for (position, tier) in demand.tiers.enumerated() {
      let isLast = position + 1 == demand.tiers.count
      let upTo = isLast ? Double.infinity : demand.tiers[position + 1].from.in(.kilowatts)
      let within = min(kilowatts, upTo) - tier.from.in(.kilowatts)
      if within > 0 { dollars += within * tier.price.in(.usdPerKilowattMonth) }
    }
    return [
      row(
        calendar.months[index].month, name, kilowatts, "kW", dollars,
        weight: calendar.months[index].weight,
        fallback: demand.tiers.first?.price.in(.usdPerKilowattMonth) ?? 0, step: month.step)
    ]
  }

  /// Reactive demand at the month's own peak, above the free part.
  func reactive(_ name: String, _ reactive: Tariff.Reactive, _ index: Int) -> [Bill.Line] {
    guard let month = demands[reactive.demandLine]?.months[index], month.billed != nil else {
      return []
    }
    let factor = grid.powerFactor ?? 1
    let perKilowatt = (1 - factor * factor).squareRoot() / factor
    let above = max(0, perKilowatt - reactive.freeShare)
    let rate = reactive.price.in(.usdPerKilowattMonth)
    let kilovars = month.own.kilowatts * above
    return [
      row(
        calendar.months[index].month, name, kilovars, "kVAr", kilovars * rate,
        weight: calendar.months[index].weight, fallback: rate, step: month.own.step)
    ]
  }

  /// Coincident peaks, each with the position of the month of its first hour.
  ///
  /// In a horizon that repeats the year, the mean of a peak's repetitions counts; a peak with an hour
  /// outside the horizon is not billed.
  var coincident: [(month: Int, line: Bill.Line)] {
    var found: [(month: Int, line: Bill.Line)] = []
    var monthOfStep: [Int: Int] = [:]
    for (index, month) in calendar.months.enumerated() {
      for step in month.steps { monthOfStep[step] = index }
    }
    for line in grid.tariff.lines {
      guard case .coincidentPeak(let price, let basis) = line.charge else { continue }
      let peaks = grid.coincidentPeaks.peaks.filter { $0.line == line.name }
      let rate =
        price.in(.usdPerKilowattYear) / (basis == .meanOfPeaks ? Double(peaks.count) : 1)
      for peak in peaks {
        let seen = imports(at: peak)
        for (kilowatts, first, step) in seen {
          guard let index = monthOfStep[first] else { continue }
          found.append(
            (
              index,
              row(
                calendar.months[index].month, line.name, kilowatts, "kW", kilowatts * rate,
                weight: 1 / Double(seen.count), fallback: rate, step: step)
            ))
        }
      }
    }
    return found
  }

  /// What a meter did not see of look-backs and coincident peaks; a plan's steps stand for a year.
  var unseen: [Bill.Unseen] {
    guard calendar.metered != nil else { return [] }
    let isSettledEarly =
      grid.tariff.rules.netting == .annual && calendar.months.last?.month != 12
    let ofLines: [Bill.Unseen] = grid.tariff.lines.compactMap { line in
      switch line.charge {
      case .demand(let demand):
        let months = BilledDemand.unseen(line.name, demand, meter)
        return months.isEmpty ? nil : .lookBack(line: line.name, months: months)
      case .coincidentPeak:
        let names = grid.coincidentPeaks.peaks
          .filter { $0.line == line.name && imports(at: $0).isEmpty }.map(\.name)
        return names.isEmpty ? nil : .coincidentPeaks(line: line.name, names: names)
      default: return nil
      }
    }
    return ofLines + (isSettledEarly ? [.restOfYear] : [])
  }

  /// The import that counts for a peak, in each year of the horizon that holds all of its hours.
  private func imports(
    at peak: CoincidentPeaks.Peak
  ) -> [(kilowatts: Double, first: Int, step: Int?)] {
    let years = (calendar.horizon.count + calendar.stepsPerYear - 1) / calendar.stepsPerYear
    var found: [(kilowatts: Double, first: Int, step: Int?)] = []
    for year in 0..<years {
      let hours = peak.hours.map { meter.hourlyImport(minute: $0.minute, year: year) }
      guard let first = hours.first, let first, !hours.contains(where: { $0 == nil }) else {
        continue
      }
      var kilowatts = 0.0
      var step: Int?
      for (hour, seen) in zip(peak.hours, hours) {
        guard let seen else { continue }
        if peak.isExpected {
          kilowatts += (hour.probability ?? 0) * seen.kilowatts
        } else if step == nil || seen.kilowatts > kilowatts {
          (kilowatts, step) = (seen.kilowatts, seen.step)
        }
      }
      found.append((kilowatts, first.step, step))
    }
    return found
  }

  /// What is missing to the minimum bill of a month, once all else is billed.
  func minimums(_ index: Int, _ billed: [Bill.Line]) -> [Bill.Line] {
    let month = calendar.months[index]
    return grid.tariff.lines.compactMap { line in
      guard case .minimumBill(let least, let names) = line.charge else { return nil }
      let counted = names.isEmpty ? Self.allCharges(of: grid.tariff) : names
      var dollars = 0.0
      for other in billed where counted.contains(other.line) { dollars += other.amount.in(.usd) }
      for other in grid.tariff.lines where counted.contains(other.name) {
        dollars += monthly(other, month.month) * month.weight
      }
      // For each of the months that this one stands for.
      let missing = max(0, least.in(.usd) - dollars / month.weight)
      return row(
        month.month, line.name, 1, "month", missing, weight: month.weight, fallback: 0)
    }
  }

  /// Names of the lines that a minimum bill without names counts.
  private static func allCharges(of tariff: Tariff) -> [String] {
    tariff.lines.filter { line in
      switch line.charge {
      case .export, .indexedExport, .minimumBill: false
      default: true
      }
    }.map(\.name)
  }

  /// USD of a month that no meter decides.
  private func monthly(_ line: Tariff.Line, _ month: Int) -> Double {
    switch line.charge {
    case .fixed(let amount, each: .month): amount.in(.usd)
    case .fixed(let amount, each: .day):
      amount.in(.usd) * Double(calendar.horizon.calendar.days(inMonth: month))
    case .contractDemand(let price):
      meter.contractKilowatts * price.in(.usdPerKilowattMonth)
    default: 0
    }
  }
}
