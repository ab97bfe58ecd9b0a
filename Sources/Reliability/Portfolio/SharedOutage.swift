import Units

/// An outage that several plants have at the same moments: of a grid region, or of a gas basin.
public struct SharedOutage: Sendable, Equatable {
  /// What of a plant it takes.
  public enum Reach: Sendable, Equatable {
    /// Its connections to the grid.
    case grid
    /// Its fuel supplies, and with them the units that burn nothing else.
    case fuel
    /// Everything at the site, such as its substation, a flood or a storm: no statistic of the plant holds it.
    case site
  }

  /// Unique among the causes; with the seed it decides when the outages come.
  public var name: String
  /// What it takes.
  public var reach: Reach
  /// Its outages, which are part of the plant's own statistics.
  public var outages: Outages
  /// The seed that all plants which it reaches have in common.
  public var seed: UInt64

  /// One as it is in a plant: which of its units are out while it is present.
  struct Taking: Sendable, Equatable {
    var cause: SharedOutage
    var units: [String]
  }

  /// A shared outage.
  public init(name: String, reach: Reach, outages: Outages, seed: UInt64) {
    self.name = name
    self.reach = reach
    self.outages = outages
    self.seed = seed
  }
}

extension Outages {
  /// What is left of these when others, which are part of them, are counted by themselves: frequencies and
  /// shares of the time are subtracted. Nil where nothing is left; `exceeds` where the part is more than the whole.
  func less(_ part: Outages) -> (rest: Outages?, exceeds: Bool) {
    func frequency(_ outages: Outages) -> Double {
      1 / (outages.meanTimeToFailure + outages.meanTimeToRepair).in(.hours)
    }
    let rate = frequency(self) - frequency(part)
    let share = unavailability - part.unavailability
    let (leastRate, leastShare) = (1e-9 * frequency(self), 1e-9 * unavailability)
    guard rate >= -leastRate, share >= -leastShare else { return (nil, true) }
    guard rate > leastRate, share > leastShare else { return (nil, false) }
    let hours = share / rate
    return (
      Outages(
        meanTimeToFailure: TimeSpan(1 / rate - hours, .hours),
        meanTimeToRepair: TimeSpan(hours, .hours), spread: spread, relativeRate: relativeRate),
      false
    )
  }
}

extension Plant {
  /// The plant with outages that it shares with others taken out of its own statistics, and drawn in common
  /// with them. What it has not cannot be taken: see `isReached`.
  public func sharing(_ causes: [SharedOutage]) throws(UnsoundPlant) -> Plant {
    var (units, fuels) = (units, fuels)
    var problems: [PlantProblem] = []
    func rest(_ own: Outages, _ cause: SharedOutage, of subject: String) -> Outages? {
      let (rest, exceeds) = own.less(cause.outages)
      if exceeds {
        problems.append(
          PlantProblem(
            subject: subject, field: .shared,
            message:
              "the shared cause '\(cause.name)' has more outages, or longer ones, than '\(subject)' in all"
          ))
      }
      return rest
    }
    for cause in causes {
      switch cause.reach {
      case .grid:
        for index in units.indices where units[index].kind == .grid {
          guard let own = units[index].outages else { continue }
          units[index].outages = rest(own, cause, of: units[index].name)
        }
      case .fuel:
        fuels = fuels.compactMap { fuel in
          var fuel = fuel
          guard let left = rest(fuel.outages, cause, of: fuel.name) else { return nil }
          fuel.outages = left
          return fuel
        }
      case .site: break
      }
    }
    guard problems.isEmpty else { throw UnsoundPlant(problems: problems) }
    return try Plant(
      step: step, count: count, units: units, fleets: fleets, fuels: fuels,
      commonCauses: commonCauses, stores: stores, classes: classes, months: months,
      shared: causes.map { .init(cause: $0, units: reached(by: $0)) })
  }

  /// Names of the units that are out while a cause is present.
  private func reached(by cause: SharedOutage) -> [String] {
    switch cause.reach {
    case .grid: units.filter { $0.kind == .grid && $0.outages != nil }.map(\.name)
    case .fuel: fuels.flatMap(\.units)
    case .site: []
    }
  }

  /// Whether a cause takes anything of the plant.
  public func isReached(by cause: SharedOutage) -> Bool {
    cause.reach == .site || !reached(by: cause).isEmpty
  }
}
