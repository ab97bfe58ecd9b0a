public import Units

/// What a series of yearly flows is worth: the first stands at the beginning, each further one a year later.
public enum Worth {
  /// Present value Σ f(k)/(1+i)^k.
  public static func present(_ flows: [Money], at rate: Double) -> Money {
    // Horner's scheme from the last year: no power, and each year is rounded once.
    flows.reversed().reduce(.zero) { $1 + $0 / (1 + rate) }
  }

  /// Present value of quantities of other dimensions, as energy by year.
  public static func present<D>(_ amounts: [Quantity<D>], at rate: Double) -> Quantity<D> {
    amounts.reversed().reduce(.zero) { $1 + $0 / (1 + rate) }
  }

  /// What a payment of 1 in each of some years is worth: Σ (1+i)^−k, k = 1…n, grown by e a year.
  public static func ofYearly(_ years: Int, at rate: Double, growing growth: Double = 0) -> Double {
    var (worth, factor) = (0.0, 1.0)
    for _ in 0..<max(0, years) {
      factor *= (1 + growth) / (1 + rate)
      worth += factor
    }
    return worth
  }

  /// What one later payment of 1 is worth, (1+i)^−years.
  public static func later(_ years: Int, at rate: Double) -> Double {
    (0..<max(0, years)).reduce(1.0) { factor, _ in factor / (1 + rate) }
  }

  /// Years until the sum of the flows has become zero for good, counted evenly within the year in which it
  /// does; nil where it never does, 0 where nothing is ever owed.
  public static func payback(_ flows: [Money]) -> Double? {
    var sums: [Money] = []
    for flow in flows { sums.append((sums.last ?? .zero) + flow) }
    guard let last = sums.last else { return 0 }
    guard last >= .zero else { return nil }
    guard let owed = sums.lastIndex(where: { $0 < .zero }) else { return 0 }
    return Double(owed) + (.zero - sums[owed]) / flows[owed + 1]
  }

  /// The same of discounted flows.
  public static func payback(_ flows: [Money], at rate: Double) -> Double? {
    payback(flows.indices.map { later($0, at: rate) * flows[$0] })
  }

  /// Benefits for each unit of cost, both as present values of the positive and the negative flows.
  public static func benefitCostRatio(_ flows: [Money], at rate: Double) -> Double? {
    let cost = present(flows.map { min(.zero, $0) }, at: rate)
    guard cost < .zero else { return nil }
    return present(flows.map { max(.zero, $0) }, at: rate) / (.zero - cost)
  }

  /// Modified internal rate of return: what comes in is reinvested, and what goes out is financed, at a rate.
  public static func modifiedInternalRate(_ flows: [Money], at rate: Double) -> Double? {
    guard let ratio = benefitCostRatio(flows, at: rate), ratio > 0, flows.count > 1 else {
      return nil
    }
    return (1 + rate) * Rate.root(ratio, of: flows.count - 1) - 1
  }
}

/// The rate at which a series of yearly flows is worth nothing.
public enum InternalRate: Sendable, Equatable {
  /// The one there is, of a year.
  case rate(Double)
  /// None between −99 % and 10,000 % a year.
  case none
  /// More than one: none of them says anything.
  case several

  /// Finds it by bracketing and bisection.
  public init(of flows: [Money]) {
    let rates = Rate.roots(of: flows)
    switch rates.count {
    case 0: self = .none
    case 1: self = .rate(rates[0])
    default: self = .several
    }
  }

  /// The rate, if it is one.
  public var value: Double? {
    if case .rate(let rate) = self { return rate }
    return nil
  }
}

/// Roots by bisection.
private enum Rate {
  /// Rates on whose grid brackets are looked for: 1 + i from 0.01 to 101 in steps of 0.5 %.
  private static let (least, most, step) = (0.01, 101.0, 1.005)
  private static let halvings = 80

  static func roots(of flows: [Money]) -> [Double] {
    guard flows.contains(where: { $0 > .zero }), flows.contains(where: { $0 < .zero }) else {
      return []
    }
    var roots: [Double] = []
    var (low, worth) = (least, Worth.present(flows, at: least - 1))
    while low < most {
      let high = low * step
      let next = Worth.present(flows, at: high - 1)
      if worth == .zero {
        roots.append(low - 1)
      } else if next != .zero, (worth < .zero) != (next < .zero) {
        roots.append(bisect(flows, low, high, risesThroughZero: worth < .zero) - 1)
      }
      (low, worth) = (high, next)
    }
    return roots
  }

  private static func bisect(
    _ flows: [Money], _ low: Double, _ high: Double, risesThroughZero: Bool
  ) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<halvings {
      let middle = (low + high) / 2
      let isBelow = Worth.present(flows, at: middle - 1) < .zero
      if isBelow == risesThroughZero { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The positive n-th root of a positive number.
  static func root(_ value: Double, of n: Int) -> Double {
    var (low, high) = (0.0, max(1, value))
    for _ in 0..<2 * halvings {
      let middle = (low + high) / 2
      if (0..<n).reduce(1.0, { power, _ in power * middle }) < value {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }
}
