import SiteModel

/// Consecutive blocks of a quantity, each at its price.
struct BlockPrice: Sendable, Equatable {
  /// Where each block begins, rising from 0: in the quantity's unit, or in it for each unit of demand.
  let from: [Double]
  /// kUSD for each unit within the block.
  let price: [Double]

  enum Shape: Sendable { case single, rising, falling, mixed }

  /// Blocks that the quantity can reach; neighbours of one price are one block.
  init(from: [Double], price: [Double], greatest: Double = .infinity) {
    var limits: [Double] = []
    var prices: [Double] = []
    for (limit, price) in zip(from, price)
    where (limits.isEmpty || limit < greatest) && prices.last != price {
      limits.append(limit)
      prices.append(price)
    }
    self.from = limits
    self.price = prices
  }

  /// How the price moves from block to block.
  var shape: Shape {
    let steps = zip(price, price.dropFirst()).map { $1 - $0 }
    if steps.isEmpty { return .single }
    if steps.allSatisfy({ $0 >= 0 }) { return .rising }
    return steps.allSatisfy { $0 <= 0 } ? .falling : .mixed
  }

  /// What a block's price leaves out of the dearer blocks before it: f(q) = price·q + intercept in it.
  func intercept(_ block: Int) -> Double {
    var sum = 0.0
    for block in 1..<max(1, block + 1) { sum += (price[block - 1] - price[block]) * from[block] }
    return sum
  }

  /// The block in which a quantity ends, for a demand that the limits are multiplied by.
  func block(of quantity: Double, demand: Double = 1) -> Int {
    max(0, (from.lastIndex { quantity > $0 * demand } ?? 0))
  }

  /// Cost of a quantity.
  func cost(of quantity: Double, demand: Double = 1) -> Double {
    let block = block(of: quantity, demand: demand)
    return price[block] * quantity + intercept(block) * demand
  }

  /// Corners of the greatest convex function below the cost, between two quantities.
  func envelope(from least: Double, to most: Double) -> [(at: Double, cost: Double)] {
    guard most > least else { return [(at: least, cost: cost(of: least))] }
    let corners = [least] + from.filter { $0 > least && $0 < most } + [most]
    var hull: [(at: Double, cost: Double)] = []
    for corner in corners {
      let point = (at: corner, cost: cost(of: corner))
      while let last = hull.last, let before = hull.dropLast().last {
        let slope = (last.cost - before.cost) / (last.at - before.at)
        guard (point.cost - last.cost) / (point.at - last.at) <= slope else { break }
        hull.removeLast()
      }
      hull.append(point)
    }
    return hull
  }
}
