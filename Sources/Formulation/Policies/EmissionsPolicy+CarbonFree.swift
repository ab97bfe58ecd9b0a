import LinearProgramming
import SiteModel
import Units

/// What the components have to do with carbon-free power at one step, summed.
private struct CarbonFreeSums {
  /// Carbon-free power that reaches the load or is fed out: made, less stored, plus released.
  var own = Expression<PowerDimension>.zero
  /// Made less stored: what stores take must have been made in the same step.
  var left = Expression<PowerDimension>.zero
  var storesAny = false
  var load = Expression<PowerDimension>.zero
  var grid = Expression<PowerDimension>.zero
  /// Grid, fuel and power whose certificates are sold, less what they put into stores.
  var other = Expression<PowerDimension>.zero
  /// Share of the grid's power; connections of different shares count at the least of them.
  var gridShare: Double?

  init(_ operations: [Operation], at t: Int) {
    for component in operations {
      let term = component.carbonFree(t)
      if let made = term.made {
        own.add(made)
        left.add(made)
      }
      if let stored = term.stored {
        own.add(stored, times: -1)
        left.add(stored, times: -1)
        storesAny = true
      }
      if let released = term.released { own.add(released) }
      if let load = term.load { self.load.add(load) }
      if let grid = term.grid {
        self.grid.add(grid)
        other.add(grid)
        gridShare = min(gridShare ?? term.gridShare, term.gridShare)
      }
      if let fuel = term.fuel { other.add(fuel) }
      if let sold = term.sold { other.add(sold) }
      if let stored = term.otherStored { other.add(stored, times: -1) }
    }
  }
}

extension EmissionsPolicy {
  /// Carbon-free power in the hour of its use: what the load draws beyond it is at most 1 − χ of all.
  ///
  /// r(t) = x(t) − q(t) in the notation of the method: one row instead of the two that bound q.
  func matchHours(
    _ operations: [Operation], in program: inout LinearProgram, _ context: FormulationContext
  ) {
    guard let share = hourlyCarbonFree else { return }
    let charging = program.family("site", "carbon_free_charging")
    let meeting = program.family("site", "carbon_free_shortfall")
    // More than the load draws is never worth having; deferred work may draw above today's peak.
    let greatest = 3 * context.peakLoad.in(.megawatts)
    let rest: Series<PowerDimension> = program.series(
      "site", "not_carbon_free", steps: context.horizon.count
    ) { _ in .nonNegative(impliedUpTo: greatest) }
    let fromGrid = gridColumns(operations, in: &program, context)
    for t in context.steps {
      let sums = CarbonFreeSums(operations, at: t)
      // Σ cg(t) ≤ Σ s(t)
      if sums.storesAny { program.require(charging, at: t, sums.left .>= .zero) }
      var carbonFree = sums.own
      if let fromGrid, let gridShare = sums.gridShare {
        carbonFree.add(fromGrid[t], times: gridShare)
      }
      // other(t) ≥ x(t) − (Σ s(t) − Σ cg(t) + Σ dg(t) + γ(t)·grid to load(t))
      program.require(meeting, at: t, rest[t] .>= sums.load - carbonFree)
    }
    let family = program.family(
      "site", "hourly_carbon_free",
      relaxation: .init(
        weight: 1, meaning: "load above the allowed share without carbon-free power in its hour",
        unit: "MWh/year"))
    let drawn = context.yearly(EnergyDimension.self) { CarbonFreeSums(operations, at: $0).load }
    // Σ other(t)·Δ ≤ (1 − χ)·Σ x(t)·Δ
    program.require(
      family, context.yearly(EnergyDimension.self) { rest[$0] } .<= (1 - share) * drawn)
  }

  /// Grid power that goes to the load, h(t); nil where the grid counts for nothing.
  private func gridColumns(
    _ operations: [Operation], in program: inout LinearProgram, _ context: FormulationContext
  ) -> Series<PowerDimension>? {
    let counts = context.steps.contains { t in
      operations.contains { $0.carbonFree(t).gridShare > 0 }
    }
    guard counts else { return nil }
    let family = program.family("site", "grid_to_load")
    let limit = program.family("site", "other_power_to_load")
    let columns: Series<PowerDimension> = program.series(
      "site", "grid_to_load", steps: context.horizon.count
    ) { _ in .limits(0, 3 * context.peakLoad.in(.megawatts)) }
    for t in context.steps {
      let sums = CarbonFreeSums(operations, at: t)
      // grid to load(t) ≤ Σ g(t)
      program.require(family, at: t, columns[t] .<= sums.grid)
      // grid to load(t) ≤ Σ g(t) + Σ p(t) − Σ cb(t): fuel is taken to charge batteries before the grid does
      program.require(limit, at: t, columns[t] .<= sums.other)
    }
    return columns
  }

  /// Imports by contracts, as the plan tells them: everything certified is used as far as it goes.
  func marketLines(_ operations: [Operation], at point: [Double], _ context: FormulationContext)
    -> [SitePlan.EmissionLine]
  {
    guard view.isMarket, let residualMix else { return [] }
    let residual = residualMix.equivalent(gwpSet)
    let imports = context.steps.map { t in
      operations.reduce(Power.zero) {
        $0 + ($1.carbonFree(t).grid?.quantity(at: point) ?? .zero)
      }
    }
    let sold = context.steps.map { t in
      operations.reduce(Power.zero) {
        $0 + ($1.carbonFree(t).sold?.quantity(at: point) ?? .zero)
      }
    }
    let perStep = context.weight * context.step.in(.hours)
    let cleanestFirst = certificates.sorted { $0.carbonDioxide < $1.carbonDioxide }
    var counted = Carbon.zero
    func use(_ certified: (PowerCertificate, Int?) -> Double, of imports: Double, at t: Int?)
      -> Double
    {
      var left = imports
      for certificate in cleanestFirst {
        let used = max(0, min(left, certified(certificate, t)))
        left -= used
        counted = counted + certificate.carbonDioxide * Energy(used, .megawattHours)
      }
      return left
    }
    var rest = 0.0
    if view == .scope1And2Market {
      let total = imports.reduce(0) { $0 + $1.in(.megawatts) * perStep }
      rest = use(
        { certificate, _ in certificate.energy(over: context.horizon).in(.megawattHours) },
        of: total, at: nil)
    } else {
      for t in context.steps {
        rest += use(
          { certificate, t in
            (certificate.hourly?[t ?? 0].in(.megawatts) ?? 0) * perStep
          }, of: imports[t].in(.megawatts) * perStep, at: t)
      }
    }
    rest += sold.reduce(0) { $0 + $1.in(.megawatts) * perStep }
    counted = counted + residual * Energy(rest, .megawattHours)
    return [
      SitePlan.EmissionLine(
        component: "site", source: "grid_market", scope: 2,
        basis: view == .scope1And2Market ? .market : .marketHourly, amount: counted)
    ]
  }
}
