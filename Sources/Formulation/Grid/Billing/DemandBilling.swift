import LinearProgramming
import SiteModel
import Units

/// Billed demand of a tariff's demand lines, month by month, and what it costs.
///
/// billed(m) = max(own share × peak(m), ratchet share × earlier peaks, minimums) × power-factor ratio; a
/// line of each day's demand has a peak and a bill for each day.
struct DemandBilling: Sendable {
  private let component: String
  let meter: DemandMeter
  private let peaks: [Peak]
  private var bills: [Bill] = []

  /// The greatest demand of one month within some steps; lines with the same steps share it.
  struct Peak: Sendable {
    let month: Int
    let steps: [Int]
    /// What the meter has seen already in the modelled year.
    let floor: Power
    /// A column, or the floor where no step of the month is modelled.
    let power: Expression<PowerDimension>
    let greatest: Power
  }

  /// The billed demand of one line in one month, or on one of its days.
  private struct Bill: Sendable {
    let line: DemandLine
    let month: Int
    let peak: Peak
    let place: Int
    /// Billed demand before the power factor.
    let power: Expression<PowerDimension>
    /// What it is at least, where that is more than the peak.
    let rests: [Expression<PowerDimension>]
    let least: Power
    let ratio: Double
    let charge: TieredCharge<PowerDimension>
    let name: String
    /// Whether the column is another line's, with which it has all but the price in common.
    let isShared: Bool

    var hasColumn: Bool { !rests.isEmpty && !isShared }
  }

  /// Declares the columns of every demand line.
  init(
    _ grid: Grid, _ meter: DemandMeter, _ months: BilledMonths,
    contract: Expression<PowerDimension>?, in program: inout LinearProgram,
    _ context: FormulationContext
  ) {
    component = grid.name
    self.meter = meter
    let lines = DemandLine.all(of: grid)
    var peaks: [Peak] = []
    var placeOf: [[Int]: [Int]] = [:]
    for month in months.all.indices {
      let calendarMonth = months.all[month].month
      for line in lines where line.counts(month: calendarMonth) {
        let floor =
          line.isDaily
          ? nil
          : grid.meteredPeak(
            of: line.name, year: context.horizon.calendar.year, month: calendarMonth)
        let places = line.meteredSteps(of: month, months).map { part in
          Self.peak(
            "\(line.name)_\(calendarMonth)" + (part.day.map { "_\($0)" } ?? ""), month, part.steps,
            floor: floor ?? .zero, among: &peaks, grid, meter, in: &program)
        }
        placeOf[[line.index, month]] = places
      }
    }
    self.peaks = peaks
    for month in months.all.indices {
      for line in lines where line.demand.window.months.contains(months.all[month].month) {
        let places = placeOf[[line.index, month]] ?? []
        let before = line.lookBack(from: month, months, grid, context.horizon.calendar.year) {
          placeOf[[line.index, $0]]?.first.map { peaks[$0] }
        }
        for (number, place) in places.enumerated() {
          let label = "\(line.name)_\(month + 1)" + (line.isDaily ? "_\(number + 1)" : "")
          bills.append(
            bill(
              line, label, month, months, place: place, before: before, grid, contract: contract,
              in: &program, context))
        }
      }
    }
  }

  /// The position of a peak over some steps, which lines with the same steps share.
  private static func peak(
    _ label: String, _ month: Int, _ steps: [Int], floor: Power, among peaks: inout [Peak],
    _ grid: Grid, _ meter: DemandMeter, in program: inout LinearProgram
  ) -> Int {
    let known = peaks.firstIndex {
      $0.month == month && $0.floor == floor && $0.steps == steps
    }
    if let known { return known }
    let read = meter.intervals(of: steps).joined()
    let most = meter.peakFactor * (read.map { grid.limit(at: $0) }.max() ?? .zero)
    let greatest = max(floor, most)
    peaks.append(
      Peak(
        month: month, steps: steps, floor: floor,
        power: steps.isEmpty
          ? Expression(floor)
          : program.column(
            grid.name, "peak_\(label)",
            .limits(floor.in(.megawatts), greatest.in(.megawatts))),
        greatest: greatest))
    return peaks.count - 1
  }

  private func bill(
    _ line: DemandLine, _ label: String, _ month: Int, _ months: BilledMonths, place: Int,
    before: [DemandLine.Earlier], _ grid: Grid, contract: Expression<PowerDimension>?,
    in program: inout LinearProgram, _ context: FormulationContext
  ) -> Bill {
    let peak = peaks[place]
    let share = line.demand.ownShare
    var least = share * peak.floor
    var greatest = share * peak.greatest
    let own = share == 1 ? peak.power : share * peak.power
    var rests: [Expression<PowerDimension>] = []
    func atLeast(_ power: Expression<PowerDimension>, upTo most: Power) {
      greatest = max(greatest, most)
      if power.terms.isEmpty {
        least = max(least, power.quantity(at: []))
      } else {
        rests.append(power)
      }
    }
    for earlier in before {
      atLeast(earlier.share * earlier.power, upTo: earlier.share * earlier.greatest)
    }
    for minimum in line.demand.minimums {
      switch minimum {
      case .power(let power): atLeast(Expression(power), upTo: power)
      case .shareOfContract(let share):
        if let contract { atLeast(share * contract, upTo: share * grid.greatestLimit) }
      }
    }
    if least > share * peak.floor || !rests.isEmpty { rests.insert(own, at: 0) }
    // A credit and the charge that it is taken off must be of one and the same billed demand.
    let twin = bills.first {
      $0.month == month && $0.place == place && $0.line.isBilled(like: line, at: grid)
    }
    let power: Expression<PowerDimension> =
      twin?.power
      ?? (rests.isEmpty
        ? own
        : program.column(
          grid.name, "billed_\(label)",
          .atLeast(least.in(.megawatts), impliedUpTo: greatest.in(.megawatts))))
    let ratio = max(1, (line.demand.leastPowerFactor ?? 0) / (grid.powerFactor ?? 1))
    let most = ratio * greatest
    let blocks = BlockPrice(
      from: line.demand.tiers.map { $0.from.in(.megawatts) },
      price: line.demand.tiers.map { $0.price.in(.usdPerKilowattMonth) },
      greatest: most.in(.megawatts))
    let weight = line.isDaily ? context.weight : months.all[month].weight
    return Bill(
      line: line, month: month, peak: peak, place: place, power: power, rests: rests, least: least,
      ratio: ratio,
      charge: TieredCharge(
        grid.name, "demand_\(label)",
        for: .init(quantity: ratio * power, greatest: most.in(.megawatts)), at: blocks,
        weight: weight * (line.isDaily ? 1 : months.part(of: month, in: line.demand.window)),
        in: &program, context),
      name: label, isShared: twin != nil)
  }

  func constrain(in program: inout LinearProgram) {
    let billedPeak = program.family(component, "billed_peak")
    for peak in peaks {
      for interval in meter.intervals(of: peak.steps) {
        // B(m) ≥ f·(g(t) + P·trip(t)), the mean over the meter's interval
        program.require(
          billedPeak, at: interval[0], peak.power .>= meter.reading(over: interval))
      }
    }
    let billed = program.family(component, "billed_demand")
    for bill in bills {
      for rest in bill.rests where !bill.isShared {
        // M(m) ≥ B(m);  M(m) ≥ share·B(m′);  M(m) ≥ share·contract capacity
        program.require(billed, label: bill.month + 1, bill.power .>= rest)
      }
      bill.charge.constrain(component, "demand_\(bill.name)", in: &program)
    }
  }

  /// Sets each column to what the imports make it, in order of dependence.
  func settle(_ point: inout [Double]) {
    for peak in peaks where !peak.steps.isEmpty {
      let read = meter.intervals(of: peak.steps).map { meter.reading(over: $0).value(at: point) }
      point.set(peak.power, to: max(peak.floor.in(.megawatts), read.max() ?? 0))
    }
    for bill in bills {
      if bill.hasColumn {
        let values = bill.rests.map { $0.value(at: point) }
        point.set(bill.power, to: max(bill.least.in(.megawatts), values.max() ?? 0))
      }
      bill.charge.settle(&point)
    }
  }

  /// What a line costs in a month.
  func amount(of line: Int, in month: Int) -> Expression<MoneyDimension> {
    var sum = Expression<MoneyDimension>.zero
    for bill in bills where bill.line.index == line && bill.month == month {
      sum.add(bill.charge.amount)
    }
    return sum
  }

  /// The month's own peak of a line, with the part of the month that is billed.
  func peak(
    of line: String, in month: Int, _ months: BilledMonths
  ) -> (power: Expression<PowerDimension>, part: Double)? {
    bill(of: line, in: month).map {
      ($0.peak.power, months.part(of: month, in: $0.line.demand.window))
    }
  }

  /// The billed demand of a line, with the greatest energy of some steps for each unit of it.
  func billed(of line: String, in month: Int, energyOf steps: [Int], _ step: TimeSpan)
    -> (demand: Expression<PowerDimension>, greatestEnergy: Double)?
  {
    guard let bill = bill(of: line, in: month) else { return nil }
    let covers = Set(bill.peak.steps).isSuperset(of: steps) && bill.line.demand.ownShare > 0
    let hours = Double(steps.count) * step.in(.hours)
    return (bill.ratio * bill.power, covers ? hours / bill.line.demand.ownShare : .infinity)
  }

  private func bill(of line: String, in month: Int) -> Bill? {
    bills.first { $0.line.name == line && $0.month == month }
  }

  /// Peaks over all steps of a month, which carry an import limit for each of them.
  func peaksOfWholeMonths(_ months: BilledMonths) -> [Peak] {
    guard meter.carriesLimit else { return [] }
    return peaks.filter {
      $0.floor == .zero && !$0.steps.isEmpty && $0.steps.count == months.all[$0.month].steps.count
    }
  }

  /// Blocks that planning chooses, with the lines that have them.
  var choices: [(line: Int, term: ChoiceTerm)] {
    bills.compactMap { bill in bill.charge.choice.map { (bill.line.index, $0) } }
  }

  /// Peaks of all months, as columns.
  var peakColumns: [Expression<PowerDimension>] { peaks.filter { !$0.steps.isEmpty }.map(\.power) }
}
