package import LinearProgramming
package import SiteModel
package import Units

/// What a component can do once something else is lost, for as long as that lasts.
package struct RideTerm {
  /// Power it can give whatever its dispatch: all its units, with the fuel that there is.
  package var firm: Expression<PowerDimension> = .zero
  /// Firm power with the units out that a loss takes; empty where it has no unit to lose.
  package var firmLess: [UptimePolicy.Ride: Expression<PowerDimension>] = [:]
  /// Whether its units run, so that they can trip.
  package var runs = false
  /// Whether it is a connection to the grid.
  package var isGrid = false
  /// Whether the loss of its fuel takes all of it.
  package var losesFuel = false
  /// Energy that it can give from what is stored when the step begins.
  package var stored: Expression<EnergyDimension>?
  /// Power of the store.
  package var storePower: Expression<PowerDimension> = .zero
  /// MWh that it can ever give.
  package var greatestStored = 0.0

  package init(
    firm: Expression<PowerDimension> = .zero,
    firmLess: [UptimePolicy.Ride: Expression<PowerDimension>] = [:], runs: Bool = false,
    isGrid: Bool = false, losesFuel: Bool = false, stored: Expression<EnergyDimension>? = nil,
    storePower: Expression<PowerDimension> = .zero, greatestStored: Double = 0.0
  ) {
    self.firm = firm
    self.firmLess = firmLess
    self.runs = runs
    self.isGrid = isGrid
    self.losesFuel = losesFuel
    self.stored = stored
    self.storePower = storePower
    self.greatestStored = greatestStored
  }
}

/// Stored energy for losses that last: at the beginning of each block of hours, enough to carry firm
/// load through an outage of random length, less what firm sources go on giving.
///
/// R(b) ≥ Σ θ^k·need(k)·Δ + θ^n·R(b+1), R ≥ 0, with θ = 1 − Δ/h, is the energy that an outage of
/// geometric length with mean h is expected to need; on a constant need it is that of h hours. It
/// touches neighbours alone: a window of hours for each start would make the solve many times slower.
/// All losses share one R, which on constant needs is the greatest of theirs, and where needs come and
/// go a little more: a column of its own for each loss makes the solve slower by as much again.
struct RideThrough {
  let operations: [Operation]
  let context: FormulationContext

  /// Hours of a block: longer is faster, and coarser in when an outage may begin.
  static let blockHours = 8.0

  static func constrain(
    _ operations: [Operation], in program: inout LinearProgram, _ context: FormulationContext
  ) {
    let through = RideThrough(operations: operations, context: context)
    let losses = through.losses
    guard !losses.isEmpty else { return }
    let held = through.hold(in: &program)
    for loss in losses {
      through.constrainEnergy(held, for: loss, in: &program)
      through.constrainPower(for: loss, in: &program)
    }
  }

  /// Energy held where each block begins, which the stores must have.
  private func hold(in program: inout LinearProgram) -> Series<EnergyDimension> {
    let blocks = context.blocks
    let box = operations.reduce(0) { $0 + $1.ride(0).greatestStored }
    let held: Series<EnergyDimension> = program.series(
      "site", "held", count: blocks.count, steps: { blocks[$0].lowerBound }
    ) { _ in .nonNegative(impliedUpTo: box) }
    let family = program.family("site", "held_in_store")
    for (block, steps) in blocks.enumerated() {
      var stored = Expression<EnergyDimension>.zero
      for component in operations {
        let term = component.ride(steps.lowerBound)
        if let energy = term.stored { stored.add(energy) }
      }
      // Σ η·κ·e(before the block) ≥ R(b)
      program.require(family, at: steps.lowerBound, stored .>= held[block])
    }
    return held
  }

  private func constrainEnergy(
    _ held: Series<EnergyDimension>, for loss: Loss, in program: inout LinearProgram
  ) {
    let blocks = context.blocks
    let family = program.family(
      "site", "held_energy_\(loss.name)",
      relaxation: .init(
        weight: 1, meaning: "stored energy missing to ride through \(loss.words)", unit: "MWh"))
    let stepHours = context.step.in(.hours)
    let decay = max(0, 1 - stepHours / loss.hours)
    let length = TimeSpan(min(stepHours, loss.hours), .hours)
    for (block, steps) in blocks.enumerated() {
      var need = Expression<PowerDimension>.zero
      var weight = 1.0
      for t in steps {
        need.add(self.need(after: loss, at: t), times: weight)
        weight *= decay
      }
      let next = held[(block + 1) % blocks.count]
      // R(b) ≥ Σ θ^k·need(k)·Δ + θ^n·R(b+1)
      program.require(
        family, at: steps.lowerBound, held[block] .>= need.over(length) + weight * next)
    }
  }

  /// Σ D ≥ the greatest need, where no other block's is greater whatever the sizes.
  private func constrainPower(for loss: Loss, in program: inout LinearProgram) {
    let family = program.family(
      "site", "held_power_\(loss.name)",
      relaxation: .init(
        weight: 1, meaning: "power missing to ride through \(loss.words)", unit: "MW"))
    var greatest: [(step: Int, need: Expression<PowerDimension>)] = []
    for steps in context.blocks {
      let need = greatestNeed(after: loss, in: steps)
      if greatest.contains(where: { need.isAtMost($0.need) }) { continue }
      greatest.removeAll { $0.need.isAtMost(need) }
      greatest.append((steps.lowerBound, need))
    }
    for (step, need) in greatest {
      var storePower = Expression<PowerDimension>.zero
      for component in operations { storePower.add(component.ride(step).storePower) }
      program.require(family, at: step, storePower .>= need)
    }
  }

  /// Load that is carried.
  private func load(at t: Int) -> Expression<PowerDimension> {
    var sum = Expression<PowerDimension>.zero
    for load in operations.flatMap(\.loads) where load.isCarried { sum.add(load.demand(t)) }
    return sum
  }

  private func firm(_ component: Operation, after loss: Loss, at t: Int)
    -> Expression<PowerDimension>
  {
    guard !loss.whole.contains(component.name) else { return .zero }
    let term = component.ride(t)
    return component.name == loss.unit ? term.firmLess[loss.ride] ?? term.firm : term.firm
  }

  private func need(after loss: Loss, at t: Int) -> Expression<PowerDimension> {
    var need = load(at: t)
    for component in operations { need.add(firm(component, after: loss, at: t), times: -1) }
    return need
  }

  /// The greatest load with each source at its least.
  private func greatestNeed(after loss: Loss, in steps: Range<Int>) -> Expression<PowerDimension> {
    func size(_ term: Expression<PowerDimension>) -> Double {
      term.terms.reduce(term.constant) { $0 + $1.coefficient }
    }
    var need = steps.map { load(at: $0) }.max { size($0) < size($1) } ?? .zero
    for component in operations {
      let terms = steps.map { firm(component, after: loss, at: $0) }
      if let least = terms.min(by: { size($0) < size($1) }) { need.add(least, times: -1) }
    }
    return need
  }
}

extension Expression {
  /// Whether it is at most another at every point without negative values.
  fileprivate func isAtMost(_ other: Self) -> Bool {
    var difference: [Int32: Double] = [:]
    for term in terms { difference[term.column, default: 0] += term.coefficient }
    for term in other.terms { difference[term.column, default: 0] -= term.coefficient }
    return constant <= other.constant && difference.values.allSatisfy { $0 <= 0 }
  }
}
