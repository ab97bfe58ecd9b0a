package import LinearProgramming
package import SiteModel
package import Units

/// A site's natural linear program over the years of its horizon: a block for each modelled year, joined by
/// what is built.
///
/// Its objective is the level yearly amount whose present value is that of the horizon: a horizon of one
/// year costs what the year costs.
package struct HorizonProgram: JoinedProgram {
  package let site: Site
  package private(set) var program: LinearProgram
  let blocks: [Block]
  package private(set) var builds: Builds
  /// What it uses of what it shares with other sites.
  let shared: [SharedUse]

  package var timeline: Timeline { builds.timeline }

  /// Writes the program of a site with a horizon, over its year or a part of it in each of its years.
  package init(_ site: Site, _ horizon: PlanningHorizon, over steps: Horizon? = nil) {
    let steps = steps ?? site.horizon
    let timeline = Timeline(
      horizon, modelled: steps.months.count, paysProRata: site.finance != nil)
    self.init(
      site, timeline, over: steps, years: horizon.modelledYears.map { site.inYear(from: 12 * $0) })
  }

  /// Writes a program over other stretches than years.
  package init(_ site: Site, _ timeline: Timeline, over steps: Horizon, years: [Site]) {
    var program = LinearProgram()
    self.init(site, timeline, over: steps, years: years, in: &program)
    for term in costs { program.minimise(term) }
    program.measure(in: site.peakLoad, counts: counts)
    quantise(&program)
    self.program = program
  }

  /// Writes its rows into a program that others share, which then holds the objective.
  ///
  /// - Parameters:
  ///   - name: put before the names of the years.
  ///   - firstStep: the step of the whole program that its first is.
  init(
    _ site: Site, _ timeline: Timeline, over steps: Horizon, years: [Site], named name: String = "",
    from firstStep: Int = 0, in program: inout LinearProgram
  ) {
    let prefix = name.isEmpty ? "" : "\(name)/"
    var builds = Builds(site, timeline)
    var blocks: [Block] = []
    for (stretch, year) in years.enumerated() {
      let part = timeline.stretches[stretch]
      program.open(block: prefix + part.name, firstStep: firstStep + stretch * steps.count)
      let phases = Phases(of: steps, beginningIn: part.begins)
      let block = Block(year, over: steps, phases: phases, in: &program) {
        component, rule, others, program in
        builds.capacity(
          rule, of: component, after: others, in: stretch, phases, program: &program)
      }
      year.emissions.limit([block], in: &program)
      blocks.append(block)
    }
    program.open(block: prefix + "horizon", firstStep: firstStep + years.count * steps.count)
    builds.finish(in: &program)

    shared = site.sharedUses { measure in
      switch measure {
      case .equipment(let words, let per, let month):
        builds.came(to: site, as: words, per: per, before: month)
      case .capital: builds.installed
      case .emissions:
        HorizonProgram.emitted(in: blocks, timeline)
          .converted(by: 12 / Double(timeline.months) / Carbon(1, .tonnes).value)
      case .modules:
        .constant(site.components.loads.reduce(0) { $0 + ($1.modules ?? 0) })
      }
    }
    SharedUse.apply(shared, in: &program)
    (self.site, self.blocks, self.builds) = (site, blocks, builds)
    self.program = program
    if let cap = site.emissions.capOverHorizon {
      HorizonProgram.limit(blocks, timeline, to: cap, in: &program)
    }
  }

  /// The same as a part of the program that holds its rows.
  func within(_ whole: LinearProgram) -> HorizonProgram {
    var part = self
    part.program = whole
    return part
  }

  /// What the horizon costs as a level yearly amount: the years, what is built, and connections.
  var costs: [Expression<MoneyDimension>] {
    let years = zip(blocks, timeline.stretches).map { block, part in
      (timeline.worth(of: part.months) / timeline.worth) * block.cost
    }
    let built = builds.presentValues.map { (1 / timeline.worth) * $0.amount }
    let once = HorizonProgram.connections(of: site, timeline).reduce(Money.zero) { $0 + $1.amount }
    return years + built + [Expression((1 / timeline.worth) * once)]
  }

  /// Columns that do not grow with the site.
  var counts: [Expression<NumberDimension>] {
    let whole = builds.stocks.filter { $0.rule.rounding != .continuous }.flatMap(\.columns)
    let shares = builds.stocks.filter { $0.rule.arrivals != nil }.flatMap(\.columns)
    return whole + shares
  }

  /// Says which columns are whole.
  func quantise(_ program: inout LinearProgram) {
    for stock in builds.stocks where stock.rule.rounding == .units {
      for cohort in stock.cohorts { program.quantise(cohort.amount, by: 1) }
    }
  }

  /// The program with what is built before a month held as in a plan, for runs of that plan elsewhere.
  package func holding(_ plan: [HorizonPlan.Build], before month: Int) -> HorizonProgram {
    var held = self
    for build in buildColumns where build.month < month {
      let known = plan.first {
        $0.component == build.component && $0.capacity == build.capacity && $0.month == build.month
          && $0.kind != .existing
      }
      for column in build.column.columns { held.program.fix(column, at: known?.amount ?? 0) }
    }
    return held
  }

  /// The one limit over all years.
  private static func limit(
    _ blocks: [Block], _ timeline: Timeline, to cap: Carbon, in program: inout LinearProgram
  ) {
    let family = program.family(
      "site", "emissions_cap_over_horizon",
      relaxation: .init(
        weight: 1, meaning: "emissions above the cap of the horizon", unit: "t CO2e"))
    let emitted = emitted(in: blocks, timeline)
    // Σ years·emissions ≤ cap
    program.require(family, emitted .<= Expression(cap))
  }

  /// What is paid once for connections to the grid, as present values.
  static func connections(of site: Site, _ timeline: Timeline) -> [SitePlan.CostLine] {
    connected(site, timeline).map {
      SitePlan.CostLine(
        component: $0.name, line: "connection", nature: .cash,
        amount: timeline.discount($0.energisedMonth) * $0.connectionCost)
    }
  }

  /// The same when it is paid.
  static func connectionPayments(of site: Site, _ timeline: Timeline) -> [HorizonPlan.Payment] {
    connected(site, timeline).map {
      HorizonPlan.Payment(
        component: $0.name, line: "connection", time: .once($0.energisedMonth),
        amount: $0.connectionCost)
    }
  }

  private static func connected(_ site: Site, _ timeline: Timeline) -> [Grid] {
    site.components.grids.filter {
      $0.connectionCost > .zero && $0.energisedMonth < timeline.months
    }
  }

  /// Columns of what may be built, by what and when.
  package var buildColumns: [BuildColumn] {
    builds.stocks.flatMap { stock in
      stock.cohorts.filter { $0.kind != .existing }.map {
        BuildColumn(
          component: stock.component, capacity: stock.rule.name, month: $0.month,
          rounding: stock.rule.rounding, column: $0.amount)
      }
    }
  }

  /// Columns of what stands in whole units, by what and from when on.
  package var standingUnits: [StandingUnits] {
    builds.stocks.filter { $0.rule.rounding == .units && $0.rule.arrivals == nil }.flatMap {
      stock in
      var units: [StandingUnits] = []
      for date in stock.dates {
        let amount = date.standing.expression
        guard let term = amount.terms.first, amount.terms.count == 1, term.coefficient == 1 else {
          continue
        }
        // Dates on which nothing may change have the column of the date before.
        if let last = units.indices.last, units[last].column == Int(term.column) {
          units[last].months += date.next - date.month
        } else {
          units.append(
            StandingUnits(
              component: stock.component, capacity: stock.rule.name, month: date.month,
              months: date.next - date.month, most: date.standing.range.upperBound,
              column: Int(term.column)))
        }
      }
      return units
    }
  }

  /// What the least-violated plan breaks, by policy and year, from the elastic program's violations.
  package func violations(_ broken: [(row: Int, amount: Double)], above threshold: Double)
    -> [SitePlan.PolicyViolation]
  {
    guard let step = blocks.first?.context.step else { return [] }
    return program.violations(broken, above: threshold, stepsOf: step)
  }

  package func rounded(_ point: [Double], negligible: Double, _ rule: Builds.Rounding) -> [Double] {
    builds.rounded(point, negligible: negligible, rule)
  }

  /// Sets columns that follow from others to exactly what these make them: the bill counts the same.
  package func recomputeDependents(_ point: inout [Double]) {
    builds.recomputeDependents(&point)
    for block in blocks { block.recomputeDependents(&point) }
  }
}

/// A column of what may be built on one date.
package struct BuildColumn: Sendable {
  package let component: String
  package let capacity: String
  /// Month of the horizon.
  package let month: Int
  package let rounding: CapacityRule.Rounding
  package let column: Expression<NumberDimension>
}

extension Builds.Stock {
  /// All its columns.
  var columns: [Expression<NumberDimension>] {
    cohorts.flatMap { [$0.amount] + $0.sales.map(\.amount) } + definitions.map(\.column)
      + dates.compactMap(\.moves).flatMap { [$0.come, $0.go] }
  }
}

/// The column of how many units stand from a date to the next on which that may change.
package struct StandingUnits: Sendable {
  package let component: String
  package let capacity: String
  /// Month of the horizon.
  package let month: Int
  package internal(set) var months: Int
  /// No more can stand.
  package let most: Double
  package let column: Int
}
