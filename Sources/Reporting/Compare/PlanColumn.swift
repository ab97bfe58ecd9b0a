import Accounting
public import SiteModel
import Tabular
import Units

/// A plan, or business as usual, as a column of figures that another is set beside.
public struct PlanColumn {
  /// What it is called.
  public let title: String
  package let rows: [Row]

  /// One figure under its section and name.
  package struct Row {
    let section: String
    let name: String
    let unit: String
    let value: Double
  }

  init(title: String, rows: [Row]) { (self.title, self.rows) = (title, rows) }

  /// A plan as it was written, with its site.
  public init(_ written: WrittenPlan, of site: Site, title: String) {
    self.title = title
    let record = written.record
    var rows: [Row] = []
    func add(_ section: String, _ name: String, _ unit: String, _ value: Double?) {
      if let value { rows.append(Row(section: section, name: name, unit: unit, value: value)) }
    }
    for component in site.components.supply {
      let size = record.sizes?[component.name]
      add("sizes", "\(component.name) power", "MW", size?.capacity)
      add("sizes", "\(component.name) energy", "MWh", size?.energy)
      add("sizes", "\(component.name) units", "units", size?.units)
    }
    add("money", "objective", "USD/year", record.objective)
    add("money", "expected loss in outages", "USD/year", record.expectedLoss?.amount)
    add("money", "total cost", "USD/year", record.totalCost)
    add("money", "installed capital", "USD", record.capital)
    add("money", "investment tax credits", "USD", record.investmentTaxCredit)
    add("money", "cash", "USD/year", record.cash)
    add("money", "cash for each MWh served", "USD/MWh", record.costPerServed)
    for line in record.costs?.sorted ?? [] { add("cost", line.key, "USD/year", line.value) }
    for source in record.emissions?.sorted ?? [] {
      add("emissions", source.key, "t CO2e/year", source.value)
    }
    add("emissions", Self.capped, "t CO2e/year", record.emissionTotals?.insideCapBoundary)
    for part in record.servedFraction?.sorted ?? [] {
      add("served", "\(part.key) as planned", "share", part.value)
    }
    for part in record.uptime?.classes.sorted ?? [] {
      add("uptime", "\(part.key), simulated", "share", part.value.availability)
    }
    self.rows = rows + Self.months(of: Bill(site: site, plan: written.plan))
  }

  /// The same served load wholly from the grid; nil where imports cannot carry it.
  public init?(businessAsUsualOf written: WrittenPlan, of site: Site) {
    let usual = BusinessAsUsual(site: site, plan: written.plan)
    guard let bill = usual.bill else { return nil }
    title = "business as usual"
    var rows: [Row] = []
    var plan = written.plan
    plan.components = plan.components.compactMap { part in
      guard !part.isLoad else { return part }
      guard let imports = usual.imports[part.component] else { return nil }
      var grid = part
      grid.power = Power(imports.max() ?? 0, .megawatts)
      grid.flows = [.init(.gridImport, imports)]
      rows.append(
        Row(
          section: "sizes", name: "\(part.component) power", unit: "MW", value: imports.max() ?? 0))
      return grid
    }
    let total = bill.total.in(.usd)
    rows.append(Row(section: "money", name: "cash", unit: "USD/year", value: total))
    if let served = written.record.served, served > 0 {
      rows.append(
        Row(
          section: "money", name: "cash for each MWh served", unit: "USD/MWh",
          value: total / served))
    }
    let emitted = EmissionsAccount(site: site, plan: plan).lines.filter { $0.scope != nil }
    for line in emitted {
      rows.append(
        Row(
          section: "emissions", name: "\(line.component).\(line.source)", unit: "t CO2e/year",
          value: line.amount.in(.tonnes)))
    }
    let counted = emitted.filter {
      site.emissions.view.counts(scope: $0.scope, basis: $0.basis)
    }
    rows.append(
      Row(
        section: "emissions", name: Self.capped, unit: "t CO2e/year",
        value: counted.reduce(0) { $0 + $1.amount.in(.tonnes) }))
    self.rows = rows + Self.months(of: bill)
  }

  static let capped = "inside the cap's boundary"

  /// The bill of each month.
  private static func months(of bill: Bill) -> [Row] {
    guard !bill.lines.isEmpty else { return [] }
    return (1...12).map { month in
      Row(
        section: "bill", name: MonthName.all[month - 1], unit: "USD",
        value: bill.lines.filter { $0.month == month }.reduce(0) { $0 + $1.amount.in(.usd) })
    }
  }
}
