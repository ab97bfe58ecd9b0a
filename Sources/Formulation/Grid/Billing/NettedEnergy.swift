import LinearProgramming
import SiteModel
import Units

/// Imports less exports of each energy line, by month; annually the excess is carried to the next.
///
/// Exact while no export price exceeds the import price: then it never pays to be billed for more.
struct NettedEnergy: Sendable {
  private let component: String
  private let isAnnual: Bool
  private let nets: [Net]

  private struct Net: Sendable {
    let line: Int
    let month: Int
    let steps: [BilledMonths.Portion]
    /// A moment within the line's window, by which what is left over has its price.
    let first: BilledMonths.Instant
    let moved: Expression<EnergyDimension>
    let exported: Expression<EnergyDimension>
    /// What is billed, and what is left over.
    let billed: Expression<EnergyDimension>
    let excess: Expression<EnergyDimension>
    /// Position of the month that hands its excess on; nil for the first, or where none is carried.
    let before: Int?
    var isLast: Bool
  }

  init(
    _ grid: Grid, imports: Series<PowerDimension>, exports: Series<PowerDimension>,
    _ months: BilledMonths, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    component = grid.name
    isAnnual = grid.tariff.rules.netting == .annual
    var nets: [Net] = []
    for (index, line) in grid.tariff.lines.enumerated() {
      guard case .energy(let window, _) = line.charge else { continue }
      var before: Int?
      for month in Self.order(months, grid.tariff.rules) {
        let steps = months.portions(of: month, within: window)
        guard let first = months.first(of: month, within: window) else { continue }
        if before.map({ !months.areOfOneYear(nets[$0].month, month) }) ?? false { before = nil }
        var moved = Expression<EnergyDimension>.zero
        var exported = Expression<EnergyDimension>.zero
        var (bought, sold) = (Energy.zero, Energy.zero)
        for part in steps {
          moved.add(imports[part.step].over(context.step), times: part.share)
          moved.add(exports[part.step].over(context.step), times: -part.share)
          exported.add(exports[part.step].over(context.step), times: part.share)
          bought = bought + part.share * grid.limit(at: part.step).over(context.step)
          sold = sold + part.share * grid.exportLimit[part.step].over(context.step)
        }
        if isAnnual, let before {
          nets[before].isLast = false
          for part in nets[before].steps {
            sold = sold + part.share * grid.exportLimit[part.step].over(context.step)
          }
        }
        let label = "\(line.name)_\(month + 1)"
        let most = isAnnual ? Double(months.all.count) : 1
        let billed: Expression<EnergyDimension> = program.column(
          grid.name, "net_\(label)", .nonNegative(impliedUpTo: bought.in(.megawattHours)))
        let excess: Expression<EnergyDimension> = program.column(
          grid.name, "excess_\(label)",
          .nonNegative(impliedUpTo: most * sold.in(.megawattHours)))
        nets.append(
          Net(
            line: index, month: month, steps: steps, first: first, moved: moved, exported: exported,
            billed: billed, excess: excess, before: isAnnual ? before : nil, isLast: true))
        before = nets.count - 1
      }
    }
    self.nets = nets
  }

  /// Months in the order in which excess is carried: each modelled year from behind the true-up on.
  private static func order(_ months: BilledMonths, _ rules: TariffRules) -> [Int] {
    guard rules.netting == .annual else { return Array(months.all.indices) }
    var years: [[Int]] = []
    for month in months.all.indices {
      if let first = years.last?.first, months.areOfOneYear(first, month) {
        years[years.count - 1].append(month)
      } else {
        years.append([month])
      }
    }
    return years.flatMap { year in
      year.filter { months.all[$0].month > rules.trueUpMonth }
        + year.filter { months.all[$0].month <= rules.trueUpMonth }
    }
  }

  func constrain(in program: inout LinearProgram) {
    let family = program.family(component, "netted_energy")
    for (place, net) in nets.enumerated() {
      // billed(m) − excess(m) = Σ (g(t) − o(t))·Δ − excess(m − 1)
      let carried = net.before.map { nets[$0].excess } ?? .zero
      program.require(
        family, label: place, net.billed - net.excess .== net.moved - carried)
    }
  }

  func settle(_ point: inout [Double]) {
    for net in nets {
      let carried = net.before.map { nets[$0].excess.value(at: point) } ?? 0
      let moved = net.moved.value(at: point) - carried
      point.set(net.billed, to: max(0, moved))
      point.set(net.excess, to: max(0, -moved))
    }
  }

  /// Energy that a line bills in a month; nil for lines that are not netted.
  func billed(line: Int, month: Int) -> Expression<EnergyDimension>? {
    nets.first { $0.line == line && $0.month == month }?.billed
  }

  /// What exports that were set against imports would have been paid, at a price that is one for
  /// all of a line's excess.
  func unpaid(_ context: FormulationContext, at price: (BilledMonths.Instant) -> EnergyPrice)
    -> Expression<
      MoneyDimension
    >
  {
    var sum = Expression<MoneyDimension>.zero
    for net in nets {
      let rate = context.weight * price(net.first)
      sum.add(net.exported.times(rate))
      if !isAnnual || net.isLast { sum.add(net.excess.times(rate), times: -1) }
    }
    return sum
  }
}
