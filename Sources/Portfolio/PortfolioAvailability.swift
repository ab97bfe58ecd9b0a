/// How many modules of a portfolio are up and how often, as `sitemix portfolio-uptime` found it; kept with the
/// state of the folder, so that tables and page can tell it until a plan changes.
public struct PortfolioAvailability: Sendable, Equatable, Codable {
  /// A site that takes part.
  public struct Member: Sendable, Equatable, Codable {
    /// Its name in the portfolio.
    public var name: String
    /// Digest of the plan that was simulated.
    public var planDigest: String?
    /// Modules at the site.
    public var modules: Int
    /// Expected modules that are up at a random moment.
    public var expectedUp: Double
  }

  /// A site that does not, and why.
  public struct Absence: Sendable, Equatable, Codable {
    /// Its name in the portfolio.
    public var name: String
    /// Why.
    public var reason: String
  }

  /// One share of the modules.
  public struct Level: Sendable, Equatable, Codable {
    /// At least this share of all modules is up …
    public var share: Double
    /// … with this probability, shared causes counted.
    public var probability: Double
    /// Hours of 8,760 in which less is up.
    public var hoursBelow: Double
    /// Failures in 8,760 hours that take it below.
    public var events: Double
    /// The same three as if no site shared a cause.
    public var apart: Apart
    /// Hours below of the simulation with shared causes drawn in common.
    public var simulatedHours: Double
    /// Its standard error.
    public var standardError: Double
    /// Sites, the largest first, that must be down at once before less is up.
    public var sitesDown: Int

    /// Figures as if each site had all of its outages for itself.
    public struct Apart: Sendable, Equatable, Codable {
      /// At least the share is up with this probability.
      public var probability: Double
      /// Hours of 8,760 in which less is up.
      public var hoursBelow: Double
      /// Failures in 8,760 hours that take it below.
      public var events: Double
    }
  }

  /// Simulated years of each site.
  public var years: Int
  /// Where the random numbers start.
  public var seed: UInt64
  /// Modules of all sites that take part.
  public var modules: Int
  /// Names of the shared causes that reach one.
  public var causes: [String]
  /// Sites that take part.
  public var members: [Member]
  /// Sites that do not, and why.
  public var absences: [Absence]
  /// How often how much is up.
  public var levels: [Level]

  /// Shares that are told.
  static let shares: [Double] = [
    1, 0.999, 0.995, 0.99, 0.98, 0.97, 0.96, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5, 0.4, 0.3,
    0.2, 0.1,
  ]

  /// Sites, the largest first, that must be down before fewer than a share of the modules is up.
  static func sitesDown(_ modules: [Int], allowed: Int) -> Int {
    var down = 0
    for (place, size) in modules.sorted(by: >).enumerated() {
      down += size
      if down > allowed { return place + 1 }
    }
    return modules.count
  }
}

extension PortfolioFolder {
  private var availabilityFile: String { "\(path)/.portfolio/uptime.json" }

  /// Keeps what was found.
  public func write(_ availability: PortfolioAvailability) throws(Failure) {
    try writeJSON(availability, to: availabilityFile)
  }

  /// What was found of just these plans; nil where there is nothing, or a plan is another one since.
  func availability() -> PortfolioAvailability? {
    let found: PortfolioAvailability? = readJSON(availabilityFile)
    return found.flatMap { found in
      found.members.allSatisfy { $0.planDigest == planDigest(of: $0.name) } ? found : nil
    }
  }
}
