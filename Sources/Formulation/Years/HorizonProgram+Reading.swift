import LinearProgramming
package import SiteModel
import Units

extension HorizonProgram {
  /// The plan at a point, each year as the joined program runs it.
  package func plan(at point: [Double], status: SitePlan.Status) -> HorizonPlan? {
    let none = CapitalPart(discountRate: timeline.rate)
    return plan(
      at: point, status: status,
      years: blocks.indices.map { stretch in
        var plan = blocks[stretch].plan(at: point, none, status: status)
        let plant = builds.plant(of: stretch, at: point)
        for place in plan.components.indices { plant.tell(in: &plan.components[place]) }
        plan.costs += plant.costs
        return plan
      })
  }

  /// The plan of what is built at a point, with a plan of each year that runs it.
  package func plan(at point: [Double], status: SitePlan.Status, years: [SitePlan]) -> HorizonPlan?
  {
    guard let horizon = site.planningHorizon else { return nil }
    var plan = HorizonPlan(status: status, horizon: horizon)
    plan.builds = builds.builds(at: point)
    plan.sales = builds.sales(at: point)
    plan.capacities = builds.standing(at: point)
    plan.years = zip(timeline.stretches, years).map { part, year in
      HorizonPlan.Year(
        position: part.firstMonth / 12, count: part.months.count / 12,
        worth: timeline.worth(of: part.months), plan: year)
    }
    plan.purchases = builds.purchases(at: point)
    plan.payments = builds.payments(at: point) + Self.connectionPayments(of: site, timeline)
    plan.costs = builds.costs(at: point)
    plan.shared = SharedUse.amounts(shared, at: point)
    plan.costs += SharedUse.lines(shared, at: point, worth: timeline.worth)
    plan.costs += plan.operation
    plan.costs += Self.connections(of: site, timeline)
    plan.load = load(at: point)
    plan.notes = notes
    return plan
  }

  /// The years as sites of their own, with what stands in each at a point; of a cap over all of them each has
  /// what it emits there, and its part of what is left.
  package func years(at point: [Double]) -> [Site] {
    let sites = blocks.indices.map { stretch in
      var year = blocks[stretch].site
      year.plant = builds.plant(of: stretch, at: point)
      return year
    }
    guard let cap = site.emissions.capOverHorizon else { return sites }
    let emitted = blocks.map { max(.zero, $0.emitted.quantity(at: point)) }
    let spans = timeline.stretches.map { Double($0.months.count) / 12 }
    let all = zip(emitted, spans).reduce(Carbon.zero) { $0 + $1.1 * $1.0 }
    let left = max(.zero, cap - all)
    return sites.indices.map {
      sites[$0].emitting(atMost: emitted[$0] + (1 / spans.reduce(0, +)) * left)
    }
  }

  private func load(at point: [Double]) -> [HorizonPlan.LoadOfMonth] {
    var months = [HorizonPlan.LoadOfMonth]()
    for month in 0..<timeline.months {
      guard let stretch = timeline.stretches.firstIndex(where: { $0.months.contains(month) }) else {
        continue
      }
      var load = HorizonPlan.LoadOfMonth(month: month, delivered: 0, energised: 0)
      for own in blocks[stretch].site.components.loads {
        let peak = own.peak.in(.megawatts)
        let energised =
          builds.energised(own.name, at: point)?.last { $0.month <= month }?.share ?? 1
        load.delivered += peak * (own.arrivals?.share(in: month) ?? 1)
        load.energised += peak * energised
      }
      months.append(load)
    }
    return months
  }

  private var notes: [String] {
    [
      "A year without files of its own has the hours, weather, prices and weekdays of the site's year.",
      "Each year recurs within itself: what is stored or waits at its end is there at its beginning.",
      "Prices are real; capital is paid when it is built.",
    ] + site.notes
  }
}

extension HorizonPlan {
  /// Present values of what is paid by the year for running it, by line.
  var operation: [SitePlan.CostLine] {
    let capital = Set(costs.map { $0.component + "." + $0.line })
    var lines: [SitePlan.CostLine] = []
    for year in years {
      for line in year.plan.costs where !capital.contains(line.component + "." + line.line) {
        let amount = year.worth * line.amount
        let known = lines.firstIndex { $0.component == line.component && $0.line == line.line }
        if let known {
          lines[known].amount = lines[known].amount + amount
        } else {
          var first = line
          first.amount = amount
          lines.append(first)
        }
      }
    }
    return lines
  }
}
