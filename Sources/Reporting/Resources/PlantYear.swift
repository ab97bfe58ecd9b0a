package import SiteModel
package import Tabular
import Units

/// What a plant costs and serves in one year of weather.
package struct PlantYear {
  let name: String
  let status: String
  package let hasPlan: Bool
  let cash: Double
  let served: Double
  let unserved: [(name: String, energy: Double)]

  /// The plan of a plant in a year of a name.
  package init(_ name: String, _ plan: SitePlan) {
    self.name = name
    status = plan.status.rawValue
    hasPlan = plan.hasDispatch
    cash = plan.cash.in(.usd)
    func energy(_ role: FlowKey.Role) -> [(String, Double)] {
      let hours = plan.horizon.step.in(.hours)
      let years = Double(plan.horizon.count) / Double(plan.horizon.stepsPerYear)
      return plan.components.filter { $0.isLoad }.flatMap { load in
        load.flows.filter { $0.key.role == role }.map { flow in
          let sum = flow.values.reduce(0) { $0 + max(0, $1) }
          return (flow.key.loadClass ?? "", sum * hours / years)
        }
      }
    }
    served = energy(.served).reduce(0) { $0 + $1.1 }
    unserved = energy(.unserved).map { (name: $0.0, energy: $0.1) }
  }

  /// `years.csv`.
  package static func csv(_ rows: [PlantYear]) -> CSVText {
    let classes = rows.first?.unserved.map { "\($0.name)_unserved_mwh_per_year" } ?? []
    let head = ["year", "status", "cash_usd_per_year", "served_mwh_per_year"] + classes
    var table = CSVText(header: head)
    for row in rows {
      let figures = row.cells(places: 3, absent: "").dropFirst()
      table.row(([row.name] + figures.map { $0.filter { $0 != "," } }).map { .text($0) })
    }
    return table
  }

  /// One screen.
  package static func text(_ rows: [PlantYear]) -> String {
    let classes = rows.first?.unserved.map { "\($0.name) short" } ?? []
    let head = ["year", "status", "USD/year", "MWh served"] + classes
    return SheetText.table([head] + rows.map { $0.cells(places: 0, absent: "–") }) + "\n"
  }

  /// Name, status and figures; without a plan there is a mark in place of each figure.
  private func cells(places: Int, absent: String) -> [String] {
    let figures = [cash, served] + unserved.map(\.energy)
    return [name, status]
      + figures.map { hasPlan ? FigureText.grouped($0, places: places) : absent }
  }
}
