package import LinearProgramming
package import SiteModel
import Units

extension EmissionsPolicy {
  /// Certified energy that is set against imports, one expression of yearly energy each with what a
  /// certified MWh carries; only in a market-based view.
  struct Claims: Sendable {
    /// A whole year of each certificate.
    var yearly: [(used: Expression<EnergyDimension>, carries: EnergyIntensity)] = []
    /// Each step of each certificate with hours.
    var hourly: [(used: Series<PowerDimension>, carries: EnergyIntensity)] = []
  }

  func declareClaims(in program: inout LinearProgram, _ context: FormulationContext) -> Claims {
    var claims = Claims()
    guard view.isMarket else { return claims }
    for certificate in certificates {
      if view == .scope1And2Market {
        let most = certificate.energy(over: context.horizon).in(.megawattHours)
        let used: Expression<EnergyDimension> = program.column(
          "site", "claimed_\(certificate.name)", .limits(0, most))
        claims.yearly.append((used, certificate.carbonDioxide))
      } else if let hourly = certificate.hourly {
        let used: Series<PowerDimension> = program.series(
          "site", "claimed_\(certificate.name)", steps: context.horizon.count
        ) { t in .limits(0, hourly[t].in(.megawatts)) }
        claims.hourly.append((used, certificate.carbonDioxide))
      }
    }
    return claims
  }

  /// Emissions of a year that the caps and the price act on.
  func counted(_ operations: [Operation], _ claims: Claims, _ context: FormulationContext)
    -> Expression<CarbonDimension>
  {
    var sum = Expression<CarbonDimension>.zero
    for component in operations {
      for term in component.emissions()
      where view.counts(scope: term.scope, basis: term.basis) {
        sum.add(term.amount)
      }
    }
    guard view.isMarket, let residualMix else { return sum }
    // Σ (g + sold)·residual − Σ claimed·(residual − certificate)
    let residual = residualMix.equivalent(gwpSet)
    sum.add(imported(operations, context).times(residual))
    for component in operations {
      let sold = context.yearly(EnergyDimension.self) { component.carbonFree($0).sold ?? .zero }
      sum.add(sold.times(residual))
    }
    for claim in claims.yearly { sum.add(claim.used.times(claim.carries - residual)) }
    for claim in claims.hourly {
      let used = context.yearly(EnergyDimension.self) { claim.used[$0] }
      sum.add(used.times(claim.carries - residual))
    }
    return sum
  }

  private func imports(_ operations: [Operation], at t: Int) -> Expression<PowerDimension> {
    var sum = Expression<PowerDimension>.zero
    for component in operations {
      if let grid = component.carbonFree(t).grid { sum.add(grid) }
    }
    return sum
  }

  private func imported(_ operations: [Operation], _ context: FormulationContext)
    -> Expression<EnergyDimension>
  {
    context.yearly(EnergyDimension.self) { imports(operations, at: $0) }
  }

  /// The limits over blocks: caps on what they emit together.
  package func limit(_ blocks: [Block], in program: inout LinearProgram) {
    limitNitrogenOxides(of: blocks, in: &program)
    guard capPerYear != nil || capPerServedEnergy != nil else { return }
    let family = program.family(
      "site", "emissions_cap",
      relaxation: .init(weight: 1, meaning: "emissions above the cap", unit: "t CO2e/year"))
    var emitted = Expression<CarbonDimension>.zero
    for block in blocks { emitted.add(block.emitted) }
    if let capPerYear {
      // Σ emissions ≤ cap
      program.require(family, label: 0, emitted .<= Expression(capPerYear))
    }
    if let capPerServedEnergy {
      var served = Expression<EnergyDimension>.zero
      for block in blocks { served.add(block.served) }
      // Σ emissions ≤ cap · Σ served(t)·Δ
      program.require(family, label: 1, emitted .<= served.times(capPerServedEnergy))
    }
  }

  func limitNitrogenOxides(of blocks: [Block], in program: inout LinearProgram) {
    guard let nitrogenOxidesPerYear else { return }
    // Engines emit at most 0.05 t a MWh, so that a MWh not served, at ten, stays the greater violation.
    let family = program.family(
      "site", "nox_cap",
      relaxation: .init(
        weight: 100, meaning: "nitrogen oxides above the cap", unit: "t NOx/year"))
    var emitted = Expression<NitrogenOxidesDimension>.zero
    for block in blocks { emitted.add(block.nitrogenOxides) }
    // Σ nox·p(t)·Δ ≤ cap
    program.require(family, emitted .<= Expression(nitrogenOxidesPerYear))
  }

  /// No more is claimed than is imported.
  func limitClaims(
    _ operations: [Operation], _ claims: Claims, in program: inout LinearProgram,
    _ context: FormulationContext
  ) {
    if !claims.yearly.isEmpty {
      let family = program.family("site", "claims_of_the_year")
      var claimed = Expression<EnergyDimension>.zero
      for claim in claims.yearly { claimed.add(claim.used) }
      // Σ claimed ≤ Σ g(t)·Δ
      program.require(family, claimed .<= imported(operations, context))
    }
    if !claims.hourly.isEmpty {
      let family = program.family("site", "claims_of_the_hour")
      for t in context.steps {
        var claimed = Expression<PowerDimension>.zero
        for claim in claims.hourly { claimed.add(claim.used[t]) }
        // Σ claimed(t) ≤ g(t)
        program.require(family, at: t, claimed .<= imports(operations, at: t))
      }
    }
  }
}

extension PowerCertificate {
  /// Certified energy of a year.
  func energy(over horizon: Horizon) -> Energy {
    guard let hourly else { return energyPerYear ?? .zero }
    return (0..<horizon.count).reduce(.zero) {
      $0 + horizon.weight * hourly[$1].over(horizon.step)
    }
  }
}
