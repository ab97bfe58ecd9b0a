import SiteModel
import Units

/// The bill of one grid connection, by plain loops over the steps of each month.
struct GridBill {
  let meter: GridMeter
  /// Billed demand of each demand line, by name.
  let demands: [String: BilledDemand]
  /// Imports set against exports, by energy line; empty where the tariff does not net.
  let netted: [String: NettedEnergy]

  var grid: Grid { meter.grid }
  var calendar: BillingCalendar { meter.calendar }

  init(_ meter: GridMeter) {
    self.meter = meter
    var demands: [String: BilledDemand] = [:]
    var netted: [String: NettedEnergy] = [:]
    for line in meter.grid.tariff.lines {
      switch line.charge {
      case .demand(let demand): demands[line.name] = BilledDemand(line.name, demand, meter)
      case .energy(let window, _) where meter.grid.tariff.rules.netting != .none:
        netted[line.name] = NettedEnergy(window, meter)
      default: continue
      }
    }
    self.demands = demands
    self.netted = netted
  }

  /// All lines, by month; those that no meter decides come first in each month.
  var lines: [Bill.Line] {
    let coincident = self.coincident
    var lines: [Bill.Line] = []
    for number in calendar.dueMonths where isEnergised(number) {
      let first = lines.count
      for line in grid.tariff.lines {
        if let fixed = standing(line, month: number) { lines.append(fixed) }
      }
      for (index, month) in calendar.months.enumerated() where month.month == number {
        var billed: [Bill.Line] = []
        for line in grid.tariff.lines {
          billed += metered(line, index)
          billed += coincident.filter { $0.month == index && $0.line.line == line.name }
            .map(\.line)
        }
        if let revenue = revenue(index) { billed.append(revenue) }
        billed += minimums(index, billed)
        lines += billed
      }
      lines += taxes(number, Array(lines[first...]))
    }
    return lines
  }

  /// Whether a month of a plan lies behind the one in which the connection is energised: before, nothing is
  /// billed.
  private func isEnergised(_ month: Int) -> Bool {
    meter.calendar.metered != nil || month > grid.monthsBefore
  }

  /// An amount that no meter decides, a month.
  private func standing(_ line: Tariff.Line, month: Int) -> Bill.Line? {
    switch line.charge {
    case .fixed(let amount, each: let period):
      let count = period == .month ? 1 : calendar.days(inMonth: month)
      return row(
        month, line.name, Double(count), period == .month ? "month" : "day", amount.in(.usd),
        weight: 1)
    case .contractDemand(let price):
      return row(
        month, line.name, meter.contractKilowatts, "kW", price.in(.usdPerKilowattMonth), weight: 1)
    default: return nil
    }
  }

  /// What a line bills of one month by its meter.
  private func metered(_ line: Tariff.Line, _ index: Int) -> [Bill.Line] {
    let month = calendar.months[index]
    switch line.charge {
    case .fixed, .contractDemand, .minimumBill, .coincidentPeak, .tax:
      return []
    case .energy(let window, let tiers):
      guard window.months.contains(month.month) else { return [] }
      let billed = netted[line.name]?.months[index].billed ?? imports(window, month)
      return [energy(line.name, window, billed, tiers, index)]
    case .rider(let window, let tiers):
      guard window.months.contains(month.month) else { return [] }
      return [energy(line.name, window, imports(window, month), tiers, index)]
    case .indexedEnergy(let factor, let adder):
      return [
        priced(line.name, meter.series.imports, index, sign: 1) { step in
          factor * indexPrice(step) + adder.in(.usdPerKilowattHour)
        }
      ]
    case .demand(let demand): return self.demand(line.name, demand, index)
    case .reactive(let reactive): return self.reactive(line.name, reactive, index)
    case .export(let window, let price):
      guard window.months.contains(month.month) else { return [] }
      return [export(line.name, window, price.in(.usdPerKilowattHour), index)]
    case .indexedExport(let factor, let adder):
      guard let exports = meter.series.exports else { return [] }
      return [
        priced(line.name, exports, index, sign: -1) { step in
          factor * indexPrice(step) + adder.in(.usdPerKilowattHour)
        }
      ]
    }
  }

  private func indexPrice(_ step: Int) -> Double {
    grid.indexPrice.map { meter.price($0, at: step) } ?? 0
  }

  /// kWh imported within a window of a month.
  private func imports(_ window: TariffWindow, _ month: BillingCalendar.Month) -> Double {
    var sum = 0.0
    for step in month.steps {
      let share = meter.share(of: window, step)
      if share > 0 { sum += share * meter.energy(meter.series.imports, step) }
    }
    return sum
  }

  /// Energy through the tiers of a line; limits shrink with the part of the month that is modelled.
  private func energy(
    _ name: String, _ window: TariffWindow, _ kilowattHours: Double, _ tiers: Tariff.EnergyTiers,
    _ index: Int
  ) -> Bill.Line {
    let month = calendar.months[index]
    let season = meter.part(of: window, inMonth: month.month)
    let part = season * month.weight / calendar.yearly
    let days = Double(calendar.horizon.calendar.days(inMonth: month.month))
    let perUnit: Double
    switch tiers.measure {
    case .energy: perUnit = 1000 * part
    case .energyPerDay: perUnit = 1000 * part * days
    case .hoursUse(let of): perUnit = (demands[of]?.months[index].billed ?? 0) * part
    case .hoursUsePerDay(let of):
      perUnit = (demands[of]?.months[index].billed ?? 0) * part * days
    case .loadFactor(let of):
      let hours = season * Double(month.steps.count) * calendar.hoursPerStep
      perUnit = (demands[of]?.months[index].billed ?? 0) * hours
    }
    var dollars = 0.0
    for (position, tier) in tiers.tiers.enumerated() {
      let from = tier.from * perUnit
      let isLast = position + 1 == tiers.tiers.count
      let upTo = isLast ? Double.infinity : tiers.tiers[position + 1].from * perUnit
      let within = min(kilowattHours, upTo) - from
      if within > 0 { dollars += within * tier.price.in(.usdPerKilowattHour) }
    }
    return row(
      month.month, name, kilowattHours, "kWh", dollars, weight: calendar.yearly,
      fallback: tiers.tiers.first?.price.in(.usdPerKilowattHour) ?? 0)
  }

  /// Energy at a price for each step.
  private func priced(
    _ name: String, _ column: [Double], _ index: Int, sign: Double, price: (Int) -> Double
  ) -> Bill.Line {
    let month = calendar.months[index]
    var kilowattHours = 0.0
    var dollars = 0.0
    for step in month.steps {
      let energy = meter.energy(column, step)
      kilowattHours += energy
      dollars += sign * energy * price(step)
    }
    return row(
      month.month, name, kilowattHours, "kWh", dollars, weight: calendar.yearly, fallback: 0)
  }

  /// Exports within a window, or what netting leaves of them.
  private func export(
    _ name: String, _ window: TariffWindow, _ rate: Double, _ index: Int
  ) -> Bill.Line {
    let month = calendar.months[index]
    var kilowattHours = 0.0
    if grid.tariff.rules.netting == .none {
      if let exports = meter.series.exports {
        for step in month.steps {
          kilowattHours += meter.share(of: window, step) * meter.energy(exports, step)
        }
      }
    } else {
      for line in grid.tariff.lines {
        guard let net = netted[line.name]?.months[index], let step = net.step,
          let moment = net.moment, window.contains(moment, meter.days[step])
        else { continue }
        kilowattHours += net.excess
      }
    }
    return row(
      month.month, name, kilowattHours, "kWh", -kilowattHours * rate, weight: calendar.yearly,
      fallback: -rate)
  }

  /// Exports at the price that the site names itself.
  private func revenue(_ index: Int) -> Bill.Line? {
    guard let exports = meter.series.exports, let prices = grid.exportPrice else { return nil }
    let name = "export_revenue"
    guard grid.tariff.rules.netting != .none else {
      return priced(name, exports, index, sign: -1) { meter.price(prices, at: $0) }
    }
    let month = calendar.months[index]
    var kilowattHours = 0.0
    for line in grid.tariff.lines {
      kilowattHours += netted[line.name]?.months[index].excess ?? 0
    }
    let rate = meter.price(prices, at: 0)
    return row(
      month.month, name, kilowattHours, "kWh", -kilowattHours * rate, weight: calendar.yearly,
      fallback: -rate)
  }
}
