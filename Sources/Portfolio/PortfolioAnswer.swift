import Reporting
import SiteModel

/// What a portfolio reads of a site's `plan.json`: figures of the year that recurs, or of the mean year of a
/// horizon, so that sites of both kinds stand in one table.
struct PortfolioAnswer: Sendable {
  let frame: PlanFrame
  /// Years that yearly figures are the mean of.
  private(set) var years = 1
  /// Why there is no good plan, in one line; empty for a good one.
  let finding: String
  /// Nil where there is no dispatch; over a horizon cash holds capital as yearly payments.
  private(set) var cash: Double?
  /// MWh of a year.
  private(set) var served: Double?
  /// Cash over energy served; over a horizon both as present values.
  private(set) var costPerServed: Double?
  /// t of CO2e a year of scopes 1 and 2, location-based.
  private(set) var tonnes: Double?
  private(set) var potentials: String?
  /// Energy served over energy asked for, of all classes that are energised.
  private(set) var servedFraction: Double?
  private(set) var uptimeDecision: String?
  /// What is built; over a horizon the most that stands of each component at the end of a year.
  private(set) var sizes: [String: PlanDocument.Size] = [:]

  /// kg of CO2e for each MWh served.
  var intensity: Double? {
    guard let tonnes, let served, served > 0 else { return nil }
    return 1000 * tonnes / served
  }

  /// The answer in the bytes of a `plan.json`; nil where they hold none.
  init?(_ bytes: [UInt8]) {
    if let plan = PlanDocument(bytes) {
      self.init(plan)
    } else if let plan = HorizonDocument(bytes) {
      self.init(plan)
    } else {
      return nil
    }
  }

  private init(_ plan: PlanDocument) {
    frame = plan.frame
    finding = Self.finding(frame, plan.violations)
    (cash, served, costPerServed) = (plan.cash, plan.served, plan.costPerServed)
    tonnes = plan.emissionTotals.map { $0.scope1 + $0.scope2 }
    potentials = plan.emissionTotals?.gwpSet
    if let classes = plan.unserved?.members.map(\.value) {
      let demand = classes.reduce(0) { $0 + $1.demand }
      servedFraction =
        demand > 0 ? 1 - classes.reduce(0) { $0 + $1.unserved } / demand : nil
    }
    uptimeDecision = plan.uptime?.decision
    for size in plan.sizes?.members ?? [] { sizes[size.key] = size.value }
  }

  private init(_ plan: HorizonDocument) {
    frame = plan.frame
    finding = Self.finding(frame, plan.violations)
    guard let all = plan.years, !all.isEmpty else { return }
    years = all.reduce(0) { $0 + $1.count }
    func mean(_ figure: (HorizonDocument.Year) -> Double) -> Double {
      all.reduce(0) { $0 + Double($1.count) * figure($1) } / Double(years)
    }
    let (served, unserved) = (mean(\.served), mean(\.unserved))
    (cash, self.served, costPerServed) = (mean(\.cash), served, plan.costPerServed)
    tonnes = mean { $0.emissionTotals.scope1 + $0.emissionTotals.scope2 }
    potentials = all[0].emissionTotals.gwpSet
    servedFraction = served + unserved > 0 ? served / (served + unserved) : nil
    for size in all.flatMap(\.sizes.members) {
      guard let known = sizes[size.key] else {
        sizes[size.key] = size.value
        continue
      }
      sizes[size.key] = known.most(size.value)
    }
  }

  private static func finding(_ frame: PlanFrame, _ violations: [PlanDocument.Violation]?)
    -> String
  {
    if ["optimal", "near_optimal", "feasible"].contains(frame.status) { return "" }
    guard let worst = violations?.first else { return frame.statement }
    return "\(frame.statement): \(worst.policy), \(worst.meaning)"
  }
}

extension PlanDocument.Size {
  /// The greater of each.
  fileprivate func most(_ other: Self) -> Self {
    func most(_ a: Double?, _ b: Double?) -> Double? {
      guard let a, let b else { return a ?? b }
      return max(a, b)
    }
    var size = self
    size.capacity = most(capacity, other.capacity)
    size.energy = most(energy, other.energy)
    size.units = most(units, other.units)
    size.unitName = unitName ?? other.unitName
    return size
  }
}

extension RunDocument {
  /// How far a run came that has no answer.
  var lastAttempt: String {
    let stage = stages.last { !$0.attempts.isEmpty }
    let attempts = stage.map { "\($0.attempts.count) attempts at '\($0.name)'" } ?? "all attempts"
    return "no answer after \(attempts): "
      + (stage?.attempts.last?.verdict ?? "none left a point")
  }
}
