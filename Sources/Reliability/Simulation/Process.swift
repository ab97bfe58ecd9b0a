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

  /// What is left of an outage met at a random moment: a uniform part of a length drawn in
  /// proportion to length, which for a log-normal law moves its location by the variance.
  func drawRest(_ stream: inout RandomStream) -> Double {
    switch self {
    case .exponential: return draw(&stream)
    case .logNormal(let location, let scale):
      let longer = Lasting.logNormal(location: location + scale * scale, scale: scale)
      let length = longer.draw(&stream)
      return length * stream.uniform()
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

  /// Share of the time down, in the long run.
  var unavailability: Double { meanDown / (meanUp + meanDown) }
  /// Whether the chance to be down is the same at every moment.
  var isStationary: Bool { relativeRate.isEmpty }

  init(
    name: String, label: String? = nil, kind: CauseKind, outages: Outages, ownShare: Double = 1,
    units: [Int] = [],
    stores: [Int] = [], blockOf: Int? = nil
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
  }
}
