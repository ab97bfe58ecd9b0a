import LinearProgramming
import Units

extension EmissionsPolicy {
  /// Emissions of a year that the caps and the price act on.
  private func counted(_ placed: [any AnyPlaced], _ setting: Setting) -> Expression<CarbonDimension>
  {
    var sum = Expression<CarbonDimension>.zero
    for component in placed {
      for term in component.emissions(setting) where view.counts(scope: term.scope) {
        sum.add(term.amount)
      }
    }
    return sum
  }

  func constrain(
    _ placed: [any AnyPlaced], in program: inout LinearProgram, _ setting: Setting
  ) {
    guard capPerYear != nil || capPerServedEnergy != nil else { return }
    let family = program.family(
      "site", "emissions_cap",
      relaxation: .init(weight: 1, meaning: "emissions above the cap", unit: "t CO2e/year"))
    let emitted = counted(placed, setting)
    if let capPerYear {
      // Σ emissions ≤ cap
      program.require(family, label: 0, emitted .<= Expression(capPerYear))
    }
    if let capPerServedEnergy {
      // Σ emissions ≤ cap · Σ served(t)·Δ
      program.require(
        family, label: 1, emitted .<= served(placed, setting).times(capPerServedEnergy))
    }
  }

  private func served(_ placed: [any AnyPlaced], _ setting: Setting) -> Expression<EnergyDimension>
  {
    var sum = Expression<EnergyDimension>.zero
    for load in placed.flatMap({ $0.loads(setting) }) {
      let demand = setting.steps.reduce(Energy.zero) {
        $0 + setting.weight * load.demand[$1].over(setting.step)
      }
      sum.add(Expression(demand))
      if let unserved = load.unserved {
        sum.add(setting.yearly(EnergyDimension.self) { unserved[$0] }, times: -1)
      }
    }
    return sum
  }

  /// Price times counted emissions.
  func charge(_ placed: [any AnyPlaced], _ setting: Setting) -> Expression<MoneyDimension> {
    price > .zero ? counted(placed, setting).times(price) : .zero
  }
}
