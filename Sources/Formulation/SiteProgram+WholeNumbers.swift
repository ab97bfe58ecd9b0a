package import LinearProgramming
import SiteModel
import Units

extension SiteProgram {
  /// The program in whole numbers, for solvers that branch: sets online as columns of their own, and no
  /// rows that only tighten the relaxation, so that what these claim is checked as well.
  ///
  /// - Parameter directions: let each store charge or discharge, never both in one step. It matters only
  ///   where it pays to lose energy.
  package func inWholeNumbers(directions oneDirection: Bool = false) -> LinearProgram {
    var whole = program.withoutTighteningRows()
    for sets in onlineSets { countOnline(sets, in: &whole) }
    if oneDirection {
      for device in directions { turn(device, in: &whole) }
    }
    return whole
  }

  /// Whole sets online, n(t), and where a spare spins with them whether any is, z(t).
  private func countOnline(_ sets: OnlineSets, in program: inout LinearProgram) {
    let component = sets.component
    let most = sets.units.greatest
    let online = wholeSeries(component, "sets_online", upTo: most, in: &program)
    let setsOnline = program.family(component, "sets_online")
    for t in block.context.steps {
      // r(t) = P̂·n(t)
      program.require(setsOnline, at: t, sets.online[t] .== online[t].each(sets.unit))
    }
    guard sets.spares > 0 else { return }
    let any = wholeSeries(component, "any_online", upTo: 1, in: &program)
    let spare = program.family(component, "spare_online")
    for t in block.context.steps {
      // n(t) ≤ N·z(t);  p(t) ≤ a(t)·P̂·(n(t) − spares·z(t))
      program.require(spare, at: t, online[t] .<= most * any[t])
      let carrying = (online[t] - sets.spares * any[t]).each(sets.unit)
      program.require(spare, at: t, sets.power[t] .<= sets.output[t].in(.fraction) * carrying)
    }
  }

  /// Which way each device goes, u(t).
  private func turn(_ device: Directions, in program: inout LinearProgram) {
    let component = device.component
    let forward = wholeSeries(component, "charges", upTo: 1, in: &program)
    let family = program.family(component, "one_direction")
    for t in block.context.steps {
      let into = device.into.reduce(Expression<PowerDimension>.zero) { $0 + $1[t] }
      let out = device.out.reduce(Expression<PowerDimension>.zero) { $0 + $1[t] }
      let most = (into + out).columns.reduce(0) { $0 + program.columns[$1].box.upperBound }
      let going = forward[t].each(Power(most, .megawatts))
      // Σ c(t) ≤ most·charges(t);  Σ d(t) ≤ most·(1 − charges(t))
      program.require(family, at: t, into .<= going)
      program.require(family, at: t, out .<= Expression(Power(most, .megawatts)) - going)
    }
  }

  /// Whole numbers of each step.
  private func wholeSeries(
    _ component: String, _ name: String, upTo most: Double, in program: inout LinearProgram
  ) -> Series<NumberDimension> {
    let series: Series<NumberDimension> = program.series(
      component, name, steps: block.context.horizon.count
    ) { _ in .limits(0, most) }
    let columns = block.context.steps.map { series[$0] }
    program.measure(in: program.unit, counts: columns)
    for column in columns { program.quantise(column, by: 1) }
    return series
  }
}
