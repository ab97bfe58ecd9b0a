import ArgumentParser
import Foundation
import Planning
import SiteFiles
import SiteModel
import Tabular

/// The far end of one figure, for sweeps: prints its value and the sizes there as JSON.
struct ExtremeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extreme", abstract: "Find the far end of a site's emissions or sizes.",
    shouldDisplay: false)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String

  @OptionGroup var input: InputOptions
  @OptionGroup var span: HorizonOptions
  @OptionGroup var hold: HoldOptions

  @Flag(name: .long, help: "The least emissions that limits act on.")
  var emissions = false

  @Option(name: .long, parsing: .singleValue, help: "Weight of a size: gensets.units=1.")
  var weight: [String] = []

  @Option(name: .long, help: "Greatest costs of a year.")
  var budgetUsd: Double?

  /// What is printed; nothing but `null` where no end was certified.
  struct Figures: Codable {
    var value: Double
    var sizes: [String: Double]
  }

  func run() async throws {
    do throws(any Error) {
      print(try await text())
    } catch let findings as Findings {
      Terminal.reportError(findings.text)
      throw ExitStatus.findings
    }
  }

  /// The end as JSON.
  func text() async throws -> String {
    let (read, _) = try input.site(named: site)
    let weights = try NumberedName.read(weight)
    let horizon = span.horizon(of: read)
    if let years = read.planningHorizon {
      guard emissions else {
        throw ValidationError(
          "sizes of a plan over several years have no far end: ask for emissions")
      }
      let least = try await HorizonRun(
        site: read, horizon: years, steps: horizon,
        questions: .init(quiet: true, solver: span.solver), overrides: input.overrides, warnings: []
      ).leastEmissions()
      return try Self.text(least.map { Figures(value: $0, sizes: [:]) })
    }
    let extreme: Extreme =
      emissions ? .leastEmissions : .size(weights, budget: (budgetUsd ?? .infinity) / 1000)
    let limits = try hold.limits
    let found = try await PlanningRun.watched(read, by: span.solver, quiet: true) { planner in
      try planner.extreme(extreme, of: read, over: horizon, limits: limits)
    }
    return try Self.text(found.map { Figures(value: $0.value, sizes: $0.sizes) })
  }

  private static func text(_ figures: Figures?) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(figures), as: UTF8.self)
  }
}

/// Names with numbers behind `=`.
enum NumberedName {
  static func read(_ texts: [String]) throws -> [String: Double] {
    var numbers: [String: Double] = [:]
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let number = Double(parts[1]), number.isFinite else {
        throw ValidationError("'\(text)' is not a name and a number, such as gensets.units=2")
      }
      numbers[String(parts[0])] = number
    }
    return numbers
  }
}

/// Sizes that planning may not change.
struct HoldOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: "Plan with a size or count as it is: gensets.units=2, solar.nameplate=20.")
  var hold: [String] = []

  var limits: [String: ClosedRange<Double>] {
    get throws { try NumberedName.read(hold).mapValues { max(0, $0)...max(0, $0) } }
  }
}
