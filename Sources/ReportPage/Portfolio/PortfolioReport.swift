package import Reporting

/// The page of a portfolio: what its sites come to together, and which of them to look at.
///
/// Its figures are those of `portfolio.csv` and `portfolio_build.csv`, and sums of them.
package struct PortfolioReport: Sendable {
  /// How far the portfolio is, in words.
  package var statement: String
  /// How a site can end, in the order of the page.
  package var states: [State]
  /// All sites, in the order of the portfolio.
  package var sites: [Site]
  /// What is to be built in all.
  package var builds: [Build]
  /// Sets of warming potentials that the sites count by; tonnes under two of them are no sum.
  package var potentials: [String]
  /// Hours that were modelled; nil for the year.
  package var hours: Int?
  /// The text of the script that draws charts; nil where it cannot be had.
  package var script: String?
  /// Version of the tool.
  package var version: String
  /// What sites that share limits come to; nil where they share none.
  package var shared: PortfolioDocument?
  /// How many modules are up and how often; nil where nobody asked.
  package var uptime: Uptime?

  /// What the page tells.
  package init(
    statement: String, states: [State], sites: [Site], builds: [Build], potentials: [String],
    hours: Int?, script: String?, version: String, shared: PortfolioDocument? = nil
  ) {
    self.statement = statement
    self.states = states
    self.sites = sites
    self.builds = builds
    self.potentials = potentials
    self.hours = hours
    self.script = script
    self.version = version
    self.shared = shared
  }

  /// How a site can end.
  package struct State: Sendable {
    let name: String
    let meaning: String
    /// Whether nothing is left to do about the site.
    let isGood: Bool

    package init(name: String, meaning: String, isGood: Bool) {
      self.name = name
      self.meaning = meaning
      self.isGood = isGood
    }
  }

  /// A row of `portfolio.csv`; figures only of a site that has a dispatch.
  package struct Site: Sendable {
    package var name: String
    package var site: String
    package var status: String
    package var owner = ""
    package var group = ""
    package var latitude: Double?
    package var longitude: Double?
    package var cost: Double?
    package var cash: Double?
    package var served: Double?
    package var tonnes: Double?
    package var intensity: Double?
    package var availability: Double?
    package var uptimeDecision = ""
    package var finding = ""
    /// Years that its yearly figures are the mean of.
    package var years = 1

    package init(name: String, site: String, status: String) {
      self.name = name
      self.site = site
      self.status = status
    }

    var hasPlan: Bool { cost != nil }
  }

  /// A row of `portfolio_build.csv`.
  package struct Build: Sendable {
    package var kind: String
    package var sites: Int
    package var power: Double?
    package var energy: Double?
    package var units: Double?
    package var unitName: String

    package init(
      kind: String, sites: Int, power: Double?, energy: Double?, units: Double?, unitName: String
    ) {
      self.kind = kind
      self.sites = sites
      self.power = power
      self.energy = energy
      self.units = units
      self.unitName = unitName
    }
  }

  /// `portfolio.html`.
  package var page: OutputFile {
    get throws {
      var contents = Page.Contents()
      contents.add(ends)
      contents.add(unsolved)
      if let shared {
        contents.add(limits(of: shared))
        contents.add(moves(of: shared))
      }
      contents.add(build)
      if let map = charts.map { contents.add(mapSection, [map]) }
      contents.add(
        Page.Section(id: "costs", title: "Cost", paragraphs: []),
        [charts.bars(.cost), charts.curve(.cost)].compactMap { $0 })
      contents.add(
        Page.Section(id: "emissions", title: "Emissions", paragraphs: []),
        [charts.bars(.intensity), charts.curve(.intensity)].compactMap { $0 })
      contents.add(uptimeSection, [uptimeCurve].compactMap { $0 })
      contents.add(outlierSection)
      contents.add(owners)
      contents.add(all)
      let heading = Page.Heading(
        file: "portfolio.html", kind: "Portfolio",
        title: sites.count == 1 ? "A portfolio of one site" : "A portfolio of \(sites.count) sites",
        description: description, statement: statement, status: colour, facts: facts,
        command: "make portfolio", hasChartFolder: false, source: "portfolio.csv")
      return try contents.page(heading, script: script, version: version)
    }
  }

  private var description: String {
    let span = hours.map { "the first \($0) hours of its year, scaled to a year" } ?? "its year"
    let several = sites.count { $0.years > 1 }
    let mean =
      several == 0
      ? ""
      : " Of \(several == 1 ? "one that is" : "\(several) that are") planned over several years the mean "
        + "year is told, with the cost per MWh of all years (LCOE) and the most that stands."
    let shares = shared == nil ? "" : " with its share of what all share"
    return "Each site is planned by itself\(shares), over \(span)." + mean
  }

  /// The colour of the statement: that of a good plan, of a doubtful one, of none.
  private var colour: String {
    let good = sites.count { isGood($0) }
    return good == sites.count ? "optimal" : good == 0 ? "stopped" : "uncertified"
  }

  func isGood(_ site: Site) -> Bool { states.contains { $0.name == site.status && $0.isGood } }

  var charts: PortfolioCharts { PortfolioCharts(sites: sites, outliers: outliers) }
}
