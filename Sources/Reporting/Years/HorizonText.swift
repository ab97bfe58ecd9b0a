package import SiteModel

/// Words and figures of a horizon for people.
package enum HorizonText {
  /// Names, each once, in the order in which they first stand.
  package static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// An amount with its unit: `4 units`, `12.50 MW`.
  package static func amount(_ amount: Double, _ unit: String) -> String {
    "\(number(amount)) \(amount == 1 && unit.hasSuffix("s") ? String(unit.dropLast()) : unit)"
  }

  /// Whole numbers without decimals, others as sizes.
  package static func number(_ amount: Double) -> String {
    (amount - amount.rounded()).magnitude < 1e-6
      ? FigureText.grouped(amount.rounded()) : FigureText.size(amount)
  }

  /// A capacity of a component: its capacity is named only where the component has several.
  package static func name(_ component: String, _ capacity: String, in document: HorizonDocument)
    -> String
  {
    let all = Set(
      ((document.builds ?? []).map { ($0.component, $0.capacity) }
        + (document.capacities ?? []).map { ($0.component, $0.capacity) })
        .filter { $0.0 == component }.map(\.1))
    return all.count > 1 ? "\(component) \(capacity)" : component
  }
}

extension HorizonText {
  /// From when on connections that are not there from the beginning have a bill.
  package static func energised(_ site: Site) -> [String] {
    guard let horizon = site.planningHorizon else { return [] }
    return site.components.grids.filter { $0.energisedMonth > 0 }.map { grid in
      grid.energisedMonth < 12 * horizon.years
        ? "No bill before \(HorizonPlan.date(of: grid.energisedMonth, in: horizon)): \(grid.name) is energised then."
        : "No bill: \(grid.name) is not energised within the horizon."
    }
  }

  /// What a stretch of waiting waits for.
  package static func reasons(_ waiting: HorizonDocument.Waiting) -> String {
    waiting.reasons.isEmpty
      ? "nothing: more power at that time would cost more than waiting"
      : waiting.reasons.joined(separator: "; ")
  }
}
