import SiteModel

extension RideThrough {
  /// What is lost at once, and for how long.
  struct Loss {
    let ride: UptimePolicy.Ride
    /// Mean of its geometric length.
    let hours: Double
    /// Connections or fleets that give nothing.
    var whole: [String] = []
    /// Fleets that give one unit less.
    var unit: String?

    private var parts: String { (whole + [unit].compactMap { $0 }).joined(separator: "_and_") }
    var name: String { "\(ride.rawValue)_\(parts)" }

    var words: String {
      switch ride {
      case .grid: "the loss of \(parts)"
      case .unit: "the loss of a unit of \(parts)"
      case .fuel: "the loss of the fuel of \(parts)"
      case .gridAndUnit: "the loss of \(parts), one unit of the latter"
      case .fuelAndUnit: "the loss of the fuel of \(parts), one unit of the latter"
      }
    }

    /// Whether another loss takes all that this one takes, and for no shorter.
    func isImplied(by other: Loss) -> Bool {
      guard other.name != name, other.hours >= hours else { return false }
      let takesUnit = unit.map { unit in
        other.whole.contains(unit) || (other.unit == unit && other.ride == ride)
      }
      return whole.allSatisfy(other.whole.contains) && takesUnit ?? true
    }
  }

  /// Every loss that no other implies.
  var losses: [Loss] {
    let all = UptimePolicy.Ride.allCases.flatMap(losses)
    return all.filter { loss in !all.contains { loss.isImplied(by: $0) } }
  }

  private func losses(of ride: UptimePolicy.Ride) -> [Loss] {
    guard let hours = context.rides[ride] else { return [] }
    let terms = operations.map { (name: $0.name, term: $0.ride(0)) }
    let grids = terms.filter(\.term.isGrid).map(\.name)
    let fleets = terms.filter { !$0.term.firmLess.isEmpty }
    switch ride {
    case .grid: return grids.map { Loss(ride: ride, hours: hours, whole: [$0]) }
    case .unit:
      return fleets.filter(\.term.runs).map { Loss(ride: ride, hours: hours, unit: $0.name) }
    case .fuel:
      return terms.filter(\.term.losesFuel).map { Loss(ride: ride, hours: hours, whole: [$0.name]) }
    case .gridAndUnit:
      return grids.flatMap { grid in
        fleets.map { Loss(ride: ride, hours: hours, whole: [grid], unit: $0.name) }
      }
    case .fuelAndUnit:
      return terms.filter(\.term.losesFuel).flatMap { fuelled in
        fleets.filter { $0.name != fuelled.name }
          .map { Loss(ride: ride, hours: hours, whole: [fuelled.name], unit: $0.name) }
      }
    }
  }
}
