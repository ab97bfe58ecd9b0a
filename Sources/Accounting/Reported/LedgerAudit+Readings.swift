import SiteModel
import Units

extension AuditBook {
  /// 18: what the ledger counts of each flow is what its meters read, worked out from the readings alone.
  var readings: [Check] {
    guard let metered else { return [] }
    var checks: [Check] = []
    var seen: Set<String> = []
    for reading in metered.readings {
      let key = "\(reading.component) \(reading.flow) \(reading.unit)"
      guard seen.insert(key).inserted, let scale = Self.scale(reading.unit) else { continue }
      let own = metered.readings.filter {
        $0.component == reading.component && $0.flow == reading.flow
      }
      guard own.allSatisfy({ Self.scale($0.unit) != nil }), own[0].unit == reading.unit else {
        continue
      }
      let told = own.reduce(0) { $0 + $1.amount * (Self.scale($1.unit) ?? scale) }
      guard let flow = column(reading) else { continue }
      checks.append(
        Check(
          id: 18, name: "\(reading.component) \(reading.flow): ledger = readings", lhs: flow,
          rhs: told, tolerance: within(1e-9, of: told)))
    }
    return checks
  }

  /// MWh or MMBtu of one unit; volumes need an analysis, and are followed by check 17.
  private static func scale(_ unit: String) -> Double? {
    [
      "MWh": 1, "kWh": 1e-3, "GWh": 1e3, "MMBtu": 1, "Dth": 1, "therm": 0.1,
      "GJ": 1 / 1.055_055_852_62,
    ][unit]
  }

  /// MWh or MMBtu of the year in the column that a reading went to.
  private func column(_ reading: MeterReading) -> Double? {
    let part = plan.components.first { $0.component == reading.component }
    let flow = part?.flows.first {
      $0.key.name == reading.flow
        || reading.flow == "served" && $0.key == .served("facility")
    }
    return flow.map { reader.perYear($0.values) }
  }
}
