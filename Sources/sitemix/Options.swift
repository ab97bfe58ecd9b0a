import ArgumentParser
import ChildProcesses
import Components
import Foundation
import SiteFiles
import SiteModel
import Solving
import Tabular

extension CompletionKind {
  /// Names of sites, as a shell completes them.
  static var sites: CompletionKind { .shellCommand("sitemix list sites 2>/dev/null") }
}

/// Where the inputs are and what is overridden for this run.
struct InputOptions: ParsableArguments {
  @OptionGroup var place: DataOptions

  var data: String { place.data }

  @Option(
    name: .long, parsing: .singleValue,
    help: "Override a key for this run, such as components.battery.capex_usd_per_kwh=180.")
  var set: [String] = []

  @Option(name: .long, help: "Overlay of the site, in its folder scenarios.")
  var scenario: String?

  @Option(
    name: .long,
    help: "One of the site's scenarios_together, by name: the site as it is in that one alone.")
  var inScenario: String?

  /// Those of a command that overrides nothing.
  static func plain(_ place: DataOptions) throws -> InputOptions { try parse(place.arguments) }

  /// What this run overrides, as plan.json records it.
  var overrides: [String] {
    (scenario.map { ["\(Self.scenarioMark)\($0)"] } ?? [])
      + (inScenario.map { ["\(Self.memberMark)\($0)"] } ?? []) + set
  }

  /// The same on a command line.
  var arguments: [String] {
    (scenario.map { ["--scenario", $0] } ?? [])
      + (inScenario.map { ["--in-scenario", $0] } ?? []) + set.flatMap { ["--set", $0] }
  }

  private static let scenarioMark = "scenario="
  static let memberMark = "in_scenario="

  /// Overrides of an earlier run, before those of this one.
  mutating func add(earlier overrides: [String]) {
    func named(_ mark: String) -> String? {
      overrides.first { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
    }
    scenario = scenario ?? named(Self.scenarioMark)
    inScenario = inScenario ?? named(Self.memberMark)
    let marks = [Self.scenarioMark, Self.memberMark]
    set = overrides.filter { text in !marks.contains { text.hasPrefix($0) } } + set
  }

  var folder: DataFolder { place.folder }

  /// The site, or its findings on standard error and exit status 2.
  ///
  /// - Parameter together: whether whoever asks plans scenarios together; else a site with them is a finding.
  func readSite(
    named name: String, keepingTariffDollars: Bool = false, together: Bool = false
  ) throws -> (site: Site, warnings: [Finding]) {
    do throws(Findings) {
      let read = try site(named: name, keepingTariffDollars: keepingTariffDollars)
      if !together { try check(isAlone: read.site) }
      return read
    } catch {
      Terminal.reportError(error.text)
      throw ExitStatus.findings
    }
  }

  /// What is answered for one version of the world is not answered for several.
  private func check(isAlone site: Site) throws(Findings) {
    guard let members = site.scenariosTogether?.members else { return }
    let remedy = scenario.map { ", or leave out --scenario \($0)" } ?? ""
    throw Findings([
      Finding(
        file: folder.path(of: "sites/\(site.name)/site.yaml"),
        message:
          "'\(site.name)' is planned for \(members.count) scenarios together, and this looks at one",
        help: "name one: --in-scenario \(members[0].name)" + remedy
          + "; make optimise and make years take all of them")
    ])
  }

  /// The site, or its findings, with their places as paths from where we stand.
  func site(
    named name: String, keepingTariffDollars: Bool = false
  ) throws(Findings) -> (site: Site, warnings: [Finding]) {
    do throws(Findings) {
      let (site, warnings) = try folder.readSite(
        named: name, scenario: scenario, overrides: set.map { Override($0) }, member: inScenario,
        keepingTariffDollars: keepingTariffDollars)
      return (site, folder.located(warnings).all)
    } catch {
      throw folder.located(error.all)
    }
  }
}

extension InputOptions {
  /// A site that is planned for a year that recurs: what a command that knows no other looks at.
  func readOneYear(named name: String, for command: String) throws -> Site {
    let (site, _) = try readSite(named: name)
    guard let horizon = site.planningHorizon else { return site }
    let remedy =
      scenario.map { "leave out --scenario \($0), or take" } ?? "take"
    Terminal.reportError(
      "'\(name)' is planned over \(horizon.years) years, and \(command) looks at one that recurs\n"
        + "help: \(remedy) 'horizon:' out of its site file; make explain SITE=\(name) values its "
        + "dates")
    throw ExitStatus.findings
  }
}

/// How much of the year to model.
struct HorizonOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "Model only the first hours of the year, or more than a year (the year repeats).")
  var horizonHours: Int?

  @Option(
    name: .long,
    help: "Solver that large programs go to first; GLPK solves small ones and what it leaves.")
  var solver = SolveStrategy.usual

  /// The same on a command line.
  var arguments: [String] {
    let hours = horizonHours.map { ["--horizon-hours", "\($0)"] } ?? []
    return hours + (solver.name == SolveStrategy.usual.name ? [] : ["--solver", solver.name])
  }

  func validate() throws {
    guard let hours = horizonHours, hours < 1 || hours > 175_680 else { return }
    throw ValidationError("--horizon-hours must lie between 1 and 175680.")
  }

  func horizon(of site: Site) -> Horizon {
    guard let hours = horizonHours else { return site.horizon }
    return Horizon(
      calendar: site.calendar, stepMinutes: site.stepMinutes, steps: hours * 60 / site.stepMinutes)
  }
}

/// What whoever starts this process as one of many asks of it.
struct ChildOptions: ParsableArguments {
  @Option(
    name: .long, help: .init("Address space that the process may take, MB.", visibility: .hidden))
  var memoryMb: Int?

  @Option(name: .long, help: .init("Cores that it may use; else all.", visibility: .hidden))
  var cores: Int?

  @Option(name: .long, help: .init("Process without which this one ends.", visibility: .hidden))
  var parent: Int32?

  func validate() throws {
    if let memoryMb, memoryMb < 1 { throw ValidationError("--memory-mb must be at least 1.") }
    if let cores, cores < 1 { throw ValidationError("--cores must be at least 1.") }
  }

  /// Binds this process; exit status 70 where the system refuses.
  func apply() throws {
    do throws(ThisProcess.Refusal) {
      if let parent { try ThisProcess.endWithParent(parent) }
      if let memoryMb { try ThisProcess.limitMemory(megabytes: memoryMb) }
    } catch {
      Terminal.reportError("fault: the system refused a limit (error \(error.code))")
      throw ExitStatus.fault
    }
  }
}
