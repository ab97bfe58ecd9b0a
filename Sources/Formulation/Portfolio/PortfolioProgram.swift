package import LinearProgramming
package import SiteModel
import Units

/// Several sites as one program, joined by a row for each limit that they share: what prices find, in one piece.
package struct PortfolioProgram: Sendable {
  /// One limit over sites.
  package struct Link: Sendable {
    /// Name of the term that it limits at its sites.
    package let term: String
    package let limit: Double
    /// All of it is used.
    package let isExact: Bool
    /// Places of the sites that count.
    package let members: Set<Int>

    package init(term: String, limit: Double, isExact: Bool, members: Set<Int>) {
      (self.term, self.limit, self.isExact) = (term, limit, isExact)
      self.members = members
    }
  }

  package private(set) var program = LinearProgram()
  private var parts: [SiteBlock] = []

  /// Sites that each have the same terms in `sharing`, over their horizons.
  package init(_ sites: [(name: String, site: Site, horizon: Horizon)], _ links: [Link]) {
    var steps = 0
    for (name, site, horizon) in sites {
      program.open(block: name, firstStep: steps)
      parts.append(SiteBlock(site, over: horizon, in: &program))
      steps += horizon.count
    }
    program.open(block: "portfolio", firstStep: steps)
    let family = program.family("portfolio", "shared_limits")
    for (place, link) in links.enumerated() {
      var used = Expression<NumberDimension>.zero
      for (site, part) in parts.enumerated() where link.members.contains(site) {
        for use in part.shared where use.term.name == link.term { used.add(use.amount) }
      }
      if link.isExact {
        // Σ used = all of it
        program.require(family, label: place, used .== .constant(link.limit))
      } else {
        // Σ used ≤ limit
        program.require(family, label: place, used .<= .constant(link.limit))
      }
    }
    let peak = sites.map(\.site.peakLoad).reduce(.zero) { max($0, $1) }
    var whole: [Expression<NumberDimension>] = []
    for part in parts {
      for choice in part.capital.choices where choice.rule.rounding != .continuous {
        whole += [choice.amount, choice.bought]
      }
    }
    program.measure(in: peak, counts: whole)
  }

  /// Sets columns that follow from others to exactly what these make them.
  package func recomputeDependents(_ point: inout [Double]) {
    for part in parts {
      part.capital.recomputeDependents(&point)
      part.block.recomputeDependents(&point)
    }
  }
}
