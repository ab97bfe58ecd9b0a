import LinearProgramming
import Units

/// Billed demand of a tariff's demand lines, month by month, and what it costs.
///
/// billed(m) = max(peak(m), ratchet share × earlier peaks, minimums) × power-factor ratio
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

  /// The billed demand of one line in one month.
  private struct Bill: Sendable {
    let line: Int
    let month: Int
    let peak: Peak
    /// Billed demand before the power factor.
    let power: Expression<PowerDimension>
    /// What it is at least, where that is more than the peak.
    let rests: [Expression<PowerDimension>]
    let least: Power
    let ratio: Double
    let charge: TieredCharge<PowerDimension>
    let name: String
    let lineName: String

    var hasColumn: Bool { !rests.isEmpty }
  }

  /// Declares the columns of every demand line.
  init(
    _ grid: Grid, _ meter: DemandMeter, _ months: BilledMonths,
    contract: Expression<PowerDimension>?, in program: inout LinearProgram, _ setting: Setting
  ) {
    component = grid.name
    self.meter = meter
    let lines = DemandLine.all(of: grid)
    var peaks: [Peak] = []
    var placeOf: [[Int]: Int] = [:]
    for month in months.all.indices {
      for line in lines where line.counts(month: months.all[month].month) {
        let steps = months.steps(of: month, onDaysOf: line.demand.window)
        let floor = grid.meteredPeak(
          of: line.name, year: setting.horizon.calendar.year, month: months.all[month].month)
        let floorOrNone = floor ?? .zero
        if let known = peaks.firstIndex(where: {
          $0.month == month && $0.floor == floorOrNone && $0.steps == steps
        }) {
          placeOf[[line.index, month]] = known
          continue
        }
        let most = meter.peakFactor * (steps.map { grid.limit(at: $0) }.max() ?? .zero)
        let greatest = max(floorOrNone, most)
        placeOf[[line.index, month]] = peaks.count
        peaks.append(
          Peak(
            month: month, steps: steps, floor: floorOrNone,
            power: steps.isEmpty
              ? Expression(floorOrNone)
              : program.column(
                grid.name, "peak_\(line.name)_\(months.all[month].month)",
                .limits(floorOrNone.in(.megawatts), greatest.in(.megawatts))),
            greatest: greatest))
      }
    }
    self.peaks = peaks
    for month in months.all.indices {
      for line in lines where line.demand.window.months.contains(months.all[month].month) {
        guard let own = placeOf[[line.index, month]] else { continue }
        let before = line.lookBack(from: month, months, grid, setting.horizon.calendar.year) {
          placeOf[[line.index, $0]].map { peaks[$0] }
        }
        bills.append(
          Self.bill(
            line, month, months, peak: peaks[own], before: before, grid, contract: contract,
            in: &program, setting))
      }
    }
  }

  private static func bill(
    _ line: DemandLine, _ month: Int, _ months: BilledMonths, peak: Peak,
    before: [DemandLine.Earlier], _ grid: Grid, contract: Expression<PowerDimension>?,
    in program: inout LinearProgram, _ setting: Setting
  ) -> Bill {
    var least = peak.floor
    var greatest = peak.greatest
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
    if least > peak.floor || !rests.isEmpty { rests.insert(peak.power, at: 0) }
    let label = "\(line.name)_\(month + 1)"
    let power: Expression<PowerDimension> =
      rests.isEmpty
      ? peak.power
      : program.column(
        grid.name, "billed_\(label)",
        .atLeast(least.in(.megawatts), impliedUpTo: greatest.in(.megawatts)))
    let ratio = max(1, (line.demand.leastPowerFactor ?? 0) / (grid.powerFactor ?? 1))
    let most = ratio * greatest
    let blocks = BlockPrice(
      from: line.demand.tiers.map { $0.from.in(.megawatts) },
      price: line.demand.tiers.map { $0.price.in(.usdPerKilowattMonth) },
      greatest: most.in(.megawatts))
    return Bill(
      line: line.index, month: month, peak: peak, power: power, rests: rests, least: least,
      ratio: ratio,
      charge: TieredCharge(
        grid.name, "demand_\(label)",
        for: .init(quantity: ratio * power, greatest: most.in(.megawatts)), at: blocks,
        weight: months.all[month].weight, in: &program, setting),
      name: label, lineName: line.name)
  }

  func constrain(in program: inout LinearProgram) {
    let billedPeak = program.family(component, "billed_peak")
    for peak in peaks {
      for interval in meter.intervals(of: peak.steps) {
        // B(m) ≥ f·(g(t) + P·r(t)), the mean over the meter's interval, r: reserve for a unit's trip
        program.require(
          billedPeak, at: interval[0], peak.power .>= meter.reading(over: interval))
      }
    }
    let billed = program.family(component, "billed_demand")
    for bill in bills {
      for rest in bill.rests {
        // D(m) ≥ B(m);  D(m) ≥ share·B(m′);  D(m) ≥ share·contract capacity
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
    bills.first { $0.line == line && $0.month == month }?.charge.amount ?? .zero
  }

  /// The month's own peak of a line.
  func peak(of line: String, in month: Int) -> Expression<PowerDimension>? {
    bills.first { $0.lineName == line && $0.month == month }?.peak.power
  }

  /// The billed demand of a line, with the greatest energy of some steps for each unit of it.
  func billed(of line: String, in month: Int, energyOf steps: [Int], _ step: TimeSpan)
    -> (demand: Expression<PowerDimension>, greatestEnergy: Double)?
  {
    guard let bill = bills.first(where: { $0.lineName == line && $0.month == month }) else {
      return nil
    }
    let covers = Set(bill.peak.steps).isSuperset(of: steps)
    return (
      bill.ratio * bill.power, covers ? Double(steps.count) * step.in(.hours) : .infinity
    )
  }

  /// Peaks over all steps of a month, which carry an import limit for each of them.
  func peaksOfWholeMonths(_ months: BilledMonths) -> [Peak] {
    guard meter.carriesLimit else { return [] }
    return peaks.filter {
      $0.floor == .zero && !$0.steps.isEmpty && $0.steps.count == months.all[$0.month].steps.count
    }
  }

  /// Blocks that planning chooses.
  var choices: [ChoiceTerm] { bills.compactMap(\.charge.choice) }

  /// Peaks of all months, as columns.
  var peakColumns: [Expression<PowerDimension>] { peaks.filter { !$0.steps.isEmpty }.map(\.power) }
}
