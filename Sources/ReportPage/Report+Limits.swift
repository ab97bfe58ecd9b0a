import SiteModel
import Reporting

extension Report {
  /// Binding constraints, the most expensive first.
  var limits: Page.Section {
    let prices = (record.shadowPrices?.members ?? []).filter { $0.value.steps > 0 }
      .map { (name: $0.key, price: $0.value, value: $0.value.value ?? 0) }
      .sorted { ($1.value.magnitude, $0.name) < ($0.value.magnitude, $1.name) }
    guard !prices.isEmpty else { return Page.Section(id: "limits", title: "Binding constraints") }
    return Page.Section(
      id: "limits", title: "Binding constraints",
      tables: [
        Page.Table(
          "Change in annual cost per unit increase in the limit.",
          head: [.text("limit"), .right("value"), .text("unit"), .right("steps")],
          rows: prices.map { name, price, value in
            [
              .text(name),
              .figure(
                price.value, places: value.magnitude < 100 ? 2 : 0,
                key: "shadow_prices.\(name).value"),
              .text(price.unit), .figure(Double(price.steps)),
            ]
          })
      ])
  }

  /// What stands in the way of a plan.
  var violations: Page.Section {
    Page.Section(
      id: "violations", title: "What stands in the way, in the plan that comes closest",
      tables: [
        Page.Table(
          "Limits that no plan can meet, and by how much they are missed.",
          head: [
            .text("limit"), .text("what is missed"), .right("at most"), .right("in all"),
            .right("steps"),
          ],
          rows: (record.violations ?? []).map { violation in
            [
              .text(violation.policy), .text(violation.meaning),
              .right("\(FigureText.size(violation.greatest)) \(violation.unit)"),
              .right("\(FigureText.size(violation.total)) \(violation.totalUnit)"),
              .figure(Double(violation.steps)),
            ]
          })
      ])
  }
}
