public import SiteModel
import Tabular
import Units

/// Cost against emissions, or against promised uptime, as text and as `frontier.csv`.
public struct FrontierTable {
  /// One point asked, and its plan.
  public struct Point {
    /// The cap in t CO2e a year, or the uptime target, share of time.
    public let limit: Double
    /// The plan; nil where there is none.
    public let record: PlanDocument?
    /// `optimal`, `infeasible`, ….
    public let status: String

    /// A point and its plan.
    public init(limit: Double, record: PlanDocument?, status: String) {
      self.limit = limit
      self.record = record
      self.status = status
    }
  }

  private let site: Site
  private let points: [Point]
  private let isOfUptime: Bool

  /// Points in the order asked.
  public init(_ site: Site, points: [Point], isOfUptime: Bool) {
    self.site = site
    self.points = points
    self.isOfUptime = isOfUptime
  }

  private var limitName: String { isOfUptime ? "uptime_target_fraction" : "cap_t_co2e_per_year" }

  /// One row a point.
  public var file: OutputFile {
    var table = CSVText(
      header: [
        "point", limitName, "status", "objective_usd_per_year", "cash_usd_per_year",
        "inside_cap_boundary_t_co2e", "usd_per_t_co2e", "relative_gap",
        "expected_loss_usd_per_year", "total_cost_usd_per_year",
      ] + PlanDocument.sizeHeaders(of: site))
    for (number, point) in points.enumerated() {
      let record = point.record
      var cells: [CSVText.Cell] = [
        .integer(number + 1), .number(point.limit), .text(point.status),
        .number(record?.objectiveUSD), .number(record?.cash),
        .number(record?.cappedEmissions),
        .number(record?.shadowPrice(of: "site.emissions_cap").map { -$0 }),
        record?.certificate?.relativeGap.map { .exact($0.value) } ?? .empty,
        .number(record?.expectedLoss?.amount), .number(record?.totalCost),
      ]
      cells += record?.sizeCells(of: site) ?? PlanDocument.sizeHeaders(of: site).map { _ in .empty }
      table.row(cells)
    }
    return OutputFile(name: "frontier.csv", bytes: table.bytes)
  }

  /// Costs never fall as the limit is tightened, beyond what the certificates leave open.
  public var isMonotone: Bool {
    let costs = points.compactMap(\.record?.objectiveUSD)
    return zip(costs, costs.dropFirst()).allSatisfy { $1 >= $0 - 2e-6 * $0.magnitude }
  }

  /// At most `width` columns.
  public func text(width: Int = 80) -> String {
    var page = SummaryPage(width: max(60, width), color: false)
    page.title("\(site.name): cost against \(isOfUptime ? "uptime target" : "emissions")")
    page.heading(
      isOfUptime ? "Target" : "Cap, t CO2e/year",
      columns: [("t CO2e/year", 14), ("USD/year", 14), ("USD/t", 14)])
    for point in points {
      let limit =
        isOfUptime
        ? PlainNumber.text(point.limit) : FigureText.grouped(point.limit, places: 1)
      guard let record = point.record else {
        page.row(limit, [(point.status, 42)])
        continue
      }
      let price = record.shadowPrice(of: "site.emissions_cap")
      page.row(
        limit,
        [
          (FigureText.grouped(record.cappedEmissions ?? 0, places: 1), 14),
          (FigureText.grouped(record.objectiveUSD ?? 0), 14),
          (price.map { FigureText.grouped(-$0, places: 2) } ?? "–", 14),
        ])
      page.wrap("  " + record.sizeText(of: site))
    }
    if !isMonotone {
      page.wrap("A tighter point costs less than a looser one: whole units were not all searched.")
    }
    return page.lines.joined(separator: "\n") + "\n"
  }
}
