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
    if demand.each == .day { return days(name, demand, index) }
    guard let month = demands[name]?.months[index], let kilowatts = month.billed else { return [] }
    // A window that never opens in what is modelled bills nothing.
    guard kilowatts > 0 || month.own.step != nil else { return [] }
    let part = meter.part(of: demand.window, inMonth: calendar.months[index].month)
    return [
      row(
        calendar.months[index].month, name, kilowatts, "kW",
        part * dollars(demand, kilowatts),
        weight: calendar.months[index].weight,
        fallback: demand.tiers.first?.price.in(.usdPerKilowattMonth) ?? 0, step: month.step)
    ]
  }

  /// The greatest demand of each day, all of a month's days in one row.
  private func days(_ name: String, _ demand: Tariff.Demand, _ index: Int) -> [Bill.Line] {
    let month = calendar.months[index]
    guard demand.window.months.contains(month.month) else { return [] }
    var stepsOfDay: [Int: [Int]] = [:]
    for step in month.steps { stepsOfDay[calendar.clock[step].day, default: []].append(step) }
    var kilowattDays = 0.0
    var dollars = 0.0
    for (_, steps) in stepsOfDay.sorted(by: { $0.key < $1.key }) {
      let peak = meter.peak(of: steps, meteredBy: demand.window)
      guard peak.step != nil else { continue }
      let kilowatts = peak.kilowatts * demand.ownShare * meter.factor(for: demand.leastPowerFactor)
      kilowattDays += kilowatts
      dollars += self.dollars(demand, kilowatts)
    }
    return [
      row(
        month.month, name, kilowattDays, "kW-day", dollars, weight: calendar.yearly,
        fallback: demand.tiers.first?.price.in(.usdPerKilowattMonth) ?? 0)
    ]
  }

  /// What a billed demand costs in its blocks.
  private func dollars(_ demand: Tariff.Demand, _ kilowatts: Double) -> Double {
    var dollars = 0.0
    for (position, tier) in demand.tiers.enumerated() {
      let isLast = position + 1 == demand.tiers.count
      let upTo = isLast ? Double.infinity : demand.tiers[position + 1].from.in(.kilowatts)
      let within = min(kilowatts, upTo) - tier.from.in(.kilowatts)
      if within > 0 { dollars += within * tier.price.in(.usdPerKilowattMonth) }
    }
    return dollars
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
    var part = 1.0
    for line in grid.tariff.lines where line.name == reactive.demandLine {
      guard case .demand(let demand) = line.charge else { continue }
      part = meter.part(of: demand.window, inMonth: calendar.months[index].month)
    }
    return [
      row(
        calendar.months[index].month, name, kilovars, "kVAr", part * kilovars * rate,
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
      grid.tariff.rules.netting == .annual
      && !calendar.months.contains { $0.month == grid.tariff.rules.trueUpMonth }
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
    let years =
      calendar.metered != nil
      ? 1 : (calendar.horizon.count + calendar.stepsPerYear - 1) / calendar.stepsPerYear
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
    var found: [(position: Int, counted: Set<String>, row: Bill.Line)] = []
    for (position, line, counted) in Self.minimumBills(of: grid.tariff) {
      guard case .minimumBill(let least, each: let period, of: _) = line.charge else { continue }
      var dollars = 0.0
      for other in billed where counted.contains(other.line) { dollars += other.amount.in(.usd) }
      for other in grid.tariff.lines where counted.contains(other.name) {
        dollars += monthly(other, month.month) * month.weight
      }
      // A top-up of lines that this one counts too is money of the bill.
      for smaller in found where smaller.counted.isSubset(of: counted) {
        dollars += smaller.row.amount.in(.usd)
      }
      let days = calendar.horizon.calendar.days(inMonth: month.month)
      let due = least.in(.usd) * (period == .day ? Double(days) : 1)
      // For each of the months that this one stands for.
      let missing = max(0, due - dollars / month.weight)
      found.append(
        (
          position, counted,
          row(month.month, line.name, 1, "month", missing, weight: month.weight, fallback: 0)
        ))
    }
    return found.sorted { $0.position < $1.position }.map(\.row)
  }

  /// Minimum bills with the lines that they count: few before many, as one may hold another.
  private static func minimumBills(
    of tariff: Tariff
  ) -> [(position: Int, line: Tariff.Line, counted: Set<String>)] {
    var found: [(position: Int, line: Tariff.Line, counted: Set<String>)] = []
    for (position, line) in tariff.lines.enumerated() {
      guard case .minimumBill(_, each: _, of: let names) = line.charge else { continue }
      found.append((position, line, Set(names.isEmpty ? allCharges(of: tariff) : names)))
    }
    return found.sorted { ($0.counted.count, $0.position) < ($1.counted.count, $1.position) }
  }

  /// Taxes of a month on what its rows come to.
  func taxes(_ number: Int, _ rows: [Bill.Line]) -> [Bill.Line] {
    grid.tariff.lines.compactMap { line in
      guard case .tax(let share, of: let names) = line.charge else { return nil }
      var counted = Set(names)
      if names.isEmpty {
        for other in grid.tariff.lines {
          switch other.charge {
          case .export, .indexedExport, .tax: continue
          default: counted.insert(other.name)
          }
        }
      }
      var dollars = 0.0
      for other in rows where counted.contains(other.line) { dollars += other.amount.in(.usd) }
      return row(number, line.name, dollars, "USD", share, weight: 1)
    }
  }

  /// Names of the lines that a minimum bill without names counts.
  private static func allCharges(of tariff: Tariff) -> [String] {
    tariff.lines.filter { line in
      switch line.charge {
      case .export, .indexedExport, .minimumBill, .tax: false
      default: true
      }
    }.map(\.name)
  }

  /// USD of a month that no meter decides.
  private func monthly(_ line: Tariff.Line, _ month: Int) -> Double {
    switch line.charge {
    case .fixed(let amount, each: .month): amount.in(.usd)
    case .fixed(let amount, each: .day):
      amount.in(.usd) * Double(calendar.days(inMonth: month))
    case .contractDemand(let price):
      meter.contractKilowatts * price.in(.usdPerKilowattMonth)
    default: 0
    }
  }
}
