package import LinearProgramming
package import SiteModel
import Units

/// A site's natural linear program over scenarios of a horizon: the years of each, joined by what is built before it
/// is known which scenario has come.
///
/// Two stages: builds before that month are the same in all scenarios, later ones each scenario's own.
package struct ScenarioHorizonProgram: JoinedProgram {
  package let together: ScenariosTogether
  package let program: LinearProgram
  /// The years of each scenario, as parts of the whole.
  package let parts: [HorizonProgram]
  /// Amounts of one scenario that are those of the first.
  private let common: [(first: Expression<NumberDimension>, other: Expression<NumberDimension>)]

  /// Writes the program of a site in its scenarios, over its year or a part of it in each year.
  package init(
    _ sites: [Site], _ together: ScenariosTogether, _ horizon: PlanningHorizon,
    over steps: Horizon? = nil
  ) {
    var program = LinearProgram()
    var parts: [HorizonProgram] = []
    var firstStep = 0
    for (site, member) in zip(sites, together.members) {
      let steps = steps ?? site.horizon
      let timeline = Timeline(
        horizon, modelled: steps.months.count, paysProRata: site.finance != nil)
      let years = horizon.modelledYears.map { site.inYear(from: 12 * $0) }
      parts.append(
        HorizonProgram(
          site, timeline, over: steps, years: years, named: member.name, from: firstStep,
          in: &program))
      firstStep += years.count * steps.count
    }
    program.open(block: "", firstStep: firstStep)
    common = Self.share(parts, before: together.knownFromMonth ?? .max, in: &program)
    let costs = parts.map { part in
      var sum = Expression<MoneyDimension>.zero
      for term in part.costs { sum.add(term) }
      return sum
    }
    program.minimise(costs, over: together)
    let peaks = sites.map(\.peakLoad)
    program.measure(in: peaks.max() ?? .zero, counts: parts.flatMap(\.counts))
    for part in parts { part.quantise(&program) }
    (self.together, self.program) = (together, program)
    self.parts = parts.map { $0.within(program) }
  }

  /// What is built, rented or sold before a month is the same in all scenarios. When modules are energised is no
  /// such decision: they run as far as there is power.
  private static func share(
    _ parts: [HorizonProgram], before month: Int, in program: inout LinearProgram
  ) -> [(first: Expression<NumberDimension>, other: Expression<NumberDimension>)] {
    let all = parts.map { decisions(of: $0.builds, before: month) }
    guard let first = all.first else { return [] }
    let family = program.family("scenarios", "common_builds")
    var common: [(first: Expression<NumberDimension>, other: Expression<NumberDimension>)] = []
    for own in all.dropFirst() {
      let known = Dictionary(own, uniquingKeysWith: { one, _ in one })
      let names = Set(first.map(\.0))
      for (name, amount) in first {
        let other = known[name] ?? .zero
        // b(s, p) = b(1, p) before it is known
        program.require(family, label: common.count, other .== amount)
        if known[name] != nil { common.append((amount, other)) }
      }
      for (name, amount) in own where !names.contains(name) {
        program.require(family, label: common.count, amount .== .zero)
      }
    }
    return common
  }

  private static func decisions(of builds: Builds, before month: Int)
    -> [(String, Expression<NumberDimension>)]
  {
    builds.stocks.filter { $0.rule.arrivals == nil }.flatMap { stock in
      stock.cohorts.filter { $0.month < month }.flatMap { cohort in
        let name = "\(stock.component).\(stock.rule.name) \(cohort.kind) \(cohort.month)"
        return [(name, cohort.amount)]
          + cohort.sales.filter { $0.month < month }.map { ("\(name) sold \($0.month)", $0.amount) }
      }
    }
  }

  package var buildColumns: [BuildColumn] { parts.flatMap(\.buildColumns) }

  package var standingUnits: [StandingUnits] { parts.flatMap(\.standingUnits) }

  package func rounded(_ point: [Double], negligible: Double, _ rule: Builds.Rounding) -> [Double] {
    var rounded = point
    shareCommon(&rounded)
    for part in parts {
      rounded = part.rounded(rounded, negligible: negligible, rule)
    }
    shareCommon(&rounded)
    recomputeDependents(&rounded)
    return rounded
  }

  /// Of equal amounts a solver leaves traces between them.
  private func shareCommon(_ point: inout [Double]) {
    for pair in common { point.set(pair.other, to: max(0, pair.first.value(at: point))) }
  }

  package func recomputeDependents(_ point: inout [Double]) {
    for part in parts { part.recomputeDependents(&point) }
  }

  /// What the least-violated plan breaks, by policy and year, from the elastic program's violations.
  package func violations(_ broken: [(row: Int, amount: Double)], above threshold: Double)
    -> [SitePlan.PolicyViolation]
  {
    parts.first?.violations(broken, above: threshold) ?? []
  }
}
