/// How many of a plant's modules are down in the middle of each step of simulated years, and which of the
/// causes that it shares are present then.
///
/// A module is down when any of its power is short, by failures or by plan.
public struct ComputeTrace: Sendable {
  /// Modules, and what the plan leaves unserved.
  public struct Compute: Sendable {
    /// Modules at the site.
    public var modules: Int
    /// MW that the plan sheds at each step of the year, beside the load of the plant.
    public var plannedShort: [Double]

    /// The compute of a plant.
    public init(modules: Int, plannedShort: [Double]) {
      self.modules = modules
      self.plannedShort = plannedShort
    }
  }

  /// More modules down than before, by a failure while no shared cause was present.
  public struct Fall: Sendable, Equatable {
    /// Step of the year.
    public var step: Int
    /// Modules down before.
    public var before: Int
    /// Modules down after.
    public var after: Int
  }

  /// Modules at the site.
  public let modules: Int
  /// Modules down by plan, by step of a year.
  public let planned: [UInt32]
  /// Modules down, year after year and step by step.
  public private(set) var down: [UInt32] = []
  /// Shared causes that are present (bit k: the k-th), likewise.
  public private(set) var causes: [UInt16] = []
  /// Falls of all years.
  public private(set) var falls: [Fall] = []

  private let hours: Double
  private let demand: [Double]
  private let plannedShort: [Double]
  /// Shared causes that leave no module up.
  private let takesAll: UInt16
  // The year that is being lived.
  private var first = 0
  private var present: UInt16 = 0
  private var since: [Double]
  private var last = (down: 0, end: -Double.infinity)

  /// Most causes of one plant.
  public static let mostCauses = 16

  init(_ compute: Compute, load: [Double], hours: Double, causes: [SharedOutage.Reach]) {
    modules = compute.modules
    self.hours = hours
    plannedShort = load.indices.map {
      compute.plannedShort.isEmpty ? 0 : compute.plannedShort[$0 % compute.plannedShort.count]
    }
    demand = zip(load, plannedShort).map { $0 + $1 }
    since = Array(repeating: 0, count: causes.count)
    takesAll = causes.indices.reduce(0) { $0 | (causes[$1] == .site ? 1 << $1 : 0) }
    var planned: [UInt32] = []
    planned.reserveCapacity(load.count)
    for (short, whole) in zip(plannedShort, demand) {
      planned.append(UInt32(Self.down(short, of: whole, compute.modules)))
    }
    self.planned = planned
  }

  /// Whole modules that are short of power: rounding in the plan takes none.
  private static func down(_ short: Double, of demand: Double, _ modules: Int) -> Int {
    guard demand > 0 else { return 0 }
    let share = min(1, short / demand)
    return min(modules, max(0, Int((share * Double(modules) - 1e-6).rounded(.up))))
  }

  mutating func beginYear() {
    first = down.count
    down += planned
    causes += Array(repeating: 0, count: planned.count)
    present = 0
    last = (0, -.infinity)
  }

  /// The first step whose middle is not before a time.
  private func place(_ time: Double) -> Int {
    min(planned.count, max(0, Int((time / hours - 0.5).rounded(.up))))
  }

  /// A shared cause comes or goes.
  mutating func turn(_ cause: Int, on: Bool, at time: Double) {
    if on {
      present |= 1 << cause
      since[cause] = time
    } else {
      present &= ~(1 << cause)
      mark(cause, until: time)
    }
  }

  private mutating func mark(_ cause: Int, until end: Double) {
    let (from, to) = (place(since[cause]), place(end))
    guard from < to else { return }
    for step in from..<to { causes[first + step] |= 1 << cause }
  }

  mutating func closeYear() {
    for cause in since.indices where present >> cause & 1 == 1 {
      mark(cause, until: Double(planned.count) * hours)
    }
    guard takesAll != 0 else { return }
    for place in first..<down.count where causes[place] & takesAll != 0 {
      down[place] = UInt32(modules)
    }
  }

  /// Power is short by failures for a part of a step.
  mutating func record(_ short: Double, step: Int, from start: Double, to end: Double) {
    guard step >= 0, step < planned.count else { return }
    let state = Self.down(plannedShort[step] + short, of: demand[step], modules)
    let known = Int(planned[step])
    let before = start - last.end > 1e-9 ? 0 : last.down
    let beyond = state - known
    if beyond > before, present == 0 {
      falls.append(Fall(step: step, before: known + before, after: state))
    }
    last = (max(0, beyond), end)
    let middle = (Double(step) + 0.5) * hours
    if start <= middle, middle < end { down[first + step] = UInt32(state) }
  }

  mutating func append(_ other: ComputeTrace) {
    down += other.down
    causes += other.causes
    falls += other.falls
  }
}
