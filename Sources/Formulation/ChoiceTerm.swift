import LinearProgramming
package import SiteModel
import Units

/// A price that falls with use: the cost is that of the block in which the plan's own use ends.
///
/// A linear program would take the cheapest block first. It is given one block's straight line, which
/// never lies below the cost, or while planning has not chosen, a line that never lies above.
package struct ChoiceTerm: Sendable {
  package let component: String
  package let name: String
  /// Blocks to choose from, counted from 0.
  package let count: Int
  let blocks: BlockPrice
  let quantity: Expression<NumberDimension>
  let demand: Expression<NumberDimension>?
  /// What the program charges.
  let priced: Expression<MoneyDimension>
  let weight: Double

  /// `component.name`, under which planning sets the blocks that may be chosen.
  package var key: String { "\(component).\(name)" }

  /// The block that the use at a point ends in.
  package func block(at point: [Double]) -> Int {
    blocks.block(of: quantity.value(at: point), demand: demand?.value(at: point) ?? 1)
  }

  /// The bill at a point less what the program charges there (kUSD a year).
  package func shortfall(at point: [Double]) -> Double {
    let use = quantity.value(at: point)
    let bill = weight * blocks.cost(of: use, demand: demand?.value(at: point) ?? 1)
    return bill - priced.value(at: point)
  }
}
