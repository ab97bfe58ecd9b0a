import LinearProgramming
import Units

/// What a component can do once something else is lost, for as long as that lasts.
struct RideTerm {
  /// Power it can give whatever its dispatch: all its units, with the fuel that there is.
  var firm: Expression<PowerDimension> = .zero
  /// Firm power with the units out that a loss takes; empty where it has no unit to lose.
  var firmLess: [UptimePolicy.Ride: Expression<PowerDimension>] = [:]
  /// Whether its units run, so that they can trip.
  var runs = false
  /// Whether it is a connection to the grid.
  var isGrid = false
  /// Whether the loss of its fuel takes all of it.
  var losesFuel = false
  /// Energy that it can give from what is stored when the step begins.
  var stored: Expression<EnergyDimension>?
  /// Power of the store.
  var storePower: Expression<PowerDimension> = .zero
  /// MWh that it can ever give.
  var greatestStored = 0.0
}

/// Stored energy for losses that last: at the beginning of each block of hours, enough to carry firm
/// load through an outage of random length, less what firm sources go on giving.
///
/// R(b) ≥ Σ γ^k·need(k)·Δ + γ^n·R(b+1), R ≥ 0, with γ = 1 − Δ/h, is the energy that an outage of
/// geometric length with mean h is expected to need; on a constant need it is that of h hours. It
/// touches neighbours alone: a window of hours for each start would make the solve many times slower.
struct RideThrough {
  let ride: UptimePolicy.Ride
  let hours: Double
  let placed: [any AnyPlaced]
  let setting: Setting

  /// Hours of a block: longer is faster, and coarser in when an outage may begin.
  static let blockHours = 8.0

  static func constrain(
    _ placed: [any AnyPlaced], in program: inout LinearProgram, _ setting: Setting
  ) {
    for ride in UptimePolicy.Ride.allCases {
      guard let hours = setting.rides[ride] else { continue }
      let through = RideThrough(ride: ride, hours: hours, placed: placed, setting: setting)
      for loss in through.losses { through.constrain(loss, in: &program) }
    }
  }

  /// What is lost at once.
  private struct Loss {
    /// Connections or fleets that give nothing.
    var whole: [String] = []
    /// Fleets that give one unit less.
    var unit: String?

    var name: String { (whole + [unit].compactMap { $0 }).joined(separator: "_and_") }
  }

  private var losses: [Loss] {
    let terms = placed.map { (name: $0.name, term: $0.ride(at: 0, setting)) }
    let grids = terms.filter(\.term.isGrid).map(\.name)
    let fleets = terms.filter { !$0.term.firmLess.isEmpty }.map(\.name)
    let running = terms.filter { !$0.term.firmLess.isEmpty && $0.term.runs }.map(\.name)
    switch ride {
    case .grid: return grids.map { Loss(whole: [$0]) }
    case .unit: return running.map { Loss(unit: $0) }
    case .fuel: return terms.filter(\.term.losesFuel).map { Loss(whole: [$0.name]) }
    case .gridAndUnit:
      return grids.flatMap { grid in fleets.map { Loss(whole: [grid], unit: $0) } }
    }
  }

  private func constrain(_ loss: Loss, in program: inout LinearProgram) {
    let blocks = setting.blocks
    let box = placed.reduce(0) { $0 + $1.ride(at: 0, setting).greatestStored }
    let held: Series<EnergyDimension> = program.series(
      "site", "held_\(ride.rawValue)_\(loss.name)", count: blocks.count,
      steps: { blocks[$0].lowerBound }
    ) { _ in .nonNegative(impliedUpTo: box) }
    let lost = "the loss of \(ride.words(loss.name))"
    let energy = program.family(
      "site", "held_energy_\(ride.rawValue)_\(loss.name)",
      relaxation: .init(
        weight: 1, meaning: "stored energy missing to ride through \(lost)", unit: "MWh"))
    let store = program.family("site", "held_in_store_\(ride.rawValue)_\(loss.name)")
    let power = program.family(
      "site", "held_power_\(ride.rawValue)_\(loss.name)",
      relaxation: .init(weight: 1, meaning: "power missing to ride through \(lost)", unit: "MW"))
    let stepHours = setting.step.in(.hours)
    let decay = max(0, 1 - stepHours / hours)
    let length = TimeSpan(min(stepHours, hours), .hours)
    for (block, steps) in blocks.enumerated() {
      var need = Expression<PowerDimension>.zero
      var weight = 1.0
      for t in steps {
        need.add(self.need(after: loss, at: t), times: weight)
        weight *= decay
      }
      let next = held[(block + 1) % blocks.count]
      // R(b) ≥ Σ γ^k·need(k)·Δ + γ^n·R(b+1)
      program.require(
        energy, at: steps.lowerBound, held[block] .>= need.over(length) + weight * next)
      // Σ η·κ·e(before the block) ≥ R(b)
      var stored = Expression<EnergyDimension>.zero
      var storePower = Expression<PowerDimension>.zero
      for component in placed {
        let term = component.ride(at: steps.lowerBound, setting)
        if let energy = term.stored { stored.add(energy) }
        storePower.add(term.storePower)
      }
      program.require(store, at: steps.lowerBound, stored .>= held[block])
      // Σ D ≥ the block's greatest need
      program.require(
        power, at: steps.lowerBound, storePower .>= greatestNeed(after: loss, in: steps))
    }
  }

  private func load(at t: Int) -> Power {
    setting.carried.reduce(.zero) { $0 + $1[t] }
  }

  private func firm(_ component: any AnyPlaced, after loss: Loss, at t: Int)
    -> Expression<PowerDimension>
  {
    guard !loss.whole.contains(component.name) else { return .zero }
    let term = component.ride(at: t, setting)
    return component.name == loss.unit ? term.firmLess[ride] ?? term.firm : term.firm
  }

  private func need(after loss: Loss, at t: Int) -> Expression<PowerDimension> {
    var need = Expression(load(at: t))
    for component in placed { need.add(firm(component, after: loss, at: t), times: -1) }
    return need
  }

  /// The greatest load with each source at its least.
  private func greatestNeed(after loss: Loss, in steps: Range<Int>) -> Expression<PowerDimension> {
    var need = Expression(steps.reduce(Power.zero) { max($0, load(at: $1)) })
    for component in placed {
      let terms = steps.map { firm(component, after: loss, at: $0) }
      func size(_ term: Expression<PowerDimension>) -> Double {
        term.terms.reduce(term.constant) { $0 + $1.coefficient }
      }
      if let least = terms.min(by: { size($0) < size($1) }) { need.add(least, times: -1) }
    }
    return need
  }
}

extension UptimePolicy.Ride {
  fileprivate func words(_ name: String) -> String {
    switch self {
    case .grid: name
    case .unit: "a unit of \(name)"
    case .fuel: "the fuel of \(name)"
    case .gridAndUnit: "\(name), one unit of the latter"
    }
  }
}

extension Setting {
  /// Steps in which held energy is checked once, at their beginning.
  var blocks: [Range<Int>] {
    let length = max(1, Int((RideThrough.blockHours / step.in(.hours)).rounded()))
    return stride(from: 0, to: horizon.count, by: length).map {
      $0..<min($0 + length, horizon.count)
    }
  }

  /// Units of one fleet that are out at once.
  func unitsOut(_ ride: UptimePolicy.Ride) -> Double { ridesUnitsOut[ride] ?? 1 }

  /// Units left of a count with so many out, for each loss of units that is ridden through.
  ///
  /// None is left where no more than those are there: the chord over the counts that may be, exact at
  /// either end, and once planning has fixed the count.
  func unitsLeft(
    _ component: String, of count: Expression<NumberDimension>, least: Double, greatest: Double
  ) -> [UptimePolicy.Ride: Expression<NumberDimension>] {
    var left: [UptimePolicy.Ride: Expression<NumberDimension>] = [:]
    for ride in [UptimePolicy.Ride.unit, .gridAndUnit] where rides[ride] != nil {
      left[ride] = unitsLeft(
        component, of: count, least: least, greatest: greatest, out: unitsOut(ride))
    }
    return left
  }

  func unitsLeft(
    _ component: String, of count: Expression<NumberDimension>, least: Double, greatest: Double,
    out: Double
  ) -> Expression<NumberDimension> {
    let least = sizeLimits["\(component).units"]?.lowerBound ?? least
    let atLeast = max(0, least - out)
    guard greatest > least else { return .constant(atLeast) }
    // Beyond the number out, every unit counts in full.
    if least >= out { return count - .constant(out) }
    let slope = (max(0, greatest - out) - atLeast) / (greatest - least)
    return .constant(atLeast) + slope * (count - .constant(least))
  }

  /// The most that are out in any loss of units: what is limited by fuel knows one number.
  var mostUnitsOut: Double {
    [.unit, .gridAndUnit].filter { rides[$0] != nil }.reduce(1) { max($0, unitsOut($1)) }
  }

  /// The block of a step.
  func block(of t: Int) -> Int {
    t / max(1, Int((RideThrough.blockHours / step.in(.hours)).rounded()))
  }
}
