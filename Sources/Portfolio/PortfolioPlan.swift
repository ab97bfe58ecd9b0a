public import SiteFiles

/// What a portfolio is to solve, and with what: written once, then read by every task and by what collects.
public struct PortfolioPlan: Sendable, Equatable, Codable {
  /// How each site is solved.
  public var options: Options
  /// All sites of the portfolio, in its order.
  public var tasks: [PortfolioTask]

  /// How each site is solved.
  public struct Options: Sendable, Equatable, Codable {
    /// Version of the tool; another version solves everything again.
    public var version: String
    /// Folder of tariffs, technologies and factors.
    public var data: String
    /// Folder of sites, where it is not below `data`.
    public var sites: String?
    /// Hours that are modelled; nil for the year.
    public var horizonHours: Int?
    /// Seconds that a site may take.
    public var secondsPerSite: Int
    /// Address space that a site may take.
    public var megabytesPerSite: Int
    /// Script that draws the charts of all pages.
    public var chartScript: String
    /// Solver that large programs go to first; nil: the one that is used where nobody asks.
    public var solver: String?
    /// Whether units and running are left relaxed: a round of prices.
    var isRelaxed: Bool?

    /// Options of a run.
    public init(
      version: String, data: String, sites: String?, horizonHours: Int?, secondsPerSite: Int,
      megabytesPerSite: Int, chartScript: String
    ) {
      self.version = version
      self.data = data
      self.sites = sites
      self.horizonHours = horizonHours
      self.secondsPerSite = secondsPerSite
      self.megabytesPerSite = megabytesPerSite
      self.chartScript = chartScript
    }
  }

  /// Whether it is a round of prices, whose answers are no plans.
  public var isRound: Bool { options.isRelaxed == true }

  /// A plan for all sites of a portfolio.
  public init(options: Options, tasks: [PortfolioTask]) {
    self.options = options
    self.tasks = tasks
  }
}

/// One site of a portfolio as it was checked.
public struct PortfolioTask: Sendable, Equatable, Codable {
  /// Which site, and what is set for it.
  public var site: PortfolioSite
  /// Digest of everything that its answer depends on; nil where its input has findings.
  public var key: String?
  /// What is wrong with its input; nil where it can be solved.
  public var findings: String?
  /// What it shares with the others, as its process is told; nil where they share nothing.
  var terms: String?

  package init(site: PortfolioSite, key: String?, findings: String?, terms: String? = nil) {
    self.site = site
    self.key = key
    self.findings = findings
    self.terms = terms
  }
}
