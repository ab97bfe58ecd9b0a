import Units

extension Model {
  /// A fleet by positions.
  struct FleetData: Sendable {
    /// Positions of its sets among those that start.
    let sets: [Int]
    /// Sets online by plan; one value stands for all steps.
    let online: [Int]
    /// Steps from each on until the plan, or a planned outage, changes anything; empty: never.
    let untilChange: [Int]

    func online(at step: Int) -> Int { online.count == 1 ? online[0] : online[step] }
  }

  /// Sets that start: those of fleets after the standby sets.
  static func starters(of plant: Plant) -> [StandbyData] {
    var starters = plant.units.indices.compactMap { StandbyData(plant.units[$0], at: $0) }
    for (place, fleet) in plant.fleets.enumerated() {
      for name in fleet.units {
        guard let unit = plant.units.firstIndex(where: { $0.name == name }) else { continue }
        starters.append(StandbyData(plant.units[unit], at: unit, in: fleet, place))
      }
    }
    return starters
  }

  static func fleets(of plant: Plant, _ starters: [StandbyData]) -> [FleetData] {
    plant.fleets.indices.map { place in
      let sets = starters.indices.filter { starters[$0].fleet == place }
      let online = plant.fleets[place].online
      var changes: Set<Int> = []
      if online.count > 1 {
        changes = Set(
          online.indices.filter { online[$0] != online[($0 + online.count - 1) % online.count] })
      }
      for index in sets {
        for window in plant.units[starters[index].unit].maintenance {
          changes.formUnion([window.lowerBound % plant.count, window.upperBound % plant.count])
        }
      }
      return FleetData(
        sets: sets, online: online, untilChange: Self.untilNext(changes, of: plant.count))
    }
  }

  private static func untilNext(_ changes: Set<Int>, of count: Int) -> [Int] {
    guard !changes.isEmpty else { return [] }
    var until = Array(repeating: count, count: count)
    // Twice, for the year recurs.
    for step in (0..<(2 * count)).reversed() {
      let next = (step + 1) % count
      until[step % count] = changes.contains(next) ? 1 : min(count, until[next] + 1)
    }
    return until
  }

  /// Steps in which a unit is away by plan; empty: none.
  static func away(_ unit: SupplyUnit, of count: Int) -> [Bool] {
    guard !unit.maintenance.isEmpty else { return [] }
    var away = Array(repeating: false, count: count)
    for window in unit.maintenance { for step in window { away[step] = true } }
    return away
  }

  func isAway(_ unit: Int, at position: Int) -> Bool {
    !away[unit].isEmpty && away[unit][position]
  }
}

extension Model.StandbyData {
  /// A set of a fleet: its failures are those of its unit, whether it is online or not.
  init(_ unit: SupplyUnit, at index: Int, in fleet: Fleet, _ place: Int) {
    self.unit = index
    identity = RandomStream.identity(of: unit.name + "\u{1F}start")
    startFailure = fleet.startFailure
    startTime = fleet.startTime.in(.hours)
    readiness = 1
    tank = nil
    refill = 0
    meanUp = .infinity
    meanDown = unit.outages?.meanTimeToRepair.in(.hours) ?? 0
    lasting = unit.outages.map {
      Lasting(mean: $0.meanTimeToRepair.in(.hours), spread: $0.spread)
    }
    self.fleet = place
  }
}

extension Model.Weather {
  /// MW that the plan has online of fleets at a step: their first sets that are not away.
  static func planned(_ plant: Plant, _ outputs: [[Double]], _ away: [[Bool]], at step: Int)
    -> Double
  {
    let places = Dictionary(
      uniqueKeysWithValues: zip(plant.units.map(\.name), plant.units.indices))
    return plant.fleets.reduce(0) { sum, fleet in
      let here = fleet.units.compactMap { places[$0] }.filter {
        away[$0].isEmpty || !away[$0][step]
      }
      let online = fleet.online.count == 1 ? fleet.online[0] : fleet.online[step]
      return sum + here.prefix(online).reduce(0) { $0 + outputs[$1].value(at: step) }
    }
  }
}
