public import Accounting
public import Reporting
public import SiteModel
import Tabular

/// The tables of a reporting year beside the plan of its site.
public struct ReportedTables: Sendable {
  /// The inventory as metered.
  public let actual: EmissionsTables
  /// The inventory as planned.
  public let planned: EmissionsTables
  /// The reporting year.
  public let metered: MeteredYear
  /// The difference, source by source.
  public let difference: DifferenceByCause

  /// Names of tables that only a reporting year has.
  public static let owned = [
    "meter_readings.csv", "plan_beside_actual.csv", "consolidation.csv", "base_year.csv",
  ]

  /// Tables of a year beside those of the plan.
  public init(
    _ metered: MeteredYear, beside planned: EmissionsTables, registry: [EmissionFactor],
    runID: String
  ) {
    self.metered = metered
    self.planned = planned
    actual = EmissionsTables(metered, registry: registry, runID: runID)
    difference = DifferenceByCause(
      planned: planned.ledger, of: planned.site, planned.plan, reported: actual.ledger, metered)
  }

  /// All tables of the year.
  public func files(hourly: Bool) -> [OutputFile] {
    var files = actual.files(hourly: hourly)
    files.append(OutputFile(name: "meter_readings.csv", bytes: readingsTable))
    files.append(OutputFile(name: "plan_beside_actual.csv", bytes: differenceTable))
    files.append(OutputFile(name: "consolidation.csv", bytes: consolidationTable))
    if let base = metered.reporting.base {
      files.append(OutputFile(name: "base_year.csv", bytes: baseTable(base)))
    }
    return files
  }

  private var readingsTable: [UInt8] {
    var table = CSVText(header: [
      "meter", "component", "flow", "period_start", "period_end", "amount", "unit", "evidence",
      "place",
    ])
    for reading in metered.readings {
      table.row([
        .text(reading.meter), .text(reading.component), .text(reading.flow),
        .text(CivilStamp.text(reading.period.lowerBound)),
        .text(CivilStamp.text(reading.period.upperBound)), .exact(reading.amount),
        .text(reading.unit), .text(reading.evidence.rawValue), .text(reading.place),
      ])
    }
    return table.bytes
  }

  /// Names of the bases that are summed, none of them with another of the same power.
  private static let totals: [(name: String, belongs: @Sendable (DifferenceByCause.Row) -> Bool)] =
    [
      ("1", { $0.scope == 1 }), ("2-location", { $0.basis == .location }),
      ("2-market", { $0.basis == .market }), ("2-market-hourly", { $0.basis == .marketHourly }),
      ("3", { $0.scope == 3 }), ("1+2-location", { $0.scope == 1 || $0.basis == .location }),
      ("1+2-market", { $0.scope == 1 || $0.basis == .market }),
    ]

  private var differenceTable: [UInt8] {
    var table = CSVText(header: [
      "row", "scope", "basis", "source_id", "source", "planned_t_co2e", "actual_t_co2e",
      "difference_t_co2e", "load_t_co2e", "mix_t_co2e", "factor_t_co2e", "slip_t_co2e",
    ])
    func cells(_ rows: [DifferenceByCause.Row]) -> [CSVText.Cell] {
      let columns: [(DifferenceByCause.Row) -> Double] = [
        \.planned, \.reported, { $0.reported - $0.planned }, \.load, \.mix, \.factor, \.slip,
      ]
      return columns.map { column in .exact(rows.reduce(0) { $0 + column($1) }) }
    }
    for row in difference.rows {
      table.row(
        [
          .text("part"), .text("\(row.scope)"), .text(row.basis.rawValue), .text(row.component),
          .text(row.source),
        ] + cells([row]))
    }
    for total in Self.totals {
      let own = difference.rows.filter(total.belongs)
      if own.isEmpty { continue }
      table.row([.text("total"), .text(total.name), .empty, .empty, .empty] + cells(own))
    }
    return table.bytes
  }

  /// The totals that are set beside each other: what they are called, and what they count.
  private static let items: [(item: BaseYear.Item, belongs: @Sendable (LedgerLine.Label) -> Bool)] =
    [
      (.scope1, { $0.scope == 1 }), (.scope2Location, { $0.basis == .location }),
      (.scope2Market, { $0.basis == .market }), (.scope3, { $0.scope == 3 }),
    ]

  /// The site's totals under each approach; one of them is the inventory's.
  private var consolidationTable: [UInt8] {
    var table = CSVText(
      header: ["approach", "chosen", "consolidated_fraction"]
        + Self.items.map { "\($0.item.rawValue)_t_co2e" })
    let reporting = metered.reporting
    let ledger = actual.ledger
    let whole = Self.items.map { item in
      ledger.equivalent(of: ledger.lines.filter { item.belongs($0.label) }, actual.gwp)
    }
    for approach in ReportingTerms.Approach.allCases {
      let share = reporting.share(approach)
      let isChosen = approach == reporting.approach
      let name: [CSVText.Cell] = [
        .text(approach.rawValue), .text(isChosen ? "yes" : "no"), .exact(share),
      ]
      table.row(name + whole.map { .exact(share * $0) })
    }
    return table.bytes
  }

  private func baseTable(_ base: BaseYear) -> [UInt8] {
    var table = CSVText(header: [
      "row", "item", "base_year", "reported_t_co2e", "change_t_co2e", "base_t_co2e",
      "actual_t_co2e",
      "change_since_base_pct", "cause", "note",
    ])
    let isMade = base.isRecalculated
    for (item, belongs) in Self.items {
      guard let told = base.reported[item], let against = base.tonnes(item) else { continue }
      let tonnes = actual.tonnes(belongs) ?? 0
      table.row([
        .text("item"), .text(item.rawValue), .integer(base.year), .exact(told),
        .exact(against - told), .exact(against), .exact(tonnes),
        against != 0 ? .exact(100 * (tonnes - against) / against) : .empty, .empty,
        .text(
          base.changes.isEmpty
            ? "" : isMade ? "worked out again" : "changes are below the threshold: as reported"),
      ])
    }
    for change in base.changes {
      table.row([
        .text(isMade ? "change" : "change_not_made"), .text(change.item.rawValue),
        .integer(base.year), .empty, .exact(change.tonnes), .empty, .empty, .empty,
        .text(change.cause.rawValue), .text(change.note),
      ])
    }
    return table.bytes
  }
}
