/// Something that comes to a site or leaves it in a month.
package struct BuildEvent {
  package let month: Int
  package let date: String
  package let component: String
  package let capacity: String
  package let what: String
  package let amount: Double
  package let unit: String
  package let capital: Double?
  package let credit: Double?
  package let revenue: Double?

  /// Whether it takes something away.
  package var isDeparture: Bool { revenue != nil || capital == nil }

  /// All of a plan, in order of time; what leaves in a month stands before what comes.
  package static func all(of document: HorizonDocument) -> [BuildEvent] {
    let sales = document.sales ?? []
    let departures = (document.builds ?? []).compactMap { $0.departure(after: sales) }
    let all =
      sales.map(\.event) + departures + (document.builds ?? []).map(\.event)
    return all.enumerated().sorted { ($0.element.month, $0.offset) < ($1.element.month, $1.offset) }
      .map(\.element)
  }
}

extension HorizonDocument.Build {
  fileprivate var event: BuildEvent {
    let isBought = what != "existing"
    return BuildEvent(
      month: month, date: date, component: component, capacity: capacity, what: what,
      amount: amount, unit: unit, capital: isBought ? capital : 0,
      credit: isBought ? investmentTaxCredit : 0, revenue: nil)
  }

  /// What of it is retired or goes back within the horizon; what was sold before does not.
  fileprivate func departure(after sales: [HorizonDocument.Sale]) -> BuildEvent? {
    guard let end else { return nil }
    let sold = sales.filter {
      $0.component == component && $0.capacity == capacity && $0.builtMonth == month
    }.reduce(0) { $0 + $1.amount }
    guard amount - sold > 1e-9 * amount else { return nil }
    return BuildEvent(
      month: end.month, date: end.date, component: component, capacity: capacity,
      what: what == "rented" ? "returned" : "retired", amount: amount - sold, unit: unit,
      capital: nil, credit: nil, revenue: nil)
  }
}

extension HorizonDocument.Sale {
  fileprivate var event: BuildEvent {
    BuildEvent(
      month: month, date: date, component: component, capacity: capacity, what: "sold",
      amount: amount, unit: unit, capital: nil, credit: nil, revenue: revenue)
  }
}
