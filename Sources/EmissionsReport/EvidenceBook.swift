import Accounting
import SiteModel
import Tabular

/// How the figures of a ledger are known: a sum is no better than the worst of its rows.
struct EvidenceBook {
  /// Readings that are no plain measurement, by component, in steps.
  private var lesser: [String: [(steps: Range<Int>, evidence: MeterReading.Evidence)]] = [:]
  private let releases: [String: String]
  private let isMetered: Bool
  private let placeholders: Set<String>
  private let derived: Set<String>

  init(_ tables: EmissionsTables) {
    let metered = tables.metered
    isMetered = metered != nil
    releases = Dictionary(
      (metered?.releases ?? []).map { ($0.equipment, $0.evidence) }, uniquingKeysWith: max)
    placeholders = Set(tables.registry.filter(\.isPlaceholder).map(\.id))
    derived = Set(tables.registry.filter { $0.cells.last == "derived" }.map(\.id))
    let calendar = tables.plan.horizon.calendar
    let first = CivilStamp.days(year: calendar.year, month: calendar.firstMonth, day: 1) * 1440
    let length = tables.plan.horizon.stepMinutes
    for reading in metered?.readings ?? [] where reading.evidence != .metered {
      let start = (reading.period.lowerBound - first) / length
      let end = (reading.period.upperBound - first + length - 1) / length
      lesser[reading.component, default: []].append((start..<max(start + 1, end), reading.evidence))
    }
  }

  /// How the activity of a row is known.
  func activity(of row: Ledger.Row) -> String {
    guard isMetered else { return "planned" }
    if row.label.source == "release" { return releases[row.label.component] ?? "metered" }
    if row.label.source == "embodied" { return "acquisitions" }
    let worst = (lesser[row.label.component] ?? []).filter { $0.steps.overlaps(row.steps) }
      .map(\.evidence).max()
    return (worst ?? .metered).rawValue
  }

  /// How a row's factor is known.
  func factor(of label: LedgerLine.Label) -> String {
    placeholders.contains(label.factorID)
      ? "placeholder" : derived.contains(label.factorID) ? "derived" : label.evidence
  }

  /// From the best to the worst; words that are not here are the worst of all.
  private static let factors = [
    "contract", "user", "registry", "derived", "default", "placeholder",
  ]
  private static let activities =
    ["acquisitions"] + MeterReading.Evidence.allCases.map(\.rawValue) + ["planned"]

  private static func worst(_ words: [String], of order: [String]) -> String {
    words.max {
      (order.firstIndex(of: $0) ?? order.count) < (order.firstIndex(of: $1) ?? order.count)
    } ?? ""
  }

  /// Cells of a sum: worst factor, worst activity, and which share of it rests on placeholders.
  func cells(of rows: [Ledger.Row], _ set: GWPSet) -> [CSVText.Cell] {
    let own = rows.filter { $0.mass != 0 }
    var (all, guessed) = (0.0, 0.0)
    for row in own {
      let tonnes = row.mass * row.label.gas.potential(set)
      all += tonnes
      if placeholders.contains(row.label.factorID) { guessed += tonnes }
    }
    return [
      .text(Self.worst(own.map { factor(of: $0.label) }, of: Self.factors)),
      .text(Self.worst(own.map { activity(of: $0) }, of: Self.activities)),
      all != 0 ? .number(100 * guessed / all) : .empty,
    ]
  }
}

extension EmissionsTables {
  var evidence: EvidenceBook { EvidenceBook(self) }
}
