package import LinearProgramming
package import SiteModel
package import Units

/// Who says how much there is of a capacity: a program that declares its column, a horizon that knows what
/// was built before, a portfolio that shares it out.
package typealias CapacitySource = (
  _ component: String, _ rule: CapacityRule, _ others: Capacities, inout LinearProgram
) -> Capacity<NumberDimension>

/// One site in one modelled year: all its hours, in one version of the world.
///
/// Components write their rows given capacities; what reaches over the year stays inside. A block returns
/// expressions of the year and writes no limit over them: links do.
package struct Block: Sendable {
  package let site: Site
  package let context: FormulationContext
  package let operations: [Operation]
  /// Certified energy that is set against imports.
  let claims: EmissionsPolicy.Claims
  /// What is paid by the year for capacities, whether they run or not.
  private let upkeep: [[CostTerm]]
  /// The share of each load as it is written that is there in the end of the year.
  let energised: [String: Expression<NumberDimension>]
  /// What tax credits for each MWh made.
  private let productionCredits: [EnergyPrice]

  /// Writes the rows of a year.
  ///
  /// - Parameters:
  ///   - phases: stretches in which capacities are constant.
  ///   - chosenBlocks: blocks of falling prices that planning chose or left, by `ChoiceTerm.key`.
  ///   - capacities: who says how much there is of each.
  package init(
    _ site: Site, over horizon: Horizon? = nil, phases: Phases = .one,
    chosenBlocks: [String: ClosedRange<Double>] = [:], in program: inout LinearProgram,
    capacities source: CapacitySource
  ) {
    let context = FormulationContext(
      site, over: horizon ?? site.horizon, phases: phases, chosenBlocks: chosenBlocks)
    var operations: [Operation] = []
    var upkeep: [[CostTerm]] = []
    var productionCredits: [EnergyPrice] = []
    var energised: [String: Expression<NumberDimension>] = [:]
    for component in site.components.compactMap({ $0 as? any Formulated }) {
      let tax = CapitalTax(site.finance, of: component.name)
      var capacities: [(name: String, capacity: Capacity<NumberDimension>)] = []
      var paid: [CostTerm] = []
      let rules = component.sizing(context).map { $0.taxed(by: tax) }
      let life = rules.flatMap(\.investments).map(\.years).max()
      productionCredits.append(
        life.flatMap { tax?.productionCredit(years: $0, realRate: site.realDiscountRate) } ?? .zero)
      for rule in rules {
        let own = source(component.name, rule, Capacities(capacities), &program)
        capacities.append((rule.name, own))
        if rule.isShareOfLoad { energised[component.name] = own.last }
        paid += rule.upkeepTerms(own)
      }
      operations.append(component.operation(given: Capacities(capacities), in: &program, context))
      upkeep.append(CostTerm.merged(paid))
    }
    for operation in operations { operation.constrain(&program) }

    PowerBalance.constrain(operations, in: &program, context)
    MeterNetting.constrain(operations, in: &program, context)
    SolarCharging.constrain(operations, in: &program, context)
    FastSwing.constrain(operations, in: &program, context)
    site.uptime.constrain(operations, in: &program, context)
    site.uptime.operatingReserve?.constrain(operations, in: &program, context)
    RideThrough.constrain(operations, in: &program, context)
    claims = site.emissions.declareClaims(in: &program, context)
    site.emissions.limitClaims(operations, claims, in: &program, context)
    site.emissions.matchHours(operations, in: &program, context)
    (self.site, self.context) = (site, context)
    (self.operations, self.upkeep) = (operations, upkeep)
    (self.productionCredits, self.energised) = (productionCredits, energised)
  }

  /// What a component costs in the year beside its capital.
  func costs(of place: Int) -> [CostTerm] {
    upkeep[place] + operations[place].costs() + credits(of: place)
  }

  /// What tax credits for the energy that a component makes.
  private func credits(of place: Int) -> [CostTerm] {
    let price = productionCredits[place]
    guard price > .zero else { return [] }
    let made = context.yearly(EnergyDimension.self) { operations[place].power($0) }
    return [CostTerm(line: "production_credit", amount: made.times(-1 * price))]
  }

  /// What its emissions are charged.
  var carbonCharge: Expression<MoneyDimension> {
    site.emissions.price > .zero ? emitted.times(site.emissions.price) : .zero
  }

  /// Emissions of the year that caps and prices act on.
  package var emitted: Expression<CarbonDimension> {
    site.emissions.counted(operations, claims, context)
  }

  /// Nitrogen oxides of the year.
  package var nitrogenOxides: Expression<NitrogenOxidesDimension> {
    var sum = Expression<NitrogenOxidesDimension>.zero
    for operation in operations { sum.add(operation.nitrogenOxides()) }
    return sum
  }

  /// Energy that the loads draw in the year.
  package var served: Expression<EnergyDimension> {
    var sum = Expression<EnergyDimension>.zero
    for load in operations.flatMap(\.loads) {
      sum.add(context.yearly(EnergyDimension.self) { load.drawn($0) })
    }
    return sum
  }

  /// Everything that the year costs beside capital.
  package var cost: Expression<MoneyDimension> {
    var sum = carbonCharge
    for place in operations.indices {
      for term in costs(of: place) { sum.add(term.amount) }
    }
    return sum
  }

  /// Sets columns that follow from others to exactly what these make them: the bill counts the same.
  package func recomputeDependents(_ point: inout [Double]) {
    for operation in operations { operation.recomputeDependents(&point) }
  }
}

extension FormulationContext {
  /// What a site tells its components of one year.
  init(
    _ site: Site, over horizon: Horizon, phases: Phases,
    chosenBlocks: [String: ClosedRange<Double>]
  ) {
    let loads = site.components.loads
    let cover = site.uptime.cover
    self.horizon = horizon
    self.phases = phases
    self.cover = cover
    self.chosenBlocks = chosenBlocks
    year = site.year
    sharing = site.sharing
    gwpSet = site.emissions.gwpSet
    peakLoad = site.peakLoad
    load = (0..<horizon.count).map { t in loads.reduce(.zero) { $0 + $1.demand(at: t) } }
    tagsCarbonFree = site.emissions.hourlyCarbonFree != nil
    reserveBridge = site.uptime.holdsReserve ? site.uptime.bridge : nil
    holdsFastSwing = loads.contains { $0.fastSwing > 0 }
    rides = site.uptime.holdHours
    ridesUnitsOut = site.uptime.holdUnitsOut
    let fleets = site.components.count { $0 is any RunningUnits }
    reservesByFuel =
      cover.contains(.grid) || cover.contains(.fuel) || (cover.contains(.largestUnit) && fleets > 1)
  }
}
