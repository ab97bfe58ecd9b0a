import ArgumentParser
import Components
import Foundation
import Planning
import Reliability
import Reporting
import SiteFiles
import SiteModel

/// Simulates outages of a plan that exists, and decides whether it meets the site's uptime targets.
struct Certify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Simulate outages of a site's plan, and decide whether it meets its uptime targets.",
    discussion: """
      Reads plan.json and dispatch.csv of the last optimise and writes uptime.csv beside them. \
      Exit status 1 where a target is not certified.

      Examples:
        sitemix certify sparks-nevada
        sitemix certify sparks-nevada --years 100000 --seed 7
      """)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String?

  @OptionGroup var input: InputOptions

  @Option(name: .long, help: "Years to simulate; else the site's certify_years.")
  var years: Int?

  @Option(name: .long, help: "Where the random numbers start; else the seed after the site's.")
  var seed: Int?

  @OptionGroup var output: OutputOptions

  private var out: String { output.out }

  func validate() throws {
    if let years, years < 2 || years > 10_000_000 {
      throw ValidationError("--years must lie between 2 and 10000000.")
    }
    if let seed, seed < 0 { throw ValidationError("--seed must not be negative.") }
  }

  func run() async throws {
    guard let site else {
      Terminal.reportError(
        try Sites.listing(of: input.folder, heading: "name a site: make certify SITE=…"))
      throw ExitStatus.usage
    }
    let earlier = try EarlierPlan(named: site, input: input, out: out)
    let read = earlier.site
    for component in read.components where !component.missingFailureKeys.isEmpty {
      Terminal.reportError(
        "\(input.folder.path(of: "sites/\(read.name)/site.yaml")): error: a certificate needs to know how '\(component.name)' fails\n"
          + "help: write \(component.missingFailureKeys.joined(separator: ", "))")
    }
    guard read.components.allSatisfy({ $0.missingFailureKeys.isEmpty }) else {
      throw ExitStatus.findings
    }
    earlier.warnOfChanges("it is simulated with today's inputs")
    let verdict = try await UptimeCertificate.simulate(
      earlier.written.plan, of: read, years: years ?? read.uptime.certifyYears,
      seed: seed ?? read.uptime.certificateSeed)
    var result = UptimeResult(verdict: verdict, site: read)
    result.survival = OutageSurvival.curves(of: earlier.written.plan, of: read)
    if !output.quiet {
      print(
        output.shown.json
          ? result.document : result.text(width: Terminal.width, color: Terminal.hasColor),
        terminator: "")
    }
    try Results.add(
      [result.file], to: out, site: site, quiet: !output.isTold,
      origin: AnswerOrigin(of: earlier.written), scenario: read.scenario)
    if let decision = verdict.decision, decision != .pass { throw ExitStatus.noPlan }
  }
}

/// A simulation of a plan; what is unsound is said with the name of what it is about.
enum UptimeCertificate {
  static func simulate(
    _ plan: SitePlan, of site: Site, years: Int, seed: Int
  ) async throws -> Certification.Verdict {
    do {
      return try await UptimeLoop.certify(plan, of: site, years: years, seed: UInt64(seed))
    } catch let unsound as UnsoundPlant {
      reportError(of: unsound)
      throw ExitStatus.findings
    }
  }

  static func reportError(of unsound: UnsoundPlant) {
    for problem in unsound.problems {
      Terminal.reportError("the plan cannot be simulated: \(problem.subject): \(problem.message)")
    }
  }
}

extension UptimeResult {
  init(
    verdict: Certification.Verdict, site: Site, loop: LoopFigures? = nil, obstacle: String? = nil
  ) {
    self.init(
      verdict: verdict, distributionUnavailability: site.uptime.distributionUnavailability,
      transferUnavailability: site.uptime.transferUnavailability, horizon: site.horizon, loop: loop,
      obstacle: obstacle, startAtOnce: site.componentsThatStartAtOnce,
      leastYears: site.uptime.leastYears(for: site.components))
  }
}
