import SiteModel
import Tabular

/// The years that a site is planned for, and the dates of its components within them.
extension SiteReader {
  /// The section `horizon:`; nil after findings.
  func horizon(_ entry: YAMLEntry, rate: Double?) -> PlanningHorizon? {
    if let other = entry.node.entry("real_discount_rate") {
      reading.report(
        "there is one discount rate, the site's", at: other.keyPlace,
        help: "write real_discount_rate at the top of the site file, and leave it out here")
      return nil
    }
    guard let values = policy(entry, PlanningHorizon.parameters, "horizon") else { return nil }
    let problems = PlanningHorizon.problems(in: values)
    for problem in problems {
      reading.report(
        problem.message, at: entry.node.entry(problem.key)?.keyPlace ?? entry.keyPlace,
        help: problem.help)
    }
    guard problems.isEmpty, let rate else { return nil }
    return PlanningHorizon(values: values, rate: rate)
  }

  /// Dates need a horizon, and lie within it.
  func check(
    datesOf components: [any Component], _ list: YAMLEntry?, against horizon: PlanningHorizon?,
    _ written: YAMLEntry?
  ) {
    for component in components {
      guard let entry = list?.node.entries?.first(where: { $0.key == component.name }) else {
        continue
      }
      guard let horizon else {
        if written == nil { checkNeeds(type(of: component), entry) }
        continue
      }
      for date in component.dates where date.months.upperBound >= 12 * horizon.years {
        // Of a table some rows may lie behind the end, of which nothing is seen.
        let isOutside = date.months.lowerBound >= 12 * horizon.years
        reading.report(
          "\(date.key) of '\(component.name)' has month \(date.months.upperBound), after the "
            + "\(horizon.years) years of the horizon",
          at: entry.node.entry(date.key)?.keyPlace ?? entry.keyPlace,
          help: "write a month up to \(12 * horizon.years - 1), or more years",
          severity: isOutside ? .error : .warning)
      }
    }
  }

  /// Keys that say nothing of a year that recurs.
  private func checkNeeds(_ kind: any Component.Type, _ entry: YAMLEntry) {
    for key in kind.horizonKeys {
      guard let written = entry.node.entry(key) else { continue }
      reading.report(
        "\(key) is for a site that is planned over several years", at: written.keyPlace,
        help: "write 'horizon:' with years and start_month, or leave \(key) out")
    }
  }
}
