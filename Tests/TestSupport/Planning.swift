package import SiteModel
import Units

extension SitePlan {
  /// A flow of a component, one number a step; a flow that there is none of is one undefined number,
  /// of which nothing that a test expects is true.
  package func flow(_ component: String, _ header: String) -> [Double] {
    let part = components.first { $0.component == component }
    return part?.flows.first { $0.key.header == header }?.values ?? [.nan]
  }

  /// A component's plan.
  package func component(_ name: String) -> ComponentPlan? {
    components.first { $0.component == name }
  }

  /// A number told about a component.
  package func detail(_ component: String, _ key: String) -> Double? {
    self.component(component)?.details.first { $0.key == key }?.value
  }

  /// Cost of a line in USD a year.
  package func cost(_ component: String, _ line: String) -> Double? {
    costs.first { $0.component == component && $0.line == line }?.amount.in(.usd)
  }

  /// Emissions of a source in t CO2e a year.
  package func emitted(_ component: String, _ source: String) -> Double? {
    emissions.first { $0.component == component && $0.source == source }?.amount.in(.tonnes)
  }

  /// The worth of a limit in USD a year.
  package func worth(of limit: String) -> Double? {
    shadowPrices.first { $0.limit == limit }?.value
  }
}

/// Whether two numbers agree to a part of their size.
package func agree(_ a: Double?, _ b: Double, within part: Double = 1e-6) -> Bool {
  guard let a else { return false }
  return (a - b).magnitude <= part * max(1, b.magnitude)
}
