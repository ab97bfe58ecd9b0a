import Units

/// How the lengths of outages are drawn, in hours.
enum Lasting: Sendable {
  case exponential(mean: Double)
  /// Parameters of the normal distribution of the logarithm.
  case logNormal(location: Double, scale: Double)

  init(mean: Double, spread: Outages.Spread) {
    switch spread {
    case .exponential:
      self = .exponential(mean: mean)
    case .logNormal(let variation):
      let variance = Curve.logarithm(onePlus: variation * variation)
      self = .logNormal(
        location: Curve.logarithm(mean) - variance / 2, scale: variance.squareRoot())
    }
  }

  /// The length of a new outage.
  func draw(_ stream: inout RandomStream) -> Double {
    switch self {
    case .exponential(let mean): return mean * stream.exponential()
    case .logNormal(let location, let scale):
      return Curve.exponential(location + scale * Normal.quantile(stream.uniform()))
    }
  }

  /// What is left of an outage met at a random moment, and how old it is: a uniform part of a length
  /// drawn in proportion to length, which for a log-normal law moves its location by the variance.
  func drawRest(_ stream: inout RandomStream) -> (left: Double, age: Double) {
    switch self {
    case .exponential: return (draw(&stream), 0)
    case .logNormal(let location, let scale):
      let longer = Lasting.logNormal(location: location + scale * scale, scale: scale)
      let length = longer.draw(&stream)
      let left = length * stream.uniform()
      return (left, length - left)
    }
  }

  /// What is left of an outage that has lasted for `age` hours, at a share of its distribution.
  func rest(after age: Double, share: Double) -> Double {
    switch self {
    case .exponential(let mean): return -mean * Curve.logarithm(onePlus: -share)
    case .logNormal(let location, let scale):
      let longer = (1 - share) * survival(age)
      // So old that no length can be told apart from it.
      guard longer > 1e-300 else { return 0 }
      return max(0, Curve.exponential(location - scale * Normal.quantile(longer)) - age)
    }
  }

  /// Whether more is left of an outage the longer it has lasted.
  var hasLongTail: Bool { if case .logNormal = self { true } else { false } }

  /// Chance that an outage lasts longer.
  func survival(_ hours: Double) -> Double {
    switch self {
    case .exponential(let mean): return Curve.exponential(-hours / mean)
    case .logNormal(let location, let scale):
      guard hours > 0 else { return 1 }
      return Normal.tail(above: (Curve.logarithm(hours) - location) / scale)
    }
  }

  /// E[(X − h)⁺], hours: what is left beyond h of an outage, in the mean of all outages.
  func beyond(_ hours: Double) -> Double {
    switch self {
    case .exponential(let mean): return mean * Curve.exponential(-hours / mean)
    case .logNormal(let location, let scale):
      let mean = Curve.exponential(location + scale * scale / 2)
      guard hours > 0 else { return mean }
      let place = (Curve.logarithm(hours) - location) / scale
      return max(0, mean * Normal.tail(above: place - scale) - hours * Normal.tail(above: place))
    }
  }
}

/// One thing that fails and comes back.
struct Process: Sendable {
  /// What people read: the blocks of one store share it.
  let label: String
  let identity: UInt64
  let kind: CauseKind
  /// Hours.
  let meanUp: Double
  let meanDown: Double
  let lasting: Lasting
  /// Failure rate of each step relative to the greatest; empty: the same all year.
  let relativeRate: [Double]
  /// Greatest rate ÷ mean rate.
  let greatestRate: Double
  /// Units that are out while it is down.
  let units: [Int]
  /// Stores that are out while it is down.
  let stores: [Int]
  /// The store of which it is one block; nil: of none.
  let blockOf: Int?
  /// Its place among the causes that the plant shares with others; nil: its own.
  let sharedPlace: Int?
  /// The seed of its random numbers, where it is not that of the simulation.
  let seed: UInt64?

  /// Share of the time down, in the long run.
  var unavailability: Double { meanDown / (meanUp + meanDown) }
  /// Whether the chance to be down is the same at every moment.
  var isStationary: Bool { relativeRate.isEmpty }

  init(
    name: String, label: String? = nil, kind: CauseKind, outages: Outages, ownShare: Double = 1,
    units: [Int] = [],
    stores: [Int] = [], blockOf: Int? = nil, sharedPlace: Int? = nil, seed: UInt64? = nil
  ) {
    self.label = label ?? name
    identity = RandomStream.identity(of: name)
    self.kind = kind
    meanUp = outages.meanTimeToFailure.in(.hours) / ownShare
    meanDown = outages.meanTimeToRepair.in(.hours)
    lasting = Lasting(mean: meanDown, spread: outages.spread)
    let rate = outages.relativeRate
    let greatest = rate.max() ?? 1
    relativeRate = rate.map { $0 / greatest }
    let mean = rate.isEmpty ? 1 : rate.reduce(0, +) / Double(rate.count)
    greatestRate = greatest / mean
    self.units = units
    self.stores = stores
    self.blockOf = blockOf
    self.sharedPlace = sharedPlace
    self.seed = seed
  }
}
