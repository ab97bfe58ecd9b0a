package import SiteModel
import Tabular
import Units

/// Cost against emissions, or against promised uptime, as text and as `frontier.csv`.
package struct FrontierTable {
  /// One point asked, and its plan.
  package struct Point {
    /// The cap in t CO2e a year, or the uptime target, share of time.
    package let limit: Double
    /// The plan; nil where there is none.
    package let record: (any SweptPlan)?
    /// `optimal`, `infeasible`, ….
    package let status: String

    /// A point and its plan.
    package init(limit: Double, record: (any SweptPlan)?, status: String) {
      self.limit = limit
      self.record = record
      self.status = status
    }
  }

  private let site: Site
  private let points: [Point]
  private let isOfUptime: Bool

  /// Points in the order asked.
  package init(_ site: Site, points: [Point], isOfUptime: Bool) {
    self.site = site
    self.points = points
    self.isOfUptime = isOfUptime
  }

  private var isOfYears: Bool { site.planningHorizon != nil }

  private var limitName: String {
    isOfUptime
      ? "uptime_target_fraction" : isOfYears ? "cap_over_horizon_t_co2e" : "cap_t_co2e_per_year"
  }

  /// One row a point.
  package var file: OutputFile {
    var table = CSVText(
      header: [
        "point", limitName, "status", "objective_\(site.sweepUnit)", "cash_\(site.sweepUnit)",
        "inside_cap_boundary_t_co2e", "usd_per_t_co2e", "relative_gap",
        "expected_loss_usd_per_year", "total_cost_usd_per_year", "cash_usd_per_mwh_served",
        "kg_co2e_per_mwh_served", "served_fraction", "abatement_cost_usd_per_t_co2e", "mark",
      ] + site.sizeHeaders)
    for (number, point) in points.enumerated() {
      let record = point.record
      var cells: [CSVText.Cell] = [
        .integer(number + 1), .number(point.limit), .text(point.status),
        .number(record?.objectiveUSD), .number(record?.cashUSD),
        .number(record?.cappedEmissions),
        .number(record?.priceOfEmissions), record?.relativeGap.map { .exact($0) } ?? .empty,
        .number(record?.expectedLossUSD), .number(record?.totalCostUSD),
        .number(record?.cashPerServed), .number(record?.emissionsPerServed),
        .number(record?.servedShare), .number(abatementCost(at: number)), .text(mark(at: number)),
      ]
      cells += record?.sizeCells(of: site) ?? site.sizeHeaders.map { _ in .empty }
      table.row(cells)
    }
    return OutputFile(name: "frontier.csv", bytes: table.bytes)
  }

  /// Marginal cost of abatement from the point before: what the year costs more for each t of CO2e less.
  func abatementCost(at number: Int) -> Double? {
    guard !isOfUptime, number > 0, let cost = points[number].record?.objectiveUSD,
      let tonnes = points[number].record?.cappedEmissions,
      let before = points[number - 1].record?.objectiveUSD,
      let from = points[number - 1].record?.cappedEmissions, from - tonnes > 1e-6 * from
    else { return nil }
    return (cost - before) / (from - tonnes)
  }

  /// The least cost, the point at or just within the site's own cap, and points that serve little.
  private func mark(at number: Int) -> String {
    guard !isOfUptime else { return "" }
    var marks: [String] = []
    if number == 0 { marks.append("least cost") }
    if let cap = capPoint, cap == number { marks.append("within the cap") }
    if let share = points[number].record?.servedShare, share < Self.wellServed {
      marks.append("serves below 99 %")
    }
    return marks.joined(separator: "; ")
  }

  /// Below this share of the energy asked for a plan is not one that anybody asked about.
  static let wellServed = 0.99

  /// The first point that keeps the site's yearly cap, or its cap by energy served.
  private var capPoint: Int? {
    let policy = site.emissions
    return points.firstIndex { point in
      guard let record = point.record, let tonnes = record.cappedEmissions else { return false }
      if let cap = policy.capPerYear { return tonnes <= cap.in(.tonnes) * (1 + 1e-6) }
      guard let cap = policy.capPerServedEnergy, let each = record.emissionsPerServed else {
        return false
      }
      return each <= cap.in(.kilogramsPerMegawattHour) * (1 + 1e-6)
    }
  }

  /// Costs never fall as the limit is tightened, beyond what the certificates leave open.
  package var isMonotone: Bool {
    let costs = points.compactMap(\.record?.objectiveUSD)
    return zip(costs, costs.dropFirst()).allSatisfy { $1 >= $0 - 2e-6 * $0.magnitude }
  }

  private func columns(_ record: any SweptPlan, _ abatement: Double?) -> [(String, Int)] {
    func figure(_ value: Double?, _ places: Int = 0) -> String {
      value.map { FigureText.grouped($0, places: places) } ?? "–"
    }
    return [
      (figure(record.cappedEmissions), 11), (figure(record.emissionsPerServed), 8),
      (figure(record.cashUSD), 13), (figure(record.cashPerServed, 2), 9), (figure(abatement), 8),
      (figure(record.servedShare.map { 100 * $0 }, 2), 8),
    ]
  }

  /// At most `width` columns.
  package func text(width: Int = 80) -> String {
    var page = SummaryPage(width: max(60, width), color: false)
    page.title(
      "\(site.name): cost\(isOfYears ? ", as present value," : "") against "
        + (isOfUptime ? "uptime target" : isOfYears ? "emissions of all years" : "emissions"))
    page.heading(
      isOfUptime ? "Target" : isOfYears ? "Cap, t CO2e" : "Cap, t CO2e/year",
      columns: isOfYears
        ? [("t CO2e", 14), ("USD", 14), ("USD/t", 14)]
        : [
          ("t CO2e", 11), ("kg/MWh", 8), ("cash USD", 13), ("USD/MWh", 9), ("USD/t", 8),
          ("% met", 8),
        ])
    for (number, point) in points.enumerated() {
      let limit =
        isOfUptime
        ? PlainNumber.text(point.limit) : FigureText.grouped(point.limit, places: 1)
      guard let record = point.record else {
        page.row(limit, [(point.status, 42)])
        continue
      }
      page.row(
        limit,
        isOfYears
          ? [
            (FigureText.grouped(record.cappedEmissions ?? 0, places: 1), 14),
            (FigureText.grouped(record.objectiveUSD ?? 0), 14),
            (record.priceOfEmissions.map { FigureText.grouped($0, places: 2) } ?? "–", 14),
          ] : columns(record, abatementCost(at: number)))
      let mark = mark(at: number)
      page.wrap("  " + record.sizeText(of: site) + (mark.isEmpty ? "" : " – \(mark)"))
    }
    if !isOfYears, !isOfUptime {
      page.wrap(
        "USD/t is the marginal cost of abatement from the point before; cash leaves out the value of load "
          + "that is not served.")
    }
    if let note = site.sweepNote { page.wrap(note) }
    if !isMonotone {
      page.wrap("A tighter point costs less than a looser one: whole units were not all searched.")
    }
    return page.lines.joined(separator: "\n") + "\n"
  }
}
