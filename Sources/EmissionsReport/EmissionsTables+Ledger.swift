import Accounting
import Reporting
import SiteModel
import Units
import Tabular

extension EmissionsTables {
  /// The ledger: one row a source, gas and period.
  func ledgerTable(_ periods: [Range<Int>]) -> [UInt8] {
    var table = CSVText(header: [
      "run_id", "site_id", "scenario", "year", "period_start", "period_end", "period_start_utc",
      "ghgp_scope",
      "ghgp_category", "iso_category", "method", "source_id", "source_type", "source",
      "activity_qty", "activity_unit", "factor_id", "factor_value", "factor_unit",
      "oxidation_or_eta", "gas", "mass_t", "gwp_set", "gwp", "co2e_t", "biogenic", "boundary",
      "evidence", "uncertainty_pct", "activity_evidence", "consolidated_fraction",
    ])
    let uncertainty = uncertainty.map { CSVText.Cell.exact($0) } ?? .empty
    let evidence = evidence
    for row in ledger.rows(of: ledger.lines, in: periods) {
      let label = row.label
      let potential = label.gas.potential(gwp)
      let span = period(row.steps)
      table.row([
        .text(runID), .text(site.name), .text(scenario), .integer(year), .text(span.start),
        .text(span.end), beginning(row.steps), label.scope.map { .integer($0) } ?? .empty,
        .text(label.category),
        .integer(label.isoCategory), .text(label.method), .text(label.component),
        .text(label.kind), .text(label.source), .exact(row.activity), .text(label.activityUnit),
        .text(label.factorID), .exact(row.factor), .text("kg/\(label.activityUnit)"),
        .exact(label.multiplier), .text(label.gas.rawValue), .exact(row.mass), .text(gwp.name),
        .exact(potential), .exact(row.mass * potential), .text("no"),
        .text(boundaryName), .text(label.evidence), uncertainty, .text(evidence.activity(of: row)),
        .exact(share),
      ])
    }
    return table.bytes
  }

  /// Per cent of each row: √(activity² + factor²); nil where the site states none.
  private var uncertainty: Double? {
    let parts = site.emissions.uncertainties
    return parts.isEmpty ? nil : Uncertainty.product(parts)
  }

  /// Every factor that the ledger names: rows of the registry as they stand, and the site's own.
  var registryTable: [UInt8] {
    var table = CSVText(header: EmissionFactor.columns)
    var seen: Set<String> = []
    var byID: [String: EmissionFactor] = [:]
    for factor in registry { byID[factor.id] = factor }
    func published(_ id: String) {
      guard seen.insert(id).inserted, let factor = byID[id] else { return }
      table.row(factor.cells.map { .text($0) })
    }
    let lines = ledger.lines + ledger.consequential
    for line in lines {
      let label = line.label
      if byID[label.factorID] != nil {
        published(label.factorID)
        continue
      }
      guard seen.insert(label.factorID).inserted else { continue }
      let isContract = label.factorID.hasPrefix("contract.")
      let varies = line.factor.count > 1
      table.row([
        .text(label.factorID), .text(isContract ? "contract" : "site"),
        .text(label.gas.rawValue), varies ? .empty : .exact(line.factor.first ?? 0),
        .text("kg/\(label.activityUnit)"), .text(label.activityUnit == "MMBtu" ? "HHV" : ""),
        .text(site.name), .text(validity.first), .text(validity.last),
        .text(site.name),
        .text(
          isContract ? "certificate" : varies ? "series of the site" : derivation(of: label)),
        .text(metered == nil ? "site.yaml" : "site.yaml, analyses.csv, releases.csv"),
        .text(label.source), .empty, .empty, .empty, .empty,
        .text(isContract ? "contract" : "user"),
      ])
    }
    if lines.contains(where: { $0.label.method.hasPrefix("98.233-W") }) {
      published("40cfr98-w36.co2")
      published("40cfr98-w36.ch4")
    }
    for choice in ["co2", "ch4", "n2o"] { published("\(gwp.name.lowercased()).\(choice)") }
    for gas in fluorinated.map(\.rawValue) {
      let isFifth = gwp.name == GWPSet.ar5Hundred.name
      table.row([
        .text("\(gwp.name.lowercased()).\(gas.lowercased().filter { $0 != "-" })"), .text("gwp"),
        .text(gas), gwp.fluorinated(gas).map { .exact($0) } ?? .empty, .text("t/t"), .empty,
        .text("global"), .text("2013-01-01"), .text("2035-12-31"), .text("IPCC"),
        .text(isFifth ? "IPCC AR5 WG1 table 8.A.1" : "IPCC AR6 WG1 table 7.SM.7"),
        .text(isFifth ? "AR5" : "AR6"), .text(gas), .text("https://www.ipcc.ch"), .empty, .empty,
        .empty, .text("read"),
      ])
    }
    return table.bytes
  }

  /// How a factor of the site's own follows from what it states.
  private func derivation(of label: LedgerLine.Label) -> String {
    let name = label.factorID.split(separator: ".").last.map(String.init) ?? ""
    switch name {
    case "hydrocarbon_co2": return "sum of mole fraction x carbon atoms x 40cfr98-w36.co2"
    case "contained_co2": return "mole fraction of carbon dioxide x 40cfr98-w36.co2"
    case "contained_ch4": return "mole fraction of methane x 40cfr98-w36.ch4"
    case "methane_slip": return "methane slip of the engines for each MMBtu at full load"
    case "crankcase_ch4": return "crankcase_kg_ch4_per_hour"
    default: return name
    }
  }

  /// First and last day of the site's own factors: those of the year that they were used in.
  private var validity: (first: String, last: String) {
    let horizon = plan.horizon
    let day = 1440 / horizon.stepMinutes
    let end = HourText.stamp(horizon.stepsPerYear - day, in: horizon)
    return (String(HourText.stamp(0, in: horizon).prefix(10)), String(end.prefix(10)))
  }

  /// Gases of equipment that escaped.
  var fluorinated: [LedgerGas] {
    LedgerGas.allCases.filter { gas in
      GWPSet.fluorinated.contains(gas.rawValue)
        && ledger.lines.contains { $0.label.gas == gas }
    }
  }

  /// How the inventory is consolidated: the site's label, or the choice of a reporting year.
  private var boundaryName: String {
    metered?.reporting.approach.rawValue ?? site.emissions.boundary.rawValue
  }

  /// Sums by scope, category and method; totals are of unrounded figures.
  var summaryTable: [UInt8] {
    let sets = GWPSet.published + (gwp.name == "own" ? [gwp] : [])
    let columns = sets.map { "co2e_" + $0.name.lowercased().replacing("-", with: "_") + "_t" }
    var table = CSVText(
      header: [
        "site", "scenario", "year", "row", "scope", "category", "method", "co2_t", "ch4_t",
        "n2o_t", "biogenic_co2_t", "published_as_co2e_t",
      ] + columns + ["rounding_residual_t", "uncertainty_pct"]
        + fluorinated.map { gas in
          "\(gas.rawValue.lowercased().replacing("-", with: "_"))_t"
        } + ["worst_evidence", "worst_activity_evidence", "placeholder_pct"])
    let evidence = evidence
    var groups: [SummaryGroup] = []
    for row in ledger.rows(of: ledger.lines, in: [0..<plan.horizon.count]) {
      let label = row.label
      let place = groups.firstIndex {
        $0.scope == label.scope && $0.category == label.category && $0.method == label.method
      }
      if let place {
        groups[place].add(row, times: share)
      } else {
        var group = SummaryGroup(
          scope: label.scope, basis: label.basis, category: label.category, method: label.method)
        group.add(row, times: share)
        groups.append(group)
      }
    }
    func write(_ kind: String, _ scope: String, _ group: SummaryGroup, _ parts: [SummaryGroup]) {
      let totals = sets.map { group.equivalent($0) }
      let rounded = parts.reduce(0.0) { $0 + HalfEven.milli($1.equivalent(gwp)) }
      let residual = HalfEven.milli(group.equivalent(gwp)) - rounded
      let milli: (Double) -> CSVText.Cell = { .number(HalfEven.milli($0)) }
      table.row(
        [
          .text(site.name), .text(scenario), .integer(year), .text(kind), .text(scope),
          .text(group.category), .text(group.method), milli(group.carbonDioxide),
          milli(group.methane), milli(group.nitrousOxide), milli(0), milli(group.published),
        ] + totals.map(milli) + [
          parts.isEmpty ? .empty : .number(residual),
          uncertainty.flatMap { group.uncertainty($0, gwp) }.map { .number($0) } ?? .empty,
        ] + fluorinated.map { milli(group.fluorinated[$0] ?? 0) }
          + evidence.cells(of: group.rows, gwp))
    }
    for group in groups { write("group", "\(group.scope ?? 0)", group, []) }
    let totals: [(String, (SummaryGroup) -> Bool)] = [
      ("1", { $0.scope == 1 }), ("2-location", { $0.basis == .location }),
      ("2-market", { $0.basis == .market }), ("2-market-hourly", { $0.basis == .marketHourly }),
      ("3", { $0.scope == 3 }),
      ("1+2-location", { $0.scope == 1 || $0.basis == .location }),
      ("1+2-market", { $0.scope == 1 || $0.basis == .market }),
    ]
    for (name, belongs) in totals {
      let parts = groups.filter(belongs)
      guard !parts.isEmpty else { continue }
      var total = SummaryGroup(scope: nil, basis: .direct, category: "total", method: "")
      for part in parts { total.add(part) }
      write("total", name, total, parts)
    }
    return table.bytes
  }
}

/// Masses of one group of the ledger.
struct SummaryGroup {
  let scope: Int?
  let basis: SitePlan.EmissionLine.Basis
  let category: String
  let method: String
  var carbonDioxide = 0.0
  var methane = 0.0
  var nitrousOxide = 0.0
  /// t CO2e that were published as such: the same under every set.
  var published = 0.0
  /// t of each gas that escaped from equipment.
  var fluorinated: [LedgerGas: Double] = [:]
  /// What it sums.
  var rows: [Ledger.Row] = []
  /// Masses of single sources, which err independently of each other.
  private var parts: [(gas: LedgerGas, mass: Double)] = []

  init(
    scope: Int?, basis: SitePlan.EmissionLine.Basis, category: String, method: String
  ) {
    self.scope = scope
    self.basis = basis
    self.category = category
    self.method = method
  }

  /// Per cent of the sum, where each source errs by so much.
  func uncertainty(_ percent: Double, _ set: GWPSet) -> Double? {
    Uncertainty.sum(parts.map { (amount: $0.mass * $0.gas.potential(set), percent: percent) })
  }

  /// Adds a row, of which the inventory counts a share.
  mutating func add(_ row: Ledger.Row, times share: Double = 1) {
    let mass = row.mass * share
    rows.append(row)
    parts.append((row.label.gas, mass))
    switch row.label.gas {
    case .carbonDioxide: carbonDioxide += mass
    case .methane: methane += mass
    case .nitrousOxide: nitrousOxide += mass
    case .equivalent: published += mass
    case .sulfurHexafluoride, .tetrafluoroethane, .difluoromethane, .pentafluoroethane:
      fluorinated[row.label.gas, default: 0] += mass
    }
  }

  mutating func add(_ other: SummaryGroup) {
    carbonDioxide += other.carbonDioxide
    methane += other.methane
    nitrousOxide += other.nitrousOxide
    published += other.published
    fluorinated.merge(other.fluorinated, uniquingKeysWith: +)
    rows += other.rows
    parts += other.parts
  }

  func equivalent(_ set: GWPSet) -> Double {
    let known = carbonDioxide + methane * set.methane + nitrousOxide * set.nitrousOxide + published
    return fluorinated.reduce(known) { $0 + $1.value * $1.key.potential(set) }
  }
}

/// Rounding for tables that people read.
enum HalfEven {
  /// Three decimals, ties to even.
  static func milli(_ number: Double) -> Double {
    (number * 1000).rounded(.toNearestOrEven) / 1000
  }
}
