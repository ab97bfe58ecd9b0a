package import Reliability
package import SiteModel

/// Optimise, simulate, step, optimise again; then certify on years that no step saw.
package struct UptimeLoop {
  /// Years of the looks before the last.
  private static let earlyLooks = [1000, 3000, 10_000]

  /// Decides on a plan with a seed of its own.
  package static func certify(
    _ plan: SitePlan, of site: Site, years: Int, seed: UInt64
  ) async throws -> Certification.Verdict {
    let simulation = try Simulation(Plant(plan, of: site))
    let looks = earlyLooks.filter { 2 * $0 <= years } + [years]
    return try await Certification(looks: looks).decide(simulation, seed: seed)
  }
}
