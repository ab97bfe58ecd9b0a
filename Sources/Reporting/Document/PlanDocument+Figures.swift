package import Formulation
package import SiteModel
import Tabular

extension PlanDocument {
  /// All costs of a year in USD; nil where there was no dispatch.
  public var objectiveUSD: Double? { objective }

  /// Emissions inside the boundary of the cap, t CO2e a year.
  public var cappedEmissions: Double? { emissionTotals?.insideCapBoundary }

  /// Things counted in a component; nil where it has none.
  public func units(of component: String) -> Double? { sizes?[component]?.units }

  /// Power and energy of a component, MW and MWh.
  public func size(of component: String) -> (power: Double?, energy: Double?) {
    (sizes?[component]?.capacity, sizes?[component]?.energy)
  }

  /// A size that planning chose, as the plan tells it.
  package func planned(_ size: Site.PlannedSize) -> Double {
    let own = sizes?[size.component]
    return (size.isWhole ? own?.units : size.isEnergy ? own?.energy : own?.capacity) ?? 0
  }

  /// Whether there is anything of a component.
  public func isBuilt(_ component: String) -> Bool {
    guard let size = sizes?[component] else { return false }
    return [size.capacity, size.energy, size.units].contains { ($0 ?? 0) > 1e-3 }
  }

  /// USD a year for one unit more of a limit.
  public func shadowPrice(of limit: String) -> Double? {
    shadowPrices?[limit]?.value
  }

  /// Sizes in the order of a site, as headers and cells of a table.
  static func sizeHeaders(of site: Site) -> [String] {
    site.components.supply.flatMap {
      ["\($0.name)_mw", "\($0.name)_mwh", "\($0.name)_units"]
    }
  }

  func sizeCells(of site: Site) -> [CSVText.Cell] {
    site.components.supply.flatMap { component -> [CSVText.Cell] in
      let size = sizes?[component.name]
      return [.number(size?.capacity), .number(size?.energy), .number(size?.units)]
    }
  }

  /// Sizes in one line.
  func sizeText(of site: Site) -> String {
    let parts = site.components.supply.compactMap { component -> String? in
      guard isBuilt(component.name), let size = sizes?[component.name] else { return nil }
      if let units = size.units { return "\(component.name) \(FigureText.grouped(units))" }
      let energy = size.energy.map { "/\(FigureText.size($0))" } ?? ""
      return "\(component.name) \(FigureText.size(size.capacity ?? 0))\(energy)"
    }
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }
}
