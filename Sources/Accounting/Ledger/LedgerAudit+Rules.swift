import SiteModel
import Units

extension AuditBook {
  private var labels: [LedgerLine.Label] { ledger.lines.map(\.label) }

  /// 6 and 12: every named factor is in the registry, valid, of the right unit, and as it was used.
  var factors: [Check] {
    var checks: [Check] = []
    var seen: Set<String> = []
    var byID: [String: EmissionFactor] = [:]
    for factor in registry { byID[factor.id] = factor }
    // A fiscal year lies in two calendar years.
    let calendar = ledger.horizon.calendar
    let years = Set([calendar.year, calendar.year(ofMonth: calendar.months.last ?? 12)])
    for line in ledger.lines {
      let label = line.label
      guard label.evidence == "registry" || label.evidence.hasPrefix("default"),
        !label.factorID.hasPrefix("site."), seen.insert(label.factorID).inserted
      else { continue }
      let factor = byID[label.factorID]
      let unit = factor?.unit.split(separator: "/").last.map(String.init)
      let isValid =
        factor.map {
          years.allSatisfy($0.validYears.contains) && unit == label.activityUnit
        }
        ?? false
      checks.append(
        Check(
          id: 6, name: "factor \(label.factorID): known, valid in the year, of its unit",
          lhs: isValid ? 1 : 0, rhs: 1, tolerance: 0))
      let used = line.factor.first ?? 0
      checks.append(
        Check(
          id: 6, name: "factor \(label.factorID) as in the registry, kg/\(label.activityUnit)",
          lhs: used, rhs: factor?.kilograms ?? .nan, tolerance: 1e-9 * max(1e-9, used.magnitude)))
    }
    let densities = [
      ("40cfr98-w36.co2", FieldGas.carbonDioxideDensity),
      ("40cfr98-w36.ch4", FieldGas.methaneDensity),
    ]
    if labels.contains(where: { $0.method.hasPrefix("98.233-W") }) {
      for (id, used) in densities {
        checks.append(
          Check(
            id: 6, name: "density \(id) as in the registry, kg/scf", lhs: used,
            rhs: byID[id]?.value ?? .nan, tolerance: 1e-12))
      }
    }
    let lower = seen.compactMap { byID[$0] }.count {
      $0.unit.hasSuffix("/MMBtu") && !($0.cells.dropFirst(5).first ?? "").hasPrefix("HHV")
    }
    checks.append(
      Check(
        id: 12, name: "factors for heat that are not on HHV", lhs: Double(lower), rhs: 0,
        tolerance: 0))
    return checks
  }

  /// 11: no gas engine by table C-2. (7, one set of potentials, is a property of the ledger.)
  var sets: [Check] {
    let engines = labels.count {
      $0.gas == .methane && $0.factorID == "40cfr98-natural-gas.ch4" && $0.scope == 1
    }
    return [
      Check(
        id: 11, name: "gas engines counted by table C-2 methane", lhs: Double(engines), rhs: 0,
        tolerance: 0)
    ]
  }

  /// 9: no more is matched than was imported in the hour or certified, and nothing twice.
  var certificates: [Check] {
    let market = MarketLedger(site: site, reader: reader)
    guard !site.emissions.certificates.isEmpty, !market.grids.isEmpty else { return [] }
    let steps = 0..<plan.horizon.count
    let imports = steps.map { step in
      market.grids.reduce(0.0) { $0 + $1.imports[step] }
    }
    func excess(_ used: [[Double]]) -> Double {
      steps.reduce(0) { worst, step in
        max(worst, used.reduce(0) { $0 + $1[step] } - imports[step])
      }
    }
    let serials = site.emissions.certificates.map(\.serial)
    var checks = [
      Check(
        id: 9, name: "matched of the hour above imports, MWh", lhs: excess(market.usedByStep),
        rhs: 0, tolerance: 1e-6, isLimit: true),
      Check(
        id: 9, name: "matched of the year above imports, MWh", lhs: excess(market.usedInYear),
        rhs: 0, tolerance: 1e-6, isLimit: true),
      Check(
        id: 9, name: "serials used once", lhs: Double(Set(serials).count),
        rhs: Double(serials.count), tolerance: 0),
    ]
    for (index, certificate) in market.certificatesByFactor.enumerated() {
      let certified =
        certificate.energyPerYear?.in(.megawattHours)
        ?? reader.perYear(steps.map { certificate.hourly?[$0].in(.megawatts) ?? 0 })
      let used = market.usedInYear[index].reduce(0, +) * ledger.horizon.weight
      checks.append(
        Check(
          id: 9, name: "matched of \(certificate.serial), MWh", lhs: used, rhs: certified,
          tolerance: within(1e-9, of: certified), isLimit: true))
    }
    return checks
  }

  /// 10 and 13: nothing avoided in the inventory, and a plausible intensity.
  var boundaries: [Check] {
    let outside = labels.count { $0.scope == nil || $0.basis == .marginal }
    let counted = ledger.lines.filter {
      $0.label.scope == 1 || $0.label.basis == .location
    }
    let served = plan.components.filter { $0.isLoad }.flatMap(\.flows)
      .filter { $0.key.role == .served }.reduce(0) { $0 + reader.perYear($1.values) }
    let tonnes = ledger.equivalent(of: counted, .ar6Hundred)
    let intensity = served > 0 ? tonnes / served : 0
    return [
      Check(
        id: 10, name: "lines outside the inventory in the ledger", lhs: Double(outside), rhs: 0,
        tolerance: 0),
      Check(
        id: 13, name: "Scope 1 and 2 (location), t/MWh served, AR6-100", lhs: intensity, rhs: 1.2,
        tolerance: 0, isLimit: true),
      Check(
        id: 13, name: "… not below zero", lhs: -intensity, rhs: 0, tolerance: 1e-9, isLimit: true),
    ]
  }
}
