package import Formulation
package import SiteModel
import Tabular

/// What tables of many plans tell of one: of a year that recurs, or of all years of a horizon.
package protocol SweptPlan: Sendable {
  /// How good the answer is.
  var status: String { get }
  /// All costs: USD a year, or the present value of the horizon; nil where there was no dispatch.
  var objectiveUSD: Double? { get }
  /// All cash costs, likewise.
  var cashUSD: Double? { get }
  /// Emissions inside the boundary of the cap: t CO2e a year, or of the horizon.
  var cappedEmissions: Double? { get }
  /// What a t of the cap is worth, USD; nil where none holds or nobody asked.
  var priceOfEmissions: Double? { get }
  /// Energy served, MWh a year; nil where it is not told.
  var servedEnergy: Double? { get }
  /// Share of the energy asked for that the plan serves; nil where it is not told.
  var servedShare: Double? { get }
  /// Cost above the certificate's bound.
  var relativeGap: Double? { get }
  /// What outages cost beside the plan, USD a year.
  var expectedLossUSD: Double? { get }
  /// All costs with that.
  var totalCostUSD: Double? { get }
  /// What is built of a component; over a horizon the most that stands of it.
  func size(of component: String) -> PlannedSize
}

/// What is built of one component: power (MW), energy (MWh) and things counted, each nil where it has none.
package struct PlannedSize: Sendable {
  let power: Double?
  let energy: Double?
  let units: Double?

  /// Whether there is anything of it.
  var isAny: Bool { [power, energy, units].contains { ($0 ?? 0) > 1e-3 } }
}

extension SweptPlan {
  /// Whether there is anything of a component.
  package func isBuilt(_ component: String) -> Bool { size(of: component).isAny }

  /// A size that planning chose, as the plan tells it.
  package func planned(_ chosen: Site.PlannedSize) -> Double {
    let own = size(of: chosen.component)
    return (chosen.isWhole ? own.units : chosen.isEnergy ? own.energy : own.power) ?? 0
  }

  func sizeCells(of site: Site) -> [CSVText.Cell] {
    site.components.supply.flatMap { component -> [CSVText.Cell] in
      let size = size(of: component.name)
      return [.number(size.power), .number(size.energy), .number(size.units)]
    }
  }

  /// Sizes in one line.
  func sizeText(of site: Site) -> String {
    let parts = site.components.supply.compactMap { component -> String? in
      let size = size(of: component.name)
      guard size.isAny else { return nil }
      if let units = size.units { return "\(component.name) \(HorizonText.number(units))" }
      let energy = size.energy.map { "/\(FigureText.size($0))" } ?? ""
      return "\(component.name) \(FigureText.size(size.power ?? 0))\(energy)"
    }
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }
}

extension Site {
  /// What ends headers of costs.
  var sweepUnit: String { planningHorizon == nil ? "usd_per_year" : "usd" }

  /// What costs are, in words.
  var sweepWords: String { planningHorizon == nil ? "USD/year" : "USD of present value" }

  /// How plans over several years are swept.
  var sweepNote: String? {
    planningHorizon == nil
      ? nil
      : "Every plan over these years has its counts and running relaxed; sizes are the most that stands."
  }

  /// Sizes of what supplies, in the site's order, as headers of a table.
  var sizeHeaders: [String] {
    components.supply.flatMap { ["\($0.name)_mw", "\($0.name)_mwh", "\($0.name)_units"] }
  }
}

extension SweptPlan {
  /// Cash for each MWh served.
  var cashPerServed: Double? {
    servedEnergy.flatMap { served in cashUSD.flatMap { served > 0 ? $0 / served : nil } }
  }
  /// kg of CO2e inside the boundary of the cap for each MWh served.
  var emissionsPerServed: Double? {
    servedEnergy.flatMap { served in
      cappedEmissions.flatMap { served > 0 ? 1000 * $0 / served : nil }
    }
  }
}

extension PlanDocument: SweptPlan {
  package var servedEnergy: Double? { served }
  package var servedShare: Double? {
    unserved.flatMap { classes in
      let asked = classes.members.reduce(0) { $0 + $1.value.demand }
      return asked > 0 ? 1 - classes.members.reduce(0) { $0 + $1.value.unserved } / asked : nil
    }
  }
  package var status: String { frame.status }
  package var objectiveUSD: Double? { objective }
  package var cashUSD: Double? { cash }
  package var cappedEmissions: Double? { emissionTotals?.insideCapBoundary }
  package var priceOfEmissions: Double? { shadowPrice(of: "site.emissions_cap").map { -$0 } }
  package var relativeGap: Double? { certificate?.relativeGap?.value }
  package var expectedLossUSD: Double? { expectedLoss?.amount }
  package var totalCostUSD: Double? { totalCost }
  package func size(of component: String) -> PlannedSize {
    let own = sizes?[component]
    return PlannedSize(power: own?.capacity, energy: own?.energy, units: own?.units)
  }
}

extension HorizonDocument: SweptPlan {
  package var servedEnergy: Double? { nil }
  package var servedShare: Double? { nil }
  package var status: String { frame.status }
  package var objectiveUSD: Double? { objective }
  package var cashUSD: Double? { natures?[SitePlan.CostLine.Nature.cash.rawValue] }
  package var cappedEmissions: Double? {
    years.map { $0.reduce(0) { $0 + Double($1.count) * $1.emissionTotals.insideCapBoundary } }
  }
  package var priceOfEmissions: Double? { nil }
  package var relativeGap: Double? { certificate?.figures.relativeGap?.value }
  package var expectedLossUSD: Double? { nil }
  package var totalCostUSD: Double? { nil }
  package func size(of component: String) -> PlannedSize {
    let all = (years ?? []).compactMap { $0.sizes[component] }
    return PlannedSize(
      power: all.compactMap(\.capacity).max(), energy: all.compactMap(\.energy).max(),
      units: all.compactMap(\.units).max())
  }
}
