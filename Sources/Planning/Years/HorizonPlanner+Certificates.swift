import Reliability
import SiteModel

/// Whether the plan of a horizon keeps the uptime that is promised: simulated in the years that tell.
extension HorizonPlanner {
  /// The result with what simulations of its years showed; as it is where nothing is promised.
  ///
  /// A year tells in which nothing changes, if it is the first such, follows a change, or is the last. Years
  /// within which plant or load change are not simulated, and the plan says so.
  package func certified(_ result: Result) async throws -> Result {
    guard site.promisesUptime, result.plan.optimality != nil else { return result }
    var result = result
    var failed: [String] = []
    var passed: [String] = []
    let steady = result.years.indices.filter { result.years[$0].isSteady }
    for place in steady where tells(place, in: result.years, steady) {
      let year = String(horizon.startYear + result.plan.years[place].position)
      let verdict = try await UptimeLoop.certify(
        result.plan.years[place].plan, of: result.years[place], years: site.uptime.certifyYears,
        seed: UInt64(site.uptime.certificateSeed))
      if verdict.decision == .pass { passed.append(year) } else { failed.append(year) }
    }
    if !passed.isEmpty {
      result.plan.notes.append(
        "The uptime promised is certified by simulation for \(passed.joined(separator: ", ")).")
    }
    let changing = result.years.indices.filter { !result.years[$0].isSteady }.map {
      String(horizon.startYear + result.plan.years[$0].position)
    }
    if !changing.isEmpty {
      result.plan.notes.append(
        "Not simulated: \(changing.joined(separator: ", ")), within which plant or load change.")
    }
    if !failed.isEmpty {
      result.plan.status = .uncertified
      result.plan.notes.append(
        "The uptime promised was not shown for \(failed.joined(separator: ", ")): plan that year by itself "
          + "to see which reserve it needs, and write it under 'uptime:'.")
    } else if passed.isEmpty {
      result.plan.status = .uncertified
      result.plan.notes.append("No year is without changes, so that no uptime was certified.")
    }
    return result
  }

  private func tells(_ place: Int, in years: [Site], _ steady: [Int]) -> Bool {
    guard place != steady.first, place != years.count - 1, let own = years[place].plant,
      let before = years[place - 1].plant
    else { return true }
    return !own.stands(like: before)
  }
}

extension Site {
  /// Whether nothing stands in one part of the year that does not in all of it.
  fileprivate var isSteady: Bool { plant?.isSteady ?? true }
}
