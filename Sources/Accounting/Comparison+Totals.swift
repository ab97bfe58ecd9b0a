import SiteModel
import Units

extension Comparison {
  /// What each class was served and refused, against its columns.
  var classes: [Check] {
    plan.classes.flatMap { part -> [Check] in
      let served = reader.column(.served(part.name), of: part.component) ?? []
      let unserved = reader.column(.unserved(part.name), of: part.component) ?? []
      let missing = reader.perYear(unserved)
      return [
        work(of: part, served: served, unserved: unserved),
        Check(
          "energy of \(part.component): \(part.name)", part.demand.in(.megawattHours),
          demanded(part), "MWh", tolerance: tolerance),
        Check(
          "served energy of \(part.component): \(part.name)", part.served.in(.megawattHours),
          reader.perYear(served), "MWh", tolerance: tolerance),
        Check(
          "unserved energy of \(part.component): \(part.name)", part.unserved.in(.megawattHours),
          missing, "MWh", tolerance: tolerance),
      ]
    }
  }

  private func demanded(_ part: SitePlan.ClassPlan) -> Double {
    let load = site.components.loads.first { $0.name == part.component }
    guard let demand = load?.work(of: part.name)?.demand else { return .nan }
    let share = share(of: part)
    return reader.perYear((0..<plan.horizon.count).map { share($0) * demand[$0].in(.megawatts) })
  }

  /// The share of a load that is energised at each step: all of it where a year recurs.
  private func share(of part: SitePlan.ClassPlan) -> (Int) -> Double {
    let shares = site.plant?.series(part.component, "energised_share", over: plan.horizon, \.built)
    return { shares?[$0] ?? 1 }
  }

  /// IT work that was asked for, against what was done and refused: it is conserved, wherever it moves.
  private func work(
    of part: SitePlan.ClassPlan, served: [Double], unserved: [Double]
  ) -> Check {
    let load = site.components.loads.first { $0.name == part.component }
    guard let known = load?.work(of: part.name), served.count == plan.horizon.count,
      unserved.count == served.count
    else { return Check("work of \(part.component): \(part.name)", 0, .nan, "MWh", tolerance: 0) }
    func work(_ power: (Int) -> Double) -> Double {
      reader.perYear(served.indices.map { power($0) / known.overhead[$0].in(.fraction) })
    }
    let share = share(of: part)
    return Check(
      "work of \(part.component): \(part.name)",
      work { share($0) * known.demand[$0].in(.megawatts) },
      work { served[$0] + unserved[$0] }, "MWh of IT", tolerance: tolerance)
  }

  /// The promised carbon-free share against the hours of the dispatch.
  var carbonFree: [Check] {
    guard let required = site.emissions.hourlyCarbonFree else { return [] }
    let account = CarbonFreeAccount(site: site, plan: plan)
    let score = account.score.score ?? 0
    return [
      Check(
        "carbon-free in the hour of use", required, min(required, score), "of the load",
        tolerance: tolerance),
      Check(
        "carbon-free energy in batteries beyond what went in", 0, max(0, account.tagError), "MWh",
        scale: 10 * (account.load.max() ?? 0), tolerance: tolerance),
    ]
  }

  /// The price of emissions, and the cost lines against the objective.
  func costs(_ objective: Money?) -> [Check] {
    var checks: [Check] = []
    var planned = 0.0
    for line in plan.costs where line.nature == .carbonPrice { planned += line.amount.in(.usd) }
    let priced = pricedEmissions
    if planned != 0 || priced != 0 {
      checks.append(Check("price of emissions", planned, priced, "USD", tolerance: tolerance))
    }
    if let objective {
      var sum = 0.0
      for line in plan.costs { sum += line.amount.in(.usd) }
      checks.append(
        Check(
          "objective and cost lines", objective.in(.usd), sum, "USD", scale: grossCost,
          tolerance: tolerance))
    }
    return checks
  }

  private var pricedEmissions: Double {
    let policy = site.emissions
    var sum = 0.0
    for line in EmissionsAccount(site: site, plan: plan).lines
    where policy.view.counts(scope: line.scope, basis: line.basis) {
      sum += line.amount.in(.tonnes) * policy.price.in(.usdPerTonne)
    }
    return sum
  }
}
