package import LinearProgramming
package import SiteModel
import Units

extension SiteProgram {
  /// The program with emissions in the place of costs (t CO2e a year), and a trace of costs so that of
  /// equal ends a cheap one is found.
  package var leastEmissions: LinearProgram {
    program.minimising(block.emitted)
  }

  /// The program with weighted sizes in the place of costs, which may be no more than a budget (kUSD).
  package func sizes(weighted weights: [String: Double], within budget: Double) -> LinearProgram {
    var objective = Expression<NumberDimension>.zero
    for size in sizes {
      guard let weight = weights[size.key] else { continue }
      objective.add(size.column, times: weight)
    }
    return program.minimising(objective, within: budget)
  }
}
