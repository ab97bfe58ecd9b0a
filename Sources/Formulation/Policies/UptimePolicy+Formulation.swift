import LinearProgramming
import SiteModel
import Units

extension UptimePolicy {
  func constrain(
    _ operations: [Operation], in program: inout LinearProgram, _ context: FormulationContext
  ) {
    capPlannedShedding(operations, in: &program, context)
    if let spare = redundancy.spareUnits {
      requireFirmUnits(operations, spare: spare, in: &program, context)
    }
    if redundancy == .twoN { requireFirmSources(operations, in: &program, context) }
    for contingency in cover { hold(against: contingency, operations, in: &program, context) }
  }

  /// Σ u(t)·Δ ≤ share · Σ demand(t)·Δ for each class with a cap.
  private func capPlannedShedding(
    _ operations: [Operation], in program: inout LinearProgram, _ context: FormulationContext
  ) {
    let capped = operations.flatMap { $0.loads }.filter { $0.unserved != nil && $0.cap != nil }
    guard !capped.isEmpty else { return }
    let family = program.family(
      "site", "planned_shedding",
      relaxation: .init(weight: 1, meaning: "planned shedding above its cap", unit: "MWh/year"))
    for (index, load) in capped.enumerated() {
      guard let unserved = load.unserved, let cap = load.cap else { continue }
      let shed = context.yearly(EnergyDimension.self) { unserved[$0] }
      let demand = context.yearly(EnergyDimension.self) { load.demand($0) }
      program.require(family, label: index, shed .<= cap * demand)
    }
  }

  /// Σ P̂·N + grid − k·(a unit of the fleet) ≥ greatest firm load, for each fleet.
  ///
  /// The largest unit may be any fleet's, and a fleet that is not built has none to lose: so each fleet
  /// has its own row, in which a unit's power is exact once planning has fixed the counts.
  private func requireFirmUnits(
    _ operations: [Operation], spare: Double, in program: inout LinearProgram,
    _ context: FormulationContext
  ) {
    let family = program.family(
      "site", "firm_units",
      relaxation: .init(
        weight: 1, meaning: "firm load without enough installed units (\(redundancy.rawValue))",
        unit: "MW"))
    for (phase, step) in context.phases.firstSteps.enumerated() {
      let firm = operations.compactMap { $0.firmUnits(step) }
      var capacity = Expression<PowerDimension>.zero
      for units in firm { capacity.add(units.capacity) }
      let load = firmLoad(operations, at: step)
      let units = spare > 0 ? firm.compactMap(\.unit) : []
      // Without any unit the load must still be carried.
      let losses = units.isEmpty ? [.zero] : units
      for (label, lost) in losses.enumerated() {
        program.require(
          family, label: phase * losses.count + label, capacity .>= load + spare * lost)
      }
    }
  }

  /// Σ P̂·N + grid ≥ greatest firm load, over the other sources, for each source.
  ///
  /// What one fuel feeds is one source: its loss takes every set.
  private func requireFirmSources(
    _ operations: [Operation], in program: inout LinearProgram, _ context: FormulationContext
  ) {
    var sources: [String] = []
    for units in operations.compactMap({ $0.firmUnits(0) }) where !sources.contains(units.source) {
      sources.append(units.source)
    }
    for source in sources {
      let family = program.family(
        "site", "firm_without_\(source)",
        relaxation: .init(
          weight: 1, meaning: "firm load without enough power beside \(source) (2n)", unit: "MW"))
      for (phase, step) in context.phases.firstSteps.enumerated() {
        var others = Expression<PowerDimension>.zero
        for units in operations.compactMap({ $0.firmUnits(step) }) where units.source != source {
          others.add(units.capacity)
        }
        program.require(family, label: phase, others .>= firmLoad(operations, at: step))
      }
    }
  }

  private func firmLoad(_ operations: [Operation], at step: Int) -> Expression<PowerDimension> {
    var sum = Expression<PowerDimension>.zero
    for load in operations.flatMap(\.loads) where load.isFirm { sum.add(load.greatest(step)) }
    return sum
  }

  /// Reserve at once, and reserve that lasts once the bridge is over, for one contingency.
  private func hold(
    against contingency: Contingency, _ operations: [Operation],
    in program: inout LinearProgram, _ context: FormulationContext
  ) {
    func loss(with component: Operation, at t: Int) -> Expression<PowerDimension>? {
      let term = component.reserve(t)
      switch contingency {
      case .grid: return term.lostWithGrid
      case .largestUnit: return term.lostWithUnit
      case .fuel: return term.lostWithFuel
      }
    }
    let lost =
      switch contingency {
      case .grid: "the grid"
      case .largestUnit: "a unit of "
      case .fuel: "the fuel of "
      }
    // The largest unit may be any fleet's: rows for each.
    for loser in operations where loss(with: loser, at: 0) != nil {
      func family(_ name: String, _ when: String) -> Int {
        program.family(
          loser.name, "\(name)_\(contingency.rawValue)",
          relaxation: .init(
            weight: 1,
            meaning: "reserve missing \(when) the loss of \(lost)"
              + (contingency == .grid ? "" : loser.name), unit: "MW"))
      }
      let bridging = family("bridging_reserve", "right after")
      let lasting = family("lasting_reserve", "after the bridge that follows")
      for t in context.steps {
        guard let loss = loss(with: loser, at: t) else { continue }
        var atOnce = Expression<PowerDimension>.zero
        var later = Expression<PowerDimension>.zero
        var swing = Expression<PowerDimension>.zero
        for component in operations {
          // What is lost as a whole has no headroom left; a fleet that loses a unit keeps the others'.
          let isLoser = component.name == loser.name
          if contingency != .largestUnit, isLoser { continue }
          let term = component.reserve(t)
          atOnce.add(isLoser ? term.bridging : term.bridgingElsewhere ?? term.bridging)
          later.add(isLoser ? term.lasting : term.lastingElsewhere ?? term.lasting)
          swing.add(term.swing)
        }
        // Σ bridging(t) ≥ loss(t) + swing(t), for training goes on swinging;  Σ lasting(t) ≥ loss(t)
        program.require(bridging, at: t, atOnce .>= loss + swing)
        program.require(lasting, at: t, later .>= loss)
      }
    }
  }
}
