import SiteModel
import Tabular

/// The tables beside a plan over several years, from its document.
struct HorizonTables {
  let document: HorizonDocument

  /// All tables; none without a plan.
  var files: [OutputFile] {
    guard document.hasPlan else { return [] }
    return [
      OutputFile(name: "builds.csv", bytes: builds), OutputFile(name: "years.csv", bytes: years),
      OutputFile(name: "capacities.csv", bytes: capacities),
      OutputFile(name: "load.csv", bytes: load), OutputFile(name: "costs.csv", bytes: costs),
    ]
  }

  /// One row for each build, contract, plant found standing, retirement, return and sale.
  var builds: [UInt8] {
    var table = CSVText(header: [
      "date", "month", "component", "capacity", "what", "amount", "unit", "capital_usd",
      "investment_tax_credit_usd", "revenue_usd",
    ])
    for event in BuildEvent.all(of: document) {
      table.row([
        .text(event.date), .integer(event.month), .text(event.component), .text(event.capacity),
        .text(event.what), .number(event.amount), .text(event.unit), .number(event.capital),
        .number(event.credit), .number(event.revenue),
      ])
    }
    return table.bytes
  }

  /// What stands from each date on.
  var capacities: [UInt8] {
    var table = CSVText(header: [
      "date", "month", "component", "capacity", "unit", "built", "in_use",
    ])
    for standing in document.capacities ?? [] {
      table.row([
        .text(standing.date), .integer(standing.month), .text(standing.component),
        .text(standing.capacity), .text(standing.unit), .number(standing.built),
        .number(standing.inUse),
      ])
    }
    return table.bytes
  }

  /// One row a month.
  var load: [UInt8] {
    var table = CSVText(header: ["date", "month", "delivered_mw", "energised_mw", "waiting_mw"])
    for month in document.load ?? [] {
      table.row([
        .text(month.date), .integer(month.month), .number(month.delivered),
        .number(month.energised), .number(month.waiting),
      ])
    }
    return table.bytes
  }

  /// Present values; their sum is the objective.
  var costs: [UInt8] {
    var table = CSVText(header: ["component", "line", "nature", "present_value_usd"])
    for cost in document.costs ?? [] {
      table.row([
        .text(cost.component), .text(cost.line), .text(cost.nature), .number(cost.amount),
      ])
    }
    return table.bytes
  }

  /// One row a modelled year, with a column for what each component makes, imports or gives back.
  var years: [UInt8] {
    let years = document.years ?? []
    let natures = HorizonDocument.natures.map(\.rawValue)
    let flows = HorizonText.unique(years.flatMap { $0.energy.members.map(\.key) })
    var table = CSVText(
      header: ["year", "years", "present_worth_factor"] + natures.map { "\($0)_usd" } + [
        "capital_usd", "investment_tax_credit_usd", "sales_usd", "delivered_mwh", "served_mwh",
        "unserved_mwh", "waiting_mwh", "peak_import_mw", "scope_1_t_co2e", "scope_2_t_co2e",
        "outside_the_inventory_t_co2e", "inside_cap_boundary_t_co2e", "cost_per_mwh_served_usd",
        "cost_per_gpu_hour_usd",
      ] + flows.map { "\($0)_mwh" })
    for year in years {
      let totals = year.emissionTotals
      var cells: [CSVText.Cell] = [
        .integer(year.year), .integer(year.count), .number(year.worth),
      ]
      cells += natures.map { .number(year.natures[$0]) }
      cells += [
        .number(year.capital), .number(year.investmentTaxCredit), .number(year.sales),
        .number(year.delivered), .number(year.served), .number(year.unserved),
        .number(year.waiting), .number(year.peakImport), .number(totals.scope1),
        .number(totals.scope2), .number(totals.outside), .number(totals.insideCapBoundary),
        .number(year.costPerServed), .number(year.costPerGPUHour),
      ]
      table.row(cells + flows.map { .number(year.energy[$0]) })
    }
    return table.bytes
  }
}
