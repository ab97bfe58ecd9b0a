import LinearProgramming
import SiteModel
import Units

/// The bill of one grid connection in the program: every charge of its tariff, line by line.
struct GridBilling: Sendable {
  let demand: DemandBilling
  private let grid: Grid
  let months: BilledMonths
  private let contract: Expression<PowerDimension>?
  private let energy: EnergyBilling
  private let coincident: CoincidentBilling
  private var minimums: MinimumBilling?

  init(
    _ grid: Grid, _ meter: DemandMeter, exports: Series<PowerDimension>?, _ months: BilledMonths,
    contract: Expression<PowerDimension>?, in program: inout LinearProgram,
    _ context: FormulationContext
  ) {
    self.grid = grid
    self.months = months
    self.contract = contract
    demand = DemandBilling(grid, meter, months, contract: contract, in: &program, context)
    energy = EnergyBilling(
      grid, imports: meter.imports, exports: exports, months, demand, in: &program, context)
    coincident = CoincidentBilling(grid, imports: meter.imports, months, in: &program, context)
    let billed = self
    minimums = MinimumBilling(grid, months, in: &program) { billed.amount(of: $0, in: $1) }
  }

  func constrain(in program: inout LinearProgram) {
    demand.constrain(in: &program)
    energy.constrain(in: &program)
    coincident.constrain(in: &program)
    minimums?.constrain(in: &program)
  }

  /// Sets what follows from imports and exports to exactly that, so that the bill agrees.
  func settle(_ point: inout [Double]) {
    demand.settle(&point)
    energy.settle(&point)
    coincident.settle(&point)
    minimums?.settle(&point)
  }

  /// What a line costs in a year.
  func yearly(_ line: Int, _ context: FormulationContext) -> Expression<MoneyDimension> {
    let charged = grid.tariff.lines[line]
    if case .fixed(let amount, each: let period) = charged.charge {
      let days = months.billed.reduce(0) { $0 + context.horizon.calendar.days(inMonth: $1) }
      return Expression(Double(period == .month ? months.billed.count : days) * amount)
    }
    if case .contractDemand(let price) = charged.charge, months.monthsBefore > 0 {
      return (contract ?? .zero).times(Double(months.billed.count) * price)
    }
    if case .tax(let share, of: _) = charged.charge {
      var sum = Expression<MoneyDimension>.zero
      for other in grid.tariff.lines.indices where grid.tariff.tax(line, counts: other) {
        sum.add(yearly(other, context), times: share)
      }
      return sum
    }
    var sum = Expression<MoneyDimension>.zero
    for month in months.all.indices { sum.add(amount(of: line, in: month)) }
    sum.add(energy.unpaid(charged, grid, months, context))
    return sum
  }

  /// What exports are paid outside the tariff.
  func revenue(_ exports: Series<PowerDimension>, _ context: FormulationContext)
    -> Expression<MoneyDimension>?
  {
    energy.revenue(grid, exports, context)
  }

  /// What a line costs in a month, as part of the yearly bill.
  private func amount(of line: Int, in month: Int) -> Expression<MoneyDimension> {
    let weight = months.all[month].weight
    let charged = grid.tariff.lines[line].charge
    switch charged {
    case .fixed(let amount, each: .month): return Expression(weight * amount)
    case .fixed(let amount, each: .day):
      let days = months.horizon.calendar.days(inMonth: months.all[month].month)
      return Expression((weight * Double(days)) * amount)
    case .demand: return demand.amount(of: line, in: month)
    case .reactive(let reactive):
      // kVAr = kW · (tan arccos power factor − free share)
      let reactivePerActive = grid.powerFactor.map { ($0 * $0).distance(to: 1).squareRoot() / $0 }
      let billed = max(0, (reactivePerActive ?? 0) - reactive.freeShare)
      guard let peak = demand.peak(of: reactive.demandLine, in: month, months) else { return .zero }
      return peak.power.times((weight * peak.part * billed) * reactive.price)
    case .contractDemand(let price): return (contract ?? .zero).times(weight * price)
    case .energy, .rider, .indexedEnergy, .export, .indexedExport:
      return energy.amount(of: line, in: month)
    case .coincidentPeak: return coincident.amount(of: line, in: month)
    case .minimumBill: return minimums?.amount(of: line, in: month) ?? .zero
    case .tax: return .zero
    }
  }

  /// Blocks that planning chooses, where prices fall with use: with the taxes on them.
  var choices: [ChoiceTerm] {
    (demand.choices + energy.choices).map { $0.term.times(grid.tariff.taxFactor(on: $0.line)) }
  }
}

extension ChoiceTerm {
  /// The same choice at so many times the cost.
  fileprivate func times(_ factor: Double) -> ChoiceTerm {
    guard factor != 1 else { return self }
    var cost = Expression<MoneyDimension>.zero
    cost.add(priced, times: factor)
    return ChoiceTerm(
      component: component, name: name, count: count, blocks: blocks, quantity: quantity,
      demand: demand, priced: cost, weight: factor * weight)
  }
}
