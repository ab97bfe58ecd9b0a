package import LinearProgramming
package import SiteModel
import Units

/// A site's natural linear program over scenarios of a year: a block for each, joined by what is built.
///
/// Its objective is that of one year, with the mean of what running the scenarios costs in the place of what
/// running the year costs, and a share of the mean of the worst.
package struct ScenarioProgram: JoinedProgram {
  package let sites: [Site]
  package let together: ScenariosTogether
  package private(set) var program: LinearProgram
  let blocks: [Block]
  let capital: CapitalPart

  /// Writes the program of scenarios that share their sizes.
  package init(
    _ sites: [Site], _ together: ScenariosTogether, _ sizes: SharedSizes,
    over horizon: Horizon? = nil
  ) {
    var program = LinearProgram()
    var capital = CapitalPart(discountRate: sites.first?.realDiscountRate ?? 0)
    var shared: [String: Capacity<NumberDimension>] = [:]
    var blocks: [Block] = []
    var firstStep = 0
    for (site, member) in zip(sites, together.members) {
      program.open(block: member.name, firstStep: firstStep)
      let block = Block(site, over: horizon, in: &program) { component, rule, others, program in
        guard let common = sizes[component, rule.name] else {
          return capital.declare(
            rule, of: component, within: nil, after: others, .one, in: &program)
        }
        let key = "\(component).\(rule.name)"
        if let known = shared[key] { return known }
        let capacity = program.outsideBlocks { program in
          capital.declare(common, of: component, within: nil, after: others, .one, in: &program)
        }
        shared[key] = capacity
        return capacity
      }
      if together.caps == .eachYear {
        site.emissions.limit([block], in: &program)
      } else {
        site.emissions.limitNitrogenOxides(of: [block], in: &program)
      }
      blocks.append(block)
      firstStep += block.context.horizon.count
    }
    program.open(block: "", firstStep: firstStep)
    if together.caps == .expected {
      Self.limitExpected(blocks, together.probabilities, in: &program)
    }
    for operation in blocks.first?.operations ?? [] {
      for term in capital.costs(of: operation.name) { program.minimise(term.amount) }
    }
    program.minimise(blocks.map(\.cost), over: together)
    (self.sites, self.together, self.blocks, self.capital) = (sites, together, blocks, capital)
    let peaks = sites.map(\.peakLoad)
    program.count(in: peaks.max() ?? .zero, capital, blocks)
    self.program = program
  }

  /// Caps on the mean over the scenarios.
  private static func limitExpected(
    _ blocks: [Block], _ probabilities: [Double], in program: inout LinearProgram
  ) {
    let family = program.family(
      "site", "expected_emissions_cap",
      relaxation: .init(
        weight: 1, meaning: "expected emissions above the cap", unit: "t CO2e/year"))
    let caps = blocks.map(\.site.emissions.capPerYear)
    if caps.contains(where: { $0 != nil }) {
      // Where a scenario has no cap, its own emissions do not count against the others'.
      var counted = Expression<CarbonDimension>.zero
      var most = Carbon.zero
      for (place, cap) in caps.enumerated() {
        guard let cap else { continue }
        counted.add(blocks[place].emitted, times: probabilities[place])
        most = most + probabilities[place] * cap
      }
      // Σ p(s)·emissions(s) ≤ Σ p(s)·cap(s)
      program.require(family, label: 0, counted .<= Expression(most))
    }
    let rates = blocks.map(\.site.emissions.capPerServedEnergy)
    if rates.contains(where: { $0 != nil }) {
      var counted = Expression<CarbonDimension>.zero
      for (place, rate) in rates.enumerated() {
        guard let rate else { continue }
        counted.add(blocks[place].emitted, times: probabilities[place])
        counted.add(blocks[place].served.times(rate), times: -probabilities[place])
      }
      // Σ p(s)·(emissions(s) − cap(s)·served(s)) ≤ 0
      program.require(family, label: 1, counted .<= .zero)
    }
  }

  package var buildColumns: [BuildColumn] {
    capital.choices.map {
      BuildColumn(
        component: $0.component, capacity: $0.rule.name, month: 0, rounding: $0.rule.rounding,
        column: $0.amount)
    }
  }

  package var standingUnits: [StandingUnits] {
    capital.choices.filter { $0.rule.rounding == .units }.compactMap { choice in
      guard let column = choice.amount.columns.first else { return nil }
      return StandingUnits(
        component: choice.component, capacity: choice.rule.name, month: 0, months: 1,
        most: program.columns[column].box.upperBound, column: column)
    }
  }

  package func rounded(_ point: [Double], negligible: Double, _ rule: Builds.Rounding) -> [Double] {
    var rounded = point
    for choice in capital.choices {
      let value = choice.amount.value(at: point)
      switch choice.rule.rounding {
      case .continuous:
        if value < negligible, choice.rule.least <= 0 { rounded.set(choice.amount, to: 0) }
      case .units, .packs:
        let most = choice.amount.columns.first.map { program.columns[$0].box.upperBound } ?? 0
        rounded.set(
          choice.amount,
          to: min(rule.whole(value), (most + Builds.Rounding.trace).rounded(.down)))
      }
    }
    recomputeDependents(&rounded)
    return rounded
  }

  package func recomputeDependents(_ point: inout [Double]) {
    capital.recomputeDependents(&point)
    for block in blocks { block.recomputeDependents(&point) }
  }

  /// All sizes as they are at a point, by `component.size`.
  package func sizes(at point: [Double]) -> [String: ClosedRange<Double>] {
    let sizes = capital.choices.map { choice in
      let value = max(0, choice.amount.value(at: point))
      return ("\(choice.component).\(choice.rule.name)", value...value)
    }
    return Dictionary(sizes, uniquingKeysWith: { one, _ in one })
  }

  /// What is built at a point, the same in all scenarios.
  package func builds(at point: [Double]) -> [ScenarioPlan.Build] {
    capital.choices.compactMap { choice in
      let amount = choice.amount.value(at: point)
      guard amount > 0 else { return nil }
      return ScenarioPlan.Build(
        component: choice.component, capacity: choice.rule.name, unit: choice.rule.unitOfAmounts,
        amounts: Array(repeating: amount, count: sites.count))
    }
  }

  /// The scenarios as sites of their own; of a cap on their mean each has what it emits at a point.
  package func ownSites(at point: [Double]) -> [Site] {
    guard together.caps == .expected else { return sites }
    return zip(sites, blocks).map { site, block in
      guard site.emissions.capPerYear != nil || site.emissions.capPerServedEnergy != nil else {
        return site
      }
      return site.emitting(only: max(.zero, block.emitted.quantity(at: point)))
    }
  }

  /// What the least-violated plan breaks, by policy, from the elastic program's violations.
  package func violations(_ broken: [(row: Int, amount: Double)], above threshold: Double)
    -> [SitePlan.PolicyViolation]
  {
    guard let step = blocks.first?.context.step else { return [] }
    return program.violations(broken, above: threshold, stepsOf: step)
  }

  /// The plan of each scenario at a point of the joined program.
  package func plans(at point: [Double], status: SitePlan.Status) -> [SitePlan] {
    blocks.map { $0.plan(at: point, capital, status: status) }
  }
}
