import ArgumentParser
import Formulation
import Foundation
import Planning
import Reporting
import SiteFiles
import SiteModel

/// What else would cost nearly the same.
struct Alternatives: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the least and the most of each size at 1, 2 and 5 % more cost.",
    discussion: """
      Every plan reported is certified and costs at most its budget. Between the ends that are told and \
      those that no plan reaches lies at most what a search in whole units leaves. Also a few plans \
      that differ as much as the widest budget lets them. Writes alternatives.csv.

      Examples:
        sitemix alternatives sparks-nevada
        sitemix alternatives sparks-nevada --budgets 2,10
      """)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var span: HorizonOptions
  @OptionGroup var options: SweepOptions

  @Option(name: .long, help: "Percent above the least cost, separated by commas.")
  var budgets = "1,2,5"

  private static let differentPlans = 3

  func run() async throws {
    guard let site else {
      Terminal.reportError(
        try Sites.listing(of: input.folder, heading: "name a site: make alternatives SITE=…"))
      throw ExitStatus.usage
    }
    let shares = budgets.split(separator: ",").map { Double($0) }
    let percents = shares.compactMap { $0 }.filter { $0 > 0 && $0 <= 100 }.sorted()
    guard percents.count == shares.count, !percents.isEmpty else {
      throw ValidationError("--budgets must be percentages such as 1,2,5.")
    }
    let read = try input.readOneYear(named: site, for: "alternatives")
    guard !read.promisesUptime else {
      Terminal.reportError(
        "alternatives does not support sites with an uptime target yet, and '\(site)' has one\n"
          + "help: take the uptime targets out of site.yaml and write redundancy or cover instead")
      throw ExitStatus.findings
    }
    let sweep = Sweep(
      site: read, input: input, span: span, options: options, purpose: "alternatives")
    let asIs = SweepQuestion([])
    guard case .plan(let base)? = try await sweep.plans([asIs]).first, let least = base.objectiveUSD
    else {
      Terminal.reportError("'\(site)' has no plan\nhelp: make optimise SITE=\(site) says why")
      throw ExitStatus.noPlan
    }
    let sizes = read.plannedSizes(over: span.horizon(of: read))
    var nearby = NearbyPlans(
      cheapest: Self.known(base, least, sizes), sizes: sizes,
      ends: { try await sweep.extremes($0.map(Self.words)).map { $0?.sizes } },
      plans: { holds in
        try await sweep.plans(
          holds.map { SweepQuestion(Self.words($0), after: asIs) }
        ).map { answer in
          guard let record = answer.record, let cost = record.objectiveUSD else { return nil }
          return Self.known(record, cost, sizes)
        }
      })
    var entries = try await nearby.ends(within: percents).map { end in
      AlternativesTable.Entry(
        budgetPercent: end.percent, name: (end.isMost ? "most " : "least ") + end.size.key,
        value: end.value, record: end.known.plan)
    }
    if let widest = percents.last {
      let different = try await nearby.different(within: widest, atMost: Self.differentPlans)
      entries += different.enumerated().map { number, known in
        .init(
          budgetPercent: widest, name: "different \(number + 1)", value: nil, record: known.plan)
      }
    }
    let table = AlternativesTable(read, base: base, entries: entries)
    try options.output.shown.show(table.file, table.text(width: Terminal.width))
    try Results.add(
      [table.file], to: options.out, site: options.named.name(of: site),
      quiet: !options.output.isTold, origin: sweep.origin,
      scenario: input.scenario)
  }

  private static func known(_ record: any SweptPlan, _ cost: Double, _ sizes: [Site.PlannedSize])
    -> NearbyPlans<any SweptPlan>.Known
  {
    let planned = sizes.map { ($0.key, record.planned($0)) }
    return .init(plan: record, cost: cost, sizes: Dictionary(uniqueKeysWithValues: planned))
  }

  private static func words(_ held: [String: Double]) -> [String] {
    held.sorted { $0.key < $1.key }.flatMap { ["--hold", "\($0.key)=\($0.value)"] }
  }

  private static func words(_ end: NearbyPlans<any SweptPlan>.FarEnd) -> [String] {
    end.weights.sorted { $0.key < $1.key }.flatMap { ["--weight", "\($0.key)=\($0.value)"] }
      + ["--budget-usd", "\(end.budget)"] + words(end.held)
  }
}
