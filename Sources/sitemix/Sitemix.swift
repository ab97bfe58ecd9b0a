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
    Interrupt.endAtOnce()
    do {
      let typed = try CommandWords(Array(CommandLine.arguments.dropFirst()))
      if let warning = typed.warning { Terminal.reportError(warning) }
      var command = try parseAsRoot(typed.words)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let unknown as CommandWords.Unknown {
      Terminal.reportError(unknown.text)
      Foundation.exit(ExitStatus.usage.rawValue)
    } catch let findings as Findings {
      Terminal.reportError(findings.text)
      Foundation.exit(ExitStatus.findings.rawValue)
    } catch {
      let isOurs = error is ExitCode || exitCode(for: error) != .failure
      let message = isOurs ? fullMessage(for: error) : "fault: \(error.localizedDescription)"
      let code = isOurs ? exitCode(for: error) : ExitStatus.fault
      guard PrintableText.lines(message) != message || !isOurs, code != .success else {
        exit(withError: error)
      }
      Terminal.reportError(message)
      Foundation.exit(code.rawValue)
    }
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
      \(ExitStatus.meanings)

      Examples:
        sitemix optimise sparks-nevada
        sitemix list technologies
      """,
    version: version,
    subcommands: [
      Optimise.self, Explain.self, Frontier.self, Sensitivity.self, Alternatives.self,
      Compare.self, Certify.self, ReportCommand.self, BillCommand.self, Emissions.self, Check.self,
      Sites.self, ListCommand.self, Describe.self, SchemaCommand.self, NewSite.self,
      PortfolioCommand.self, PortfolioTaskCommand.self, PortfolioCollect.self, PortfolioStatus.self,
      PortfolioPrice.self,
      PortfolioUptimeCommand.self,
      NewPortfolio.self,
      TariffCommand.self, WeatherCommand.self, GasCommand.self, YearsCommand.self, Program.self,
      GenerateSeries.self, ImportSeries.self, ExtremeCommand.self,
    ])
}
