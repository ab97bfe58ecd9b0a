import Reliability
import SiteModel
import Units

/// What the loop may raise: the hours that stored energy holds for each loss, and how many units are
/// out in it. The program meets them with what costs least: storage, a further unit, a standby set.
struct RideThroughSettings: Equatable {
  var hours: [UptimePolicy.Ride: Double]
  var unitsOut: [UptimePolicy.Ride: Double]

  init(_ site: Site) {
    hours = site.uptime.holdHours
    unitsOut = site.uptime.holdUnitsOut
  }

  /// The site with these limits.
  func applied(to site: Site) -> Site {
    var site = site
    site.uptime.holdHours = hours
    site.uptime.holdUnitsOut = unitsOut
    return site
  }

  /// A limit in words.
  func words(_ ride: UptimePolicy.Ride) -> String {
    let time = "\((10 * (hours[ride] ?? 0)).rounded() / 10) h"
    let out = Int(unitsOut[ride] ?? 1)
    switch ride {
    case .grid: return "ride through \(time) without the grid"
    case .unit: return "ride through \(time) with \(out) units out"
    case .fuel: return "ride through \(time) without gas or with all of its sets out"
    case .gridAndUnit: return "ride through \(time) without the grid and with \(out) units out"
    case .fuelAndUnit: return "ride through \(time) without gas and with \(out) other units out"
    }
  }
}

/// Mean time that outages last beyond a number of hours: what stored energy leaves of them.
struct OutageTail {
  /// Lengths of equal chance, in hours.
  private let lengths: [Double]

  init(mean: Double, spread: Failures.Spread) {
    let count = 2000
    let shares = (0..<count).map { (Double($0) + 0.5) / Double(count) }
    switch spread {
    case .exponential:
      lengths = shares.map { -mean * Curve.logarithm(1 - $0) }
    case .logNormal(let variation):
      let variance = Curve.logarithm(1 + variation * variation)
      let deviation = variance.squareRoot()
      let scale = Curve.logarithm(mean) - variance / 2
      lengths = shares.map { Curve.exponential(scale + deviation * Normal.quantile($0)) }
    }
  }

  /// E[(X − h)⁺].
  func beyond(_ hours: Double) -> Double {
    lengths.reduce(0) { $0 + max(0, $1 - hours) } / Double(lengths.count)
  }

  /// The hours that leave a share of what `hours` leave.
  func hours(leaving share: Double, of hours: Double) -> Double {
    let wanted = share * beyond(hours)
    var (low, high) = (hours, max(hours, lengths.last ?? hours))
    guard beyond(high) < wanted else { return high }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if beyond(middle) > wanted { low = middle } else { high = middle }
    }
    return high
  }
}
