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
        "expected_loss_usd_per_year", "total_cost_usd_per_year",
      ] + site.sizeHeaders)
    for (number, point) in points.enumerated() {
      let record = point.record
      var cells: [CSVText.Cell] = [
        .integer(number + 1), .number(point.limit), .text(point.status),
        .number(record?.objectiveUSD), .number(record?.cashUSD),
        .number(record?.cappedEmissions),
        .number(record?.priceOfEmissions), record?.relativeGap.map { .exact($0) } ?? .empty,
        .number(record?.expectedLossUSD), .number(record?.totalCostUSD),
      ]
      cells += record?.sizeCells(of: site) ?? site.sizeHeaders.map { _ in .empty }
      table.row(cells)
    }
    return OutputFile(name: "frontier.csv", bytes: table.bytes)
  }

  /// Costs never fall as the limit is tightened, beyond what the certificates leave open.
  package var isMonotone: Bool {
    let costs = points.compactMap(\.record?.objectiveUSD)
    return zip(costs, costs.dropFirst()).allSatisfy { $1 >= $0 - 2e-6 * $0.magnitude }
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
        : [("t CO2e/year", 14), ("USD/year", 14), ("USD/t", 14)])
    for point in points {
      let limit =
        isOfUptime
        ? PlainNumber.text(point.limit) : FigureText.grouped(point.limit, places: 1)
      guard let record = point.record else {
        page.row(limit, [(point.status, 42)])
        continue
      }
      page.row(
        limit,
        [
          (FigureText.grouped(record.cappedEmissions ?? 0, places: 1), 14),
          (FigureText.grouped(record.objectiveUSD ?? 0), 14),
          (record.priceOfEmissions.map { FigureText.grouped($0, places: 2) } ?? "–", 14),
        ])
      page.wrap("  " + record.sizeText(of: site))
    }
    if let note = site.sweepNote { page.wrap(note) }
    if !isMonotone {
      page.wrap("A tighter point costs less than a looser one: whole units were not all searched.")
    }
    return page.lines.joined(separator: "\n") + "\n"
  }
}
