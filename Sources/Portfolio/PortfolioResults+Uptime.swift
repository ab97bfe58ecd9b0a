import ReportPage
import Reporting
import Tabular

extension PortfolioAvailability {
  /// `portfolio_uptime.csv`: with shared causes, and as if no site shared any.
  var file: OutputFile {
    var table = CSVText(header: [
      "share", "probability", "hours_below_per_year", "events_per_year", "with_shared_causes",
    ])
    func row(
      _ share: Double, _ probability: Double, _ hours: Double, _ events: Double, isShared: Bool
    ) {
      table.row([
        .number(share), .exact(probability), .number(hours), .number(events),
        .text(isShared ? "yes" : "no"),
      ])
    }
    if !causes.isEmpty {
      for level in levels {
        row(level.share, level.probability, level.hoursBelow, level.events, isShared: true)
      }
    }
    for level in levels {
      let apart = level.apart
      row(level.share, apart.probability, apart.hoursBelow, apart.events, isShared: false)
    }
    return OutputFile(name: "portfolio_uptime.csv", bytes: table.bytes)
  }

  /// Levels that people read: the others are for the curve.
  private var told: [Level] { levels.filter { [0.99, 0.95, 0.9, 0.75, 0.5].contains($0.share) } }

  /// What it comes to, in lines.
  public var text: String {
    var lines = told.map { level in
      let share = FigureText.grouped(100 * level.share)
      var line =
        "at least \(share) % of \(FigureText.grouped(Double(modules))) modules up: all but "
        + "\(FigureText.size(level.hoursBelow)) hours a year, left \(FigureText.size(level.events)) times"
      if !causes.isEmpty {
        line += "; \(FigureText.size(level.apart.hoursBelow)) hours if no site shared a cause"
      }
      return line
        + "; simulated \(FigureText.size(level.simulatedHours)) ± \(FigureText.size(level.standardError)); "
        + Self.mustFail(level, of: members.count)
    }
    lines += absences.map { "left out: \($0.name): \($0.reason)" }
    return lines.joined(separator: "\n")
  }

  private static func mustFail(_ level: Level, of sites: Int) -> String {
    let count = level.sitesDown
    return count == 1
      ? "the largest site alone takes it below"
      : "at least \(count) of \(sites) sites must fail before less is up"
  }

  /// As the page shows it.
  var shown: PortfolioReport.Uptime {
    PortfolioReport.Uptime(
      modules: modules, sites: members.count, years: years, causes: causes,
      absences: absences.map { "\($0.name): \($0.reason)" },
      levels: levels.map {
        .init(
          share: $0.share, hoursBelow: $0.hoursBelow, events: $0.events,
          hoursApart: $0.apart.hoursBelow, simulated: $0.simulatedHours,
          standardError: $0.standardError, sitesDown: $0.sitesDown)
      })
  }
}
