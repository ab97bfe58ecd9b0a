import SiteModel
import Units

/// The bill of one grid connection, by plain loops over the steps of each month.
struct GridBill {
  let grid: Grid
  let reader: DispatchReader
  let imports: [Double]
  let exports: [Double]?

  init(grid: Grid, reader: DispatchReader) {
    self.grid = grid
    self.reader = reader
    imports =
      reader.column("import_mw", of: grid.name)
      ?? [Double](repeating: 0, count: reader.plan.horizon.count)
    exports = reader.column("export_mw", of: grid.name)
  }

  var lines: [Bill.Line] {
    var lines: [Bill.Line] = []
    for month in 1...12 {
      for line in grid.tariff.lines {
        if case .fixed(let amount, each: .month) = line.charge {
          lines.append(
            Bill.Line(
              month: month, component: grid.name, line: line.name, quantity: 1, unit: "month",
              rate: amount.in(.usd), weight: 1, amount: amount, peakStep: nil))
        }
      }
      for part in reader.months where part.month == month {
        for line in grid.tariff.lines {
          if let metered = self.metered(line, in: part) { lines.append(metered) }
        }
        if let revenue = revenue(in: part) { lines.append(revenue) }
      }
    }
    return lines
  }

  /// A line that depends on imports; nil if it never holds in the month.
  private func metered(_ line: Tariff.Line, in month: DispatchReader.Month) -> Bill.Line? {
    switch line.charge {
    case .indexedEnergy(let factor, let adder):
      let index = grid.indexPrice
      return energy(line.name, imports, in: month) { step in
        factor * (index?[step].in(.usdPerKilowattHour) ?? 0) + adder.in(.usdPerKilowattHour)
      }
    case .energy(let window, let tiers), .rider(let window, let tiers):
      guard window.months.contains(month.month), let first = tiers.tiers.first else { return nil }
      let rate = first.price.in(.usdPerKilowattHour)
      return energy(line.name, imports, in: month, fallback: rate) { step in
        isWithin(window, step) ? rate : nil
      }
    case .demand(let demand):
      let rate = demand.tiers.first?.price.in(.usdPerKilowattMonth) ?? 0
      return self.demand(line.name, demand.window, rate, in: month)
    default:
      return nil
    }
  }

  private func isWithin(_ window: TariffWindow, _ step: Int) -> Bool {
    let moment = reader.clock[step]
    return window.contains(moment, grid.tariff.rules.dayKind(of: moment))
  }

  private func revenue(in month: DispatchReader.Month) -> Bill.Line? {
    guard let exports, let price = grid.exportPrice else { return nil }
    return energy("export_revenue", exports, in: month) { -price[$0].in(.usdPerKilowattHour) }
  }

  /// Energy times the price of each step; a step without a price is not billed by this line.
  private func energy(
    _ name: String, _ power: [Double], in month: DispatchReader.Month, fallback: Double = 0,
    price: (Int) -> Double?
  ) -> Bill.Line {
    var kilowattHours = 0.0
    var dollars = 0.0
    for step in month.steps {
      guard let rate = price(step) else { continue }
      let energy = power[step] * 1000 * reader.hoursPerStep
      kilowattHours += energy
      dollars += energy * rate
    }
    return Bill.Line(
      month: month.month, component: grid.name, line: name, quantity: kilowattHours, unit: "kWh",
      rate: kilowattHours == 0 ? fallback : dollars / kilowattHours, weight: reader.yearly,
      amount: Money(dollars * reader.yearly, .usd), peakStep: nil)
  }

  /// The greatest import within the window; nil if the window never opens in the month.
  private func demand(
    _ name: String, _ window: TariffWindow, _ rate: Double, in month: DispatchReader.Month
  ) -> Bill.Line? {
    var peak: Int?
    for step in month.steps where isWithin(window, step) {
      if let known = peak, imports[known] >= imports[step] { continue }
      peak = step
    }
    guard let peak else { return nil }
    let kilowatts = imports[peak] * 1000
    return Bill.Line(
      month: month.month, component: grid.name, line: name, quantity: kilowatts, unit: "kW",
      rate: rate, weight: month.weight, amount: Money(kilowatts * rate * month.weight, .usd),
      peakStep: peak)
  }
}
