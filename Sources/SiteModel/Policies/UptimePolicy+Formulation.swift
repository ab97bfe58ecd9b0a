import LinearProgramming
import Units

extension UptimePolicy {
  func constrain(
    _ placed: [any AnyPlaced], in program: inout LinearProgram, _ setting: Setting
  ) {
    capPlannedShedding(placed, in: &program, setting)
    if let spare = redundancy.spareUnits {
      requireFirmUnits(placed, spare: spare, in: &program, setting)
    }
    if redundancy == .twoN { requireFirmSources(placed, in: &program, setting) }
    for contingency in cover { hold(against: contingency, placed, in: &program, setting) }
  }

  /// Σ u(t)·Δ ≤ share · Σ demand(t)·Δ for each class with a cap.
  private func capPlannedShedding(
    _ placed: [any AnyPlaced], in program: inout LinearProgram, _ setting: Setting
  ) {
    let capped = placed.flatMap { $0.loads(setting) }.filter { $0.unserved != nil && $0.cap != nil }
    guard !capped.isEmpty else { return }
    let family = program.family(
      "site", "planned_shedding",
      relaxation: .init(weight: 1, meaning: "planned shedding above its cap", unit: "MWh/year"))
    for (index, load) in capped.enumerated() {
      guard let unserved = load.unserved, let cap = load.cap else { continue }
      let shed = setting.yearly(EnergyDimension.self) { unserved[$0] }
      let demand = setting.steps.reduce(Energy.zero) {
        $0 + setting.weight * load.demand[$1].over(setting.step)
      }
      program.require(family, label: index, shed .<= Expression(cap * demand))
    }
  }

  /// Σ P̂·N + grid − k·(a unit of the fleet) ≥ greatest firm load, for each fleet.
  ///
  /// The largest unit may be any fleet's, and a fleet that is not built has none to lose: so each fleet
  /// has its own row, in which a unit's power is exact once planning has fixed the counts.
  private func requireFirmUnits(
    _ placed: [any AnyPlaced], spare: Double, in program: inout LinearProgram, _ setting: Setting
  ) {
    let family = program.family(
      "site", "firm_units",
      relaxation: .init(
        weight: 1, meaning: "firm load without enough installed units (\(redundancy.rawValue))",
        unit: "MW"))
    let firm = placed.compactMap { $0.firmUnits(setting) }
    var capacity = Expression<PowerDimension>.zero
    for units in firm { capacity.add(units.capacity) }
    let load = firmLoad(placed, setting)
    let units = spare > 0 ? firm.compactMap(\.unit) : []
    // Without any unit the load must still be carried.
    for (label, lost) in (units.isEmpty ? [.zero] : units).enumerated() {
      program.require(family, label: label, capacity .>= Expression(load) + spare * lost)
    }
  }

  /// Σ P̂·N + grid ≥ greatest firm load, over the other sources, for each source.
  ///
  /// What one fuel feeds is one source: its loss takes every set.
  private func requireFirmSources(
    _ placed: [any AnyPlaced], in program: inout LinearProgram, _ setting: Setting
  ) {
    let firm = placed.compactMap { $0.firmUnits(setting) }
    var sources: [String] = []
    for units in firm where !sources.contains(units.source) { sources.append(units.source) }
    for source in sources {
      let family = program.family(
        "site", "firm_without_\(source)",
        relaxation: .init(
          weight: 1, meaning: "firm load without enough power beside \(source) (2n)", unit: "MW"))
      var others = Expression<PowerDimension>.zero
      for units in firm where units.source != source { others.add(units.capacity) }
      program.require(family, others .>= Expression(firmLoad(placed, setting)))
    }
  }

  private func firmLoad(_ placed: [any AnyPlaced], _ setting: Setting) -> Power {
    placed.flatMap { $0.loads(setting) }.filter(\.isFirm).reduce(.zero) { $0 + $1.greatest }
  }

  /// Reserve at once, and reserve that lasts once the bridge is over, for one contingency.
  private func hold(
    against contingency: Contingency, _ placed: [any AnyPlaced],
    in program: inout LinearProgram, _ setting: Setting
  ) {
    func loss(with component: any AnyPlaced, at t: Int) -> Expression<PowerDimension>? {
      let term = component.reserve(at: t, setting)
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
    for loser in placed where loss(with: loser, at: 0) != nil {
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
      for t in setting.steps {
        guard let loss = loss(with: loser, at: t) else { continue }
        var atOnce = Expression<PowerDimension>.zero
        var later = Expression<PowerDimension>.zero
        var swing = Expression<PowerDimension>.zero
        for component in placed {
          // What is lost as a whole has no headroom left; a fleet that loses a unit keeps the others'.
          let isLoser = component.name == loser.name
          if contingency != .largestUnit, isLoser { continue }
          let term = component.reserve(at: t, setting)
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
