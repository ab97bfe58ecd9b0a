import LinearProgramming
import SiteModel
import Units

/// What imports and exports of energy cost, line by line and month by month.
struct EnergyBilling: Sendable {
  private let component: String
  private var charges: [Charge] = []
  private var plain: [[Expression<MoneyDimension>]]
  private let netting: NettedEnergy?

  /// A line with blocks in one month.
  private struct Charge: Sendable {
    let line: Int
    let name: String
    let tiers: TieredCharge<EnergyDimension>
  }

  /// Declares what blocks and netting need, and sums the rest over imports and exports.
  init(
    _ grid: Grid, imports: Series<PowerDimension>, exports: Series<PowerDimension>?,
    _ months: BilledMonths, _ demand: DemandBilling, in program: inout LinearProgram,
    _ context: FormulationContext
  ) {
    component = grid.name
    let lines = grid.tariff.lines
    let hours = context.weight * context.step.in(.hours)
    plain = lines.map { _ in months.all.map { _ in .zero } }
    netting =
      grid.tariff.rules.netting == .none
      ? nil
      : exports.map {
        NettedEnergy(grid, imports: imports, exports: $0, months, in: &program, context)
      }

    func sum(
      _ series: Series<PowerDimension>, over steps: [BilledMonths.Portion],
      at price: (Int) -> EnergyPrice
    ) -> Expression<MoneyDimension> {
      var sum = Expression<MoneyDimension>.zero
      for part in steps {
        let factor = hours * part.share * price(part.step).in(.usdPerKilowattHour)
        if factor != 0 { sum.add(series[part.step].converted(by: factor)) }
      }
      return sum
    }
    let always = TariffWindow()
    for (index, line) in lines.enumerated() {
      for month in months.all.indices {
        switch line.charge {
        case .energy(let window, let tiers), .rider(let window, let tiers):
          let steps = months.portions(of: month, within: window)
          let net = netting?.billed(line: index, month: month)
          if tiers.tiers.count == 1, let price = tiers.tiers.first?.price {
            plain[index][month] =
              net.map { $0.times(context.weight * price) }
              ?? sum(imports, over: steps) { _ in price }
          } else {
            let name = "\(line.name)_\(month + 1)"
            let use = Self.use(
              tiers.measure, steps, month, net: net, imports: imports, grid, demand, context)
            let scale = months.scale(of: tiers.measure, in: month, of: window)
            let blocks = BlockPrice(
              from: tiers.tiers.map { scale * $0.from },
              price: tiers.tiers.map { $0.price.in(.usdPerKilowattHour) },
              greatest: use.demand == nil ? use.greatest : .infinity)
            let charge = TieredCharge(
              grid.name, name, for: use, at: blocks, weight: context.weight, in: &program, context)
            charges.append(Charge(line: index, name: name, tiers: charge))
            plain[index][month] = charge.amount
          }
        case .indexedEnergy(let factor, let adder):
          plain[index][month] = sum(imports, over: months.portions(of: month, within: always)) {
            factor * (grid.indexPrice?[$0] ?? .zero) + adder
          }
        case .export(let window, let price):
          guard let exports else { continue }
          let steps = months.portions(of: month, within: window)
          plain[index][month] = sum(exports, over: steps) { _ in -1 * price }
        case .indexedExport(let factor, let adder):
          guard let exports else { continue }
          plain[index][month] = sum(exports, over: months.portions(of: month, within: always)) {
            -1 * (factor * (grid.indexPrice?[$0] ?? .zero) + adder)
          }
        default: break
        }
      }
    }
  }

  /// What a line with blocks counts in a month.
  private static func use(
    _ measure: Tariff.EnergyTiers.Measure, _ steps: [BilledMonths.Portion], _ month: Int,
    net: Expression<EnergyDimension>?, imports: Series<PowerDimension>, _ grid: Grid,
    _ demand: DemandBilling, _ context: FormulationContext
  ) -> TieredCharge<EnergyDimension>.Use {
    var sum = Expression<EnergyDimension>.zero
    var greatest = Energy.zero
    for part in steps {
      sum.add(imports[part.step].over(context.step), times: part.share)
      greatest = greatest + part.share * grid.limit(at: part.step).over(context.step)
    }
    var use = TieredCharge<EnergyDimension>.Use(
      quantity: net ?? sum, greatest: greatest.in(.megawattHours))
    if let line = measure.demandLine {
      let billed = demand.billed(of: line, in: month, energyOf: steps.map(\.step), context.step)
      use.demand = billed?.demand ?? .zero
      use.greatestPerDemand = billed?.greatestEnergy ?? .infinity
    }
    return use
  }

  /// What exports are paid outside the tariff, less what netting takes from it.
  func revenue(_ grid: Grid, _ exports: Series<PowerDimension>, _ context: FormulationContext)
    -> Expression<MoneyDimension>?
  {
    guard let price = grid.exportPrice else { return nil }
    var sum = context.yearly(
      MoneyDimension.self, { exports[$0] },
      per: { -price[$0].in(.usdPerMegawattHour) / 1000 })
    if let netting { sum.add(netting.unpaid(context) { price[$0.step] }) }
    return sum
  }

  func constrain(in program: inout LinearProgram) {
    netting?.constrain(in: &program)
    for charge in charges { charge.tiers.constrain(component, charge.name, in: &program) }
  }

  func settle(_ point: inout [Double]) {
    netting?.settle(&point)
    for charge in charges { charge.tiers.settle(&point) }
  }

  /// What a line costs in a month, exports of netted lines as if all were paid.
  func amount(of line: Int, in month: Int) -> Expression<MoneyDimension> { plain[line][month] }

  /// What an export line does not pay in a year, because it is netted.
  func unpaid(
    _ line: Tariff.Line, _ grid: Grid, _ months: BilledMonths, _ context: FormulationContext
  ) -> Expression<MoneyDimension> {
    guard let netting else { return .zero }
    switch line.charge {
    case .export(let window, let price):
      return netting.unpaid(context) { window.contains($0.moment, $0.kind) ? price : .zero }
    case .indexedExport(let factor, let adder):
      return netting.unpaid(context) { factor * (grid.indexPrice?[$0.step] ?? .zero) + adder }
    default: return .zero
    }
  }

  /// Blocks that planning chooses, with the lines that have them.
  var choices: [(line: Int, term: ChoiceTerm)] {
    charges.compactMap { charge in charge.tiers.choice.map { (charge.line, $0) } }
  }
}
