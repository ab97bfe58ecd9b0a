package import LinearProgramming
package import SiteModel
import Units

extension Grid {
  package func emissions(_ v: Variables, _ context: FormulationContext) -> [EmissionTerm] {
    func imported(_ factor: @escaping (Int) -> EnergyIntensity) -> Expression<CarbonDimension> {
      context.yearly(
        CarbonDimension.self, { v.imports[$0] },
        per: { factor($0).in(.kilogramsPerMegawattHour) / 1000 })
    }
    var terms = [
      EmissionTerm(
        source: "grid", scope: 2, basis: .location,
        amount: imported { carbon.equivalent(at: $0, context.gwpSet) })
    ]
    if let marginal = carbon.marginal {
      terms.append(
        EmissionTerm(
          source: "grid_marginal", scope: nil, basis: .marginal, amount: imported { marginal[$0] }))
    }
    return terms
  }

  package func carbonFree(_ v: Variables, at step: Int) -> CarbonFreeTerm {
    CarbonFreeTerm(grid: v.imports[step], gridShare: carbon.carbonFree[step].in(.fraction))
  }
}
