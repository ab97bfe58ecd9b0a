import Foundation
public import Reporting
import SiteModel
import ReportPage

extension PortfolioResults {
  /// `portfolio.html`, with charts where the script that draws them is there.
  public var page: OutputFile {
    get throws {
      var report = PortfolioReport(
        statement: statement, states: Self.states, sites: sites.map(\.shown),
        builds: builds.map(\.shown),
        potentials: Set(planned.compactMap { $0.plan.potentials }).sorted(),
        hours: options.horizonHours,
        script: FileManager.default.contents(atPath: options.chartScript)
          .map { String(decoding: $0, as: UTF8.self) },
        version: options.version, shared: shared)
      report.uptime = availability?.shown
      return try report.page
    }
  }

  private static var states: [PortfolioReport.State] {
    PortfolioRecord.Status.allCases.map {
      PortfolioReport.State(name: $0.rawValue, meaning: $0.meaning, isGood: $0.isGood)
    } + [PortfolioReport.State(name: "to_do", meaning: "still to be solved", isGood: false)]
  }
}

extension PortfolioRecord.Status {
  fileprivate var meaning: String {
    switch self {
    case .optimal: "best plan found, proven to within 0.01 %"
    case .nearOptimal: "within 1 % of the least cost"
    case .feasible: "a plan whose distance from the least cost is told by its number"
    case .uncertified: "a plan that does not meet an uptime target"
    case .infeasible: "no plan meets the limits"
    case .unbounded: "cost falls without end: a price or a limit is missing"
    case .stopped: "no answer within the solver's tries"
    case .findings: "its input cannot be solved"
    case .fault: "its results contradict themselves, or could not be written"
    case .crashed: "its process ended before its answer"
    case .timedOut: "it took longer than a site may"
    case .outOfMemory: "it asked for more memory than a site may"
    }
  }
}

extension PortfolioResults.Member {
  /// The site as the page shows it: just what stands in its row of `portfolio.csv`.
  fileprivate var shown: PortfolioReport.Site {
    var shown = PortfolioReport.Site(name: name, site: site, status: status)
    (shown.owner, shown.group) = (owner ?? "", group ?? "")
    (shown.latitude, shown.longitude) = (location?.latitude, location?.longitude)
    (shown.cost, shown.cash, shown.served) = (plan?.costPerServed, plan?.cash, plan?.served)
    (shown.tonnes, shown.intensity) = (plan?.tonnes, plan?.intensity)
    shown.availability = plan?.servedFraction
    shown.uptimeDecision = plan?.uptimeDecision ?? ""
    (shown.finding, shown.years) = (finding, plan?.years ?? 1)
    return shown
  }
}

extension PortfolioResults.Build {
  fileprivate var shown: PortfolioReport.Build {
    PortfolioReport.Build(
      kind: kind, sites: sites, power: power, energy: energy, units: units, unitName: unitName)
  }
}
