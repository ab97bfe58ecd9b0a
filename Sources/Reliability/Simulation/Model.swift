import Units

/// A plant as the simulation reads it: plain numbers in MW, MWh and hours, by position.
final class Model: Sendable {
  /// Steps in a block whose least margin is known, so that quiet blocks are passed over.
  static let blockLength = 24

  struct StoreData: Sendable {
    let power: Double
    let chargingPower: Double
    /// Usable energy above the floor.
    let energy: Double
    let intake: Double
    let yield: Double
    /// Planned energy above the floor at the end of each step; one value stands for all.
    let plan: [Double]
    /// Planned power to the bus in each step, negative while charging; empty where none is planned.
    let net: [Double]
    let initial: Double?
    let blocks: Int
  }

  struct StandbyData: Sendable {
    let unit: Int
    let identity: UInt64
    let startFailure: Double
    let startTime: Double
    let readiness: Double
    let tank: Double?
    let refill: Double
    let meanUp: Double
    let lasting: Lasting?
    let meanDown: Double
    /// The fleet to which it belongs; nil: a standby set.
    let fleet: Int?
  }

  struct ClassData: Sendable {
    let name: String
    let target: Double?
    let shedBeforeStores: Double
    let deadline: Double?
    let catchUp: Double
    let gpus: LoadClass.GPUWork?
    let checkpoint: Double
  }

  /// Series of one weather year.
  struct Weather: Sendable {
    /// Power of each unit; one value stands for all steps.
    let outputs: [[Double]]
    let greatestOutput: [Double]
    /// Power of all units that run, none being out and all of every fleet online.
    let supply: [Double]
    /// The same without fleets.
    let steady: [Double]
    /// Load of all classes.
    let load: [Double]
    /// Load of each class; one value stands for all steps.
    let classLoads: [[Double]]
    /// Supply and planned net discharge above load, and its least values by block and year.
    let margin: Margin
    /// The same without stores.
    let bareMargin: Margin
  }

  /// A series with its least values.
  struct Margin: Sendable {
    let values: [Double]
    let blockLeast: [Double]
    let least: Double

    init(_ values: [Double]) {
      self.values = values
      blockLeast = stride(from: 0, to: values.count, by: Model.blockLength).map { start in
        values[start..<min(start + Model.blockLength, values.count)].reduce(.infinity, Swift.min)
      }
      least = blockLeast.reduce(.infinity, Swift.min)
    }
  }

  let hours: Double
  let count: Int
  let stepwise: Bool
  /// Whether shortages are lived through again for their mean.
  let splitsShortages: Bool
  let processes: [Process]
  let stores: [StoreData]
  /// Sets that start: standby sets, then those of fleets.
  let standby: [StandbyData]
  let fleets: [FleetData]
  /// Whether a unit belongs to a fleet.
  let isInFleet: [Bool]
  /// Steps in which each unit is away by plan; empty: none.
  let away: [[Bool]]
  let classes: [ClassData]
  let weather: [Weather]
  let unitCount: Int
  /// Month of each step; empty where months are not counted.
  let monthOfStep: [Int]
  let monthHours: [Double]
  /// A shortfall below this many MW is rounding in the plan, not a shortage.
  let tolerance: Double
  /// What is wanted of its modules; nil: nothing.
  let compute: ComputeTrace.Compute?
  /// What each of the causes takes that the plant shares with others.
  let sharedReaches: [SharedOutage.Reach]

  /// Hours after a shortage in which another may come of it: what is down is still down, or stores are
  /// not full again. Three times the longest mean outage, and at most the two weeks that a year is
  /// warmed up for.
  let memory: Double

  var horizon: Double { Double(count) * hours }

  init(
    _ plant: Plant, stepwise: Bool, splitting: Bool = true, compute: ComputeTrace.Compute? = nil
  ) {
    hours = plant.step.in(.hours)
    count = plant.count
    self.stepwise = stepwise
    splitsShortages = splitting
    self.compute = compute
    sharedReaches = plant.shared.map(\.cause.reach)
    processes = Self.processes(of: plant)
    let (hours, count) = (self.hours, self.count)
    stores = plant.stores.map { StoreData($0, hours: hours, count: count) }
    standby = Self.starters(of: plant)
    fleets = Self.fleets(of: plant, standby)
    let inFleets = Set(plant.fleets.flatMap(\.units))
    isInFleet = plant.units.map { inFleets.contains($0.name) }
    away = plant.units.map { Self.away($0, of: plant.count) }
    classes = plant.classes.map(ClassData.init)
    unitCount = plant.units.count
    let (stores, away) = (self.stores, self.away)
    weather = (0..<plant.weatherYears).map {
      Weather(plant, year: $0, stores: stores, away: away)
    }
    monthOfStep = plant.months.indices.flatMap { Array(repeating: $0, count: plant.months[$0]) }
    monthHours = plant.months.map { Double($0) * hours }
    memory = min(
      336, 3 * ((processes.map(\.meanDown) + standby.map(\.meanDown)).max() ?? 336))
    tolerance = 1e-7 * (weather.flatMap(\.load).max() ?? 0)
  }

  /// Position in the year of a step counted from the year's beginning, also before it.
  func position(_ step: Int) -> Int {
    let rest = step % count
    return rest < 0 ? rest + count : rest
  }
}
