import LinearProgramming
import SiteModel
import Units

/// One site in the year that recurs as a part of a program: its hours, what is built for it, and its costs.
struct SiteBlock: Sendable {
  /// The one modelled year.
  let block: Block
  let capital: CapitalPart
  /// What it uses of what it shares with other sites.
  let shared: [SharedUse]

  /// Writes its columns, rows and costs; `sizeLimits` are planning's own bounds on sizes.
  init(
    _ site: Site, over horizon: Horizon?, sizeLimits: [String: ClosedRange<Double>] = [:],
    in program: inout LinearProgram
  ) {
    var capital = CapitalPart(discountRate: site.realDiscountRate)
    let phases =
      site.plant.map { Phases(of: horizon ?? site.horizon, beginningIn: $0.begins) } ?? .one
    let block = Block(
      site, over: horizon, phases: phases, chosenBlocks: sizeLimits, in: &program
    ) { component, rule, others, program in
      if let given = site.plant?[component, rule.name] { return .given(given, phases) }
      return capital.declare(
        rule, of: component, within: sizeLimits["\(component).\(rule.name)"], after: others, .one,
        in: &program)
    }
    site.emissions.limit([block], in: &program)

    for (place, operation) in block.operations.enumerated() {
      for term in capital.costs(of: operation.name) + block.costs(of: place) {
        program.minimise(term.amount)
      }
    }
    program.minimise(block.carbonCharge)
    for line in site.plant?.costs ?? [] { program.minimise(Expression(line.amount)) }

    let bought = capital
    shared = site.sharedUses { measure in
      switch measure {
      case .equipment(let words, let per, _): bought.bought(of: site, as: words, per: per)
      case .capital: bought.installed
      case .emissions: block.emittedTonnes
      case .modules: block.modules
      }
    }
    SharedUse.apply(shared, in: &program)
    (self.block, self.capital) = (block, capital)
  }
}
