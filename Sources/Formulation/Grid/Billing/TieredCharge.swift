import LinearProgramming
import SiteModel
import Units

/// What one line charges in one month for a quantity in blocks.
///
/// Rising prices are linear: what exceeds a limit is dearer. Falling ones are not: the cost is then the
/// least of one straight line for each block. Planning chooses the block, and until it has, the charge
/// is the greatest convex function below the cost, which adds no row.
struct TieredCharge<D: Dimension>: Sendable {
  /// Cost of a year.
  let amount: Expression<MoneyDimension>
  /// The block that planning may choose; nil where prices never fall.
  let choice: ChoiceTerm?
  private let quantity: Expression<D>
  /// The quantity as one column, where several rows would repeat a long sum.
  private let total: Expression<D>?
  private let excesses: [Excess]
  private let region: ClosedRange<Double>?

  private struct Excess: Sendable {
    let column: Expression<D>
    let limit: Expression<D>
  }

  /// What a charge is for.
  struct Use {
    let quantity: Expression<D>
    /// The greatest that the quantity can be.
    let greatest: Double
    /// Billed demand by which the blocks' limits are multiplied.
    var demand: Expression<PowerDimension>?
    /// Greatest quantity for each unit of that demand.
    var greatestPerDemand = Double.infinity
  }

  /// Declares the columns that the blocks need; `weight` years are charged.
  init(
    _ component: String, _ name: String, for use: Use, at blocks: BlockPrice, weight: Double,
    in program: inout LinearProgram, _ context: FormulationContext
  ) {
    quantity = use.quantity
    let last = blocks.price.count - 1
    let key = "\(component).\(name)"
    let set = context.chosenBlocks[key] ?? 0...Double(last)
    let chosen = Int(set.lowerBound)...min(Int(set.upperBound), last)
    let isLinear = blocks.shape == .single || blocks.shape == .rising
    var charge: Expression<D>
    var parts: [(limit: Expression<D>, price: Double)] = []
    if blocks.shape == .falling || last == 0 {
      let line = Self.chord(of: blocks, chosen, use)
      charge = line.price * use.quantity
      charge.add(
        use.demand.map { $0.converted(by: line.intercept) } ?? .constant(line.intercept))
      region = nil
    } else if let demand = use.demand {
      charge = blocks.price[0] * use.quantity
      parts = (1...last).map {
        (demand.converted(by: blocks.from[$0]), blocks.price[$0] - blocks.price[$0 - 1])
      }
      region = nil
    } else {
      let least = blocks.from[chosen.lowerBound]
      let most = chosen.upperBound < last ? blocks.from[chosen.upperBound + 1] : use.greatest
      let hull = blocks.envelope(from: least, to: max(least, most))
      let slopes = zip(hull, hull.dropFirst()).map { ($1.cost - $0.cost) / ($1.at - $0.at) }
      let first = slopes.first ?? 0
      charge = first * use.quantity + .constant((hull.first?.cost ?? 0) - first * least)
      parts = zip(hull.dropFirst(), zip(slopes, slopes.dropFirst())).map {
        (.constant($0.at), $1.1 - $1.0)
      }
      region = chosen == 0...last ? nil : least...max(least, most)
    }
    excesses = parts.indices.map { place in
      Excess(
        column: program.column(
          component, "above_\(name)_\(place + 1)", .nonNegative(impliedUpTo: use.greatest)),
        limit: parts[place].limit)
    }
    for (excess, part) in zip(excesses, parts) { charge.add(excess.column, times: part.price) }
    let rows = excesses.count + (region == nil ? 0 : 2)
    total =
      rows > 1 && use.quantity.terms.count > 2
      ? program.column(component, "total_\(name)", .nonNegative(impliedUpTo: use.greatest)) : nil
    amount = charge.converted(by: weight)
    choice =
      isLinear
      ? nil
      : ChoiceTerm(
        component: component, name: name, count: last + 1, blocks: blocks,
        quantity: use.quantity.converted(by: 1), demand: use.demand?.converted(by: 1),
        priced: amount, weight: weight)
  }

  /// The straight line below the cost in some blocks of falling prices: exact where there is one.
  private static func chord(of blocks: BlockPrice, _ chosen: ClosedRange<Int>, _ use: Use)
    -> (price: Double, intercept: Double)
  {
    let intercept = blocks.intercept(chosen.lowerBound)
    let most = use.demand == nil ? use.greatest : use.greatestPerDemand
    guard chosen.count > 1, most.isFinite, most > 0 else {
      return (blocks.price[chosen.upperBound], intercept)
    }
    let least = chosen.map { blocks.price[$0] * most + blocks.intercept($0) }.min() ?? intercept
    return ((least - intercept) / most, intercept)
  }

  func constrain(_ component: String, _ name: String, in program: inout LinearProgram) {
    guard total != nil || !excesses.isEmpty || region != nil else { return }
    let family = program.family(component, "blocks_\(name)")
    if let total {
      // total = Σ quantity
      program.require(family, label: 0, total .== quantity)
    }
    let counted = total ?? quantity
    for (place, excess) in excesses.enumerated() {
      // above(k) ≥ total − limit(k)
      program.require(family, label: place + 1, excess.column .>= counted - excess.limit)
    }
    if let region {
      // limit(k) ≤ total ≤ limit(k + 1)
      program.require(family, label: 100, counted .>= .constant(region.lowerBound))
      program.require(family, label: 101, counted .<= .constant(region.upperBound))
    }
  }

  /// Sets the columns to what the quantity makes them.
  func settle(_ point: inout [Double]) {
    if let total { point.set(total, to: quantity.value(at: point)) }
    for excess in excesses {
      let above = quantity.value(at: point) - excess.limit.value(at: point)
      point.set(excess.column, to: max(0, above))
    }
  }
}
