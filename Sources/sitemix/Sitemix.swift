import ArgumentParser
import Foundation
import SiteFiles
import Tabular

/// The command line of Sitemix.
@main
struct Sitemix: AsyncParsableCommand {
  /// Parses and runs; words of the command line come back in messages with control characters written
  /// out.
  static func main() async {
    do {
      var command = try parseAsRoot(Self.renamed(Array(CommandLine.arguments.dropFirst())))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      let message = fullMessage(for: error)
      guard PrintableText.lines(message) != message, exitCode(for: error) != .success else {
        exit(withError: error)
      }
      Terminal.reportError(message)
      Foundation.exit(exitCode(for: error).rawValue)
    }
  }

  /// Commands that had another name before.
  private static let oldCommands = [
    "fleet": "portfolio", "fleet-status": "portfolio-status", "fleet-collect": "portfolio-collect",
    "fleet-task": "portfolio-task", "new-fleet": "new-portfolio",
  ]

  /// The words of the command line, with the command under its name of today.
  private static func renamed(_ words: [String]) -> [String] {
    guard let old = words.first, let new = oldCommands[old] else { return words }
    Terminal.reportError("warning: sitemix \(old) is now called sitemix \(new)")
    return [new] + words.dropFirst()
  }

  static let version = "0.1.0"

  /// Tells builds of one version apart: what an earlier one answered is not taken for this one's.
  static let build: String = {
    let path = Bundle.main.executablePath ?? ""
    let attributes = (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
    let date = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(attributes[.size] as? Int ?? 0)-\(date)"
  }()

  static let configuration = CommandConfiguration(
    commandName: "sitemix",
    abstract:
      "Chooses how to power a modular AI site, at least cost, with its uptime target and under its emissions cap.",
    discussion: """
      Exit status: 0 solved, 1 no feasible or no certified plan, 2 findings in the input, 3 stopped, 64 usage, \
      70 fault.
      """,
    version: version,
    subcommands: [
      Optimise.self, Explain.self, Frontier.self, Sensitivity.self, Alternatives.self,
      Compare.self, Certify.self, ReportCommand.self, BillCommand.self, Emissions.self, Check.self,
      Sites.self, Describe.self, SchemaCommand.self, NewSite.self,
      PortfolioCommand.self, PortfolioTaskCommand.self, PortfolioCollect.self, PortfolioStatus.self,
      PortfolioPrice.self,
      NewPortfolio.self,
      TariffCommand.self, WeatherCommand.self, GasCommand.self, YearsCommand.self, Program.self,
      GenerateSeries.self, ImportSeries.self, ExtremeCommand.self,
    ])
}
