import Formulation
import LinearProgramming
import SiteModel
import Units

/// One genset, standby set or battery block more, with the plan's own running and the addition at rest.
struct RiskStep {
  let component: String
  /// What it is more, for people.
  let change: String
  /// Least sizes with it.
  let least: [String: Double]
  /// USD a year that it costs at most: its own capital and upkeep.
  let cost: Double
  /// The plan with it.
  let plan: SitePlan

  /// Nil where the site has no room for it, or nothing of it can be said.
  ///
  /// - Parameter number: how many more than the plan has.
  init?(
    _ number: Int, of component: String, beside planned: Planner.Result, in site: Site,
    _ program: SiteProgram, within asked: [String: ClosedRange<Double>]
  ) {
    guard let place = planned.plan.components.firstIndex(where: { $0.component == component })
    else { return nil }
    let own = program.sizes.filter { $0.component == component }
    var plan = planned.plan
    var part = plan.components[place]
    func value(_ size: SizeTerm) -> Double { planned.sizes[size.key]?.lowerBound ?? 0 }
    var added: [String: Double] = [:]
    if own.count == 1, let size = own.first, size.rounding == .units {
      added[size.key] = Double(number)
      part.units = value(size).rounded() + Double(number)
      change = Self.words(number, part.unitName ?? "sets", now: value(size), "more")
    } else if let block = site.block(of: component), let energy = part.energy, energy > .zero,
      let power = part.power, let flow = part.flows.firstIndex(where: { $0.key == .stored })
    {
      // A block like those that are there, kept full.
      let share = Double(number) * (block / energy)
      for size in own {
        let more = share * value(size)
        added[size.key] = size.rounding == .packs ? more.rounded(.up) : more
      }
      (part.energy, part.power) = ((1 + share) * energy, (1 + share) * power)
      part.units = part.units.map { (1 + share) * $0 }
      let stored = Double(number) * block.in(.megawattHours)
      part.flows[flow].values = part.flows[flow].values.map { $0 + stored }
      change = Self.words(number, "blocks", now: (energy / block).rounded(.up), "more")
    } else {
      return nil
    }
    for size in own {
      let most = min(size.limit, asked[size.key]?.upperBound ?? .infinity)
      let limit = most + 1e-9 * most.magnitude
      guard value(size) + (added[size.key] ?? 0) <= limit else { return nil }
    }
    plan.components[place] = part
    (self.component, self.plan) = (component, plan)
    least = Dictionary(
      uniqueKeysWithValues: own.map { ($0.key, value($0) + (added[$0.key] ?? 0)) })
    cost = own.reduce(0) { sum, size in
      sum + 1000 * program.program.cost(of: size.column) * (added[size.key] ?? 0)
    }
  }

  /// A number of things and how many there are then.
  static func words(_ number: Int, _ things: String, now: Double, _ direction: String) -> String {
    let thing = number == 1 && things.hasSuffix("s") ? String(things.dropLast()) : things
    let then = Int(now.rounded()) + (direction == "more" ? number : -number)
    return "\(number) \(thing) \(direction) (\(then))"
  }
}

extension LinearProgram {
  /// kUSD a year of one more of a size.
  fileprivate func cost<D>(of size: Expression<D>) -> Double {
    size.terms.reduce(0) { $0 + $1.coefficient * columns[Int($1.column)].cost }
  }
}
