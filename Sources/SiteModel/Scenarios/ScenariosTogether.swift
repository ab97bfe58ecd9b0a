/// Versions of the world that one plan must hold in: what is built is shared, how it runs is each one's own.
public struct ScenariosTogether: Sendable, Equatable {
  /// One version of the world.
  public struct Member: Sendable, Equatable {
    /// What it is called, in tables and as the name of a folder.
    public let name: String
    /// How likely it is; those of all add up to 1.
    public let probability: Double

    /// A version of the world.
    public init(name: String, probability: Double) {
      (self.name, self.probability) = (name, probability)
    }
  }

  /// How the caps on emissions hold.
  public enum Caps: String, CaseIterable, Sendable {
    /// In every scenario.
    case eachYear = "each_year"
    /// On the mean over the scenarios.
    case expected
  }

  /// The scenarios, in the order of the site file.
  public let members: [Member]
  /// Weight of the tail of costs in the objective, 0 to 1; the rest is the expected cost.
  public let riskWeight: Double
  /// The share of the worst outcomes whose mean cost the tail is (1 − α of CVaR).
  public let riskTail: Double
  /// How the caps hold.
  public let caps: Caps
  /// Month of a horizon in which it is known which scenario has come: what is built before is the same in
  /// all; nil: it never is, and all that is built is shared.
  public let knownFromMonth: Int?

  /// Scenarios whose probabilities add up to 1.
  public init(
    _ members: [Member], riskWeight: Double = 0, riskTail: Double = 0.1, caps: Caps = .eachYear,
    knownFromMonth: Int? = nil
  ) {
    self.members = members
    self.riskWeight = riskWeight
    self.riskTail = riskTail
    self.caps = caps
    self.knownFromMonth = knownFromMonth
  }

  /// Their probabilities, in order.
  public var probabilities: [Double] { members.map(\.probability) }

  /// Fewer than this many scenarios in the tail say little about it.
  private static let leastInTail = 1.5

  /// What to say where the tail is thinner than the scenarios carry; nil where it is not, or no risk is
  /// weighed.
  public var thinTail: String? {
    let carried = Self.leastInTail / Double(members.count)
    guard riskWeight > 0, riskTail < carried else { return nil }
    let least = (100 * carried).rounded(.up) / 100
    return "risk_tail_fraction \(riskTail) is thinner than \(members.count) scenarios carry: "
      + (least < 1 ? "at least \(least), or more scenarios" : "more scenarios")
  }

  /// What a plan must say of how it weighs costs.
  package var riskNotes: [String] {
    guard riskWeight > 0 else { return [] }
    return (thinTail.map { [$0] } ?? []) + [
      "Objective: \(1 - riskWeight) of the expected cost and \(riskWeight) of the mean cost of the worst "
        + "\(riskTail) (CVaR)."
    ]
  }

  /// Σ p·cost, in the unit of the costs.
  public func expected(_ costs: [Double]) -> Double {
    zip(probabilities, costs).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Mean cost of the worst outcomes, those of a share `riskTail` of all: the conditional value at risk
  /// (Rockafellar and Uryasev, 2000), from the costs in order of size.
  public func conditionalValueAtRisk(_ costs: [Double]) -> Double {
    var left = riskTail
    var sum = 0.0
    for (cost, probability) in zip(costs, probabilities).sorted(by: { $0.0 > $1.0 }) where left > 0
    {
      let part = min(left, probability)
      sum += part * cost
      left -= part
    }
    // Probabilities add up to 1 but for rounding.
    return sum / (riskTail - max(0, left))
  }

  /// What a plan is chosen by: (1 − ω)·expected cost + ω·CVaR.
  public func measure(_ costs: [Double]) -> Double {
    guard riskWeight > 0 else { return expected(costs) }
    return (1 - riskWeight) * expected(costs) + riskWeight * conditionalValueAtRisk(costs)
  }
}
