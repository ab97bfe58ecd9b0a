import LinearProgramming
package import SiteModel
import Units

extension Block {
  /// The plan of the year at a point, with the share of `capital` that it pays.
  package func plan(
    at point: [Double], _ capital: CapitalPart, status: SitePlan.Status
  ) -> SitePlan {
    var plan = SitePlan(status: status, horizon: context.horizon)
    plan.components = operations.map { operation in
      var component = operation.read(point)
      capital.tellExisting(in: &component, at: point)
      component.capital = capital.paid(for: operation.name, at: point)
      site.plant?.tell(in: &component)
      return component
    }
    plan.costs = costs(at: point, capital)
    plan.purchases = capital.purchases(at: point)
    plan.emissions = operations.flatMap { operation in
      operation.emissions().map {
        SitePlan.EmissionLine(
          component: operation.name, source: $0.source, scope: $0.scope,
          basis: $0.basis, amount: $0.amount.quantity(at: point))
      }
    }
    plan.emissions += site.emissions.marketLines(operations, at: point, context)
    plan.classes = classes(at: point)
    plan.greatestBalanceResidual = plan.balanceResidual
    return plan
  }

  private func costs(at point: [Double], _ capital: CapitalPart) -> [SitePlan.CostLine] {
    var lines = operations.indices.flatMap { place in
      let component = operations[place].name
      return (capital.costs(of: component) + costs(of: place)).map {
        SitePlan.CostLine(
          component: component, line: $0.line, nature: $0.nature,
          amount: $0.amount.quantity(at: point))
      }
    }
    lines += site.plant?.costs ?? []
    if site.emissions.price > .zero {
      lines.append(
        SitePlan.CostLine(
          component: "site", line: "co2_price", nature: .carbonPrice,
          amount: carbonCharge.quantity(at: point)))
    }
    return lines
  }

  private func classes(at point: [Double]) -> [SitePlan.ClassPlan] {
    let hours = context.step.in(.hours) * context.weight
    func sum(_ power: (Int) -> Expression<PowerDimension>) -> Double {
      context.steps.reduce(0.0) { $0 + power($1).quantity(at: point).in(.megawatts) }
    }
    return operations.flatMap { operation in
      operation.loads.map { load in
        let unserved = load.unserved?.values(at: point, in: .megawatts) ?? []
        // A ten-thousandth of the site's load is the solver's residue, not an outage.
        let short = unserved.count { $0 > Self.trace * context.peakLoad.in(.megawatts) }
        return SitePlan.ClassPlan(
          component: operation.name, name: load.name,
          demand: Energy(sum(load.demand) * hours, .megawattHours),
          unserved: Energy(unserved.reduce(0, +) * hours, .megawattHours),
          served: Energy(sum(load.drawn) * hours, .megawattHours),
          hoursShort: Double(short) * hours)
      }
    }
  }

  /// What is shorter than this share of the peak load is the solver's residue.
  private static let trace = 1e-4
}

extension SitePlan {
  /// Greatest |supply − use| over the steps, from the flows that are printed.
  var balanceResidual: Power {
    var sums = [Double](repeating: 0, count: horizon.count)
    for flow in components.flatMap(\.flows) {
      guard let side = flow.key.role.side else { continue }
      let sign = side == .supply ? 1.0 : -1.0
      for t in sums.indices { sums[t] += sign * flow.values[t] }
    }
    return Power(sums.reduce(0) { max($0, $1.magnitude) }, .megawatts)
  }
}
