import ArgumentParser
import Formulation
import Foundation
import Planning
import Reporting
import SiteFiles
import SiteModel

/// Cost against emissions between the two single objectives, or against promised uptime.
struct Frontier: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Plan a site at equal steps between its least cost and its least emissions.",
    discussion: """
      The site's own caps are put aside. Over a horizon it is present value against the emissions of \
      all years, with counts and running relaxed. With --targets the uptime target of its firm classes \
      is varied instead. Writes frontier.csv.

      Examples:
        sitemix frontier sparks-nevada --points 20
        sitemix frontier permian-flare-pad --targets 0.99,0.999,0.9999
      """)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var span: HorizonOptions
  @OptionGroup var options: SweepOptions

  @Option(name: .long, help: "Points, with both ends.")
  var points = 20

  @Flag(name: .long, help: "Hold unit counts at those of the least cost.")
  var holdUnits = false

  @Option(name: .long, help: "Uptime targets of firm classes, separated by commas.")
  var targets: String?

  func validate() throws {
    guard (2...1000).contains(points) else {
      throw ValidationError("--points must lie between 2 and 1000.")
    }
  }

  func run() async throws {
    guard let site else {
      Terminal.reportError(
        try Sites.listing(of: input.folder, heading: "name a site: make frontier SITE=…"))
      throw ExitStatus.usage
    }
    let (read, _) = try input.readSite(named: site)
    try refuse(read)
    let sweep = Sweep(site: read, input: input, span: span, options: options, purpose: "frontier")
    let table =
      if let targets {
        try await FrontierTable(read, points: uptime(targets, read, sweep), isOfUptime: true)
      } else {
        try await FrontierTable(read, points: emissions(read, sweep), isOfUptime: false)
      }
    try options.output.shown.show(table.file, table.text(width: Terminal.width))
    try Results.add(
      [table.file], to: options.out, site: options.named.name(of: site),
      quiet: !options.output.isTold, origin: sweep.origin,
      scenario: input.scenario)
  }

  /// What has no meaning over a horizon, with what to ask in its place.
  private func refuse(_ site: Site) throws {
    guard site.planningHorizon != nil else { return }
    let words: String? =
      if targets != nil {
        "uptime over a horizon is certified year by year once units are whole, and points of a "
          + "frontier have them relaxed\nhelp: plan it for each target: make optimise SITE=\(site.name) "
          + "SET=\"\(site.firmTargetKeys.first ?? "…")=0.999\""
      } else if holdUnits {
        "over a horizon units come and go by date, so that there are no counts to hold\n"
          + "help: leave out --hold-units"
      } else {
        nil
      }
    guard let words else { return }
    Terminal.reportError(words)
    throw ExitStatus.findings
  }

  private func emissions(_ site: Site, _ sweep: Sweep) async throws -> [FrontierTable.Point] {
    // So high that they never hold: a key cannot be taken away by setting it.
    let uncapped = site.emissionCaps.map { ["--set", "\($0.key)=\($0.highest)"] }.flatMap { $0 }
    let open = SweepQuestion(uncapped)
    let (cheapest, free) = try await sweep.plan(open, beside: uncapped + ["--emissions"])
    guard case .plan(let cheap) = cheapest, let most = cheap.cappedEmissions else {
      Terminal.reportError(
        "'\(site.name)' has no plan without its caps\n"
          + "help: make optimise SITE=\(site.name) says why")
      throw ExitStatus.noPlan
    }
    var (held, end): ([String], ExtremeCommand.Figures?) = ([], free)
    if holdUnits {
      held = site.plannedSizes(over: span.horizon(of: site)).filter(\.isWhole)
        .flatMap { ["--hold", "\($0.key)=\(cheap.planned($0))"] }
      end = try await sweep.extremes([uncapped + held + ["--emissions"]]).first ?? nil
    }
    guard let least = end?.value else {
      Terminal.reportError("the least emissions of '\(site.name)' could not be certified")
      throw ExitStatus.stopped
    }
    let cap = site.frontierCap
    let others = site.emissionCaps.filter { $0.key != cap }
      .flatMap { ["--set", "\($0.key)=\($0.highest)"] }
    let points = try await EmissionsFrontier<any SweptPlan>.points(
      points, cheapest: cheap, cost: cheap.objectiveUSD ?? 0, emissions: most, least: least
    ) { questions in
      var known: [Double: SweepQuestion] = [most: open]
      for one in questions.sorted(by: { $0.depth < $1.depth }) {
        known[one.cap] = SweepQuestion(
          others + held + ["--set", "\(cap)=\(one.cap)"],
          between: one.between.compactMap { known[$0] }, shares: one.shares)
      }
      let asked = questions.compactMap { known[$0.cap] }
      return try await sweep.plans(asked).map(Self.answer)
    }
    return points.map { point in
      switch point.answer {
      case .plan(let record, _, _):
        FrontierTable.Point(limit: point.cap, record: record, status: record.status)
      case .none(let status): FrontierTable.Point(limit: point.cap, record: nil, status: status)
      }
    }
  }

  private static func answer(_ answer: Sweep.Answer) -> EmissionsFrontier<any SweptPlan>.Answer {
    guard let record = answer.record, let cost = record.objectiveUSD,
      let emissions = record.cappedEmissions
    else { return .none(answer.words) }
    return .plan(record, cost: cost, emissions: emissions)
  }

  private func uptime(_ text: String, _ site: Site, _ sweep: Sweep) async throws
    -> [FrontierTable.Point]
  {
    let numbers = text.split(separator: ",").map { Double($0) }
    let known = numbers.compactMap { $0 }.filter { $0 >= 0.5 && $0 < 1 }
    guard known.count == numbers.count, !known.isEmpty else {
      throw ValidationError("--targets must be shares of time such as 0.99,0.999.")
    }
    let keys = site.firmTargetKeys
    guard !keys.isEmpty else { throw ValidationError("'\(site.name)' has no firm class of load.") }
    // The first, and what it has solved for the others.
    let questions = known.map { target in keys.flatMap { ["--set", "\($0)=\(target)"] } }
    let first = SweepQuestion(questions[0])
    let answers = try await sweep.plans(
      [first] + questions.dropFirst().map { SweepQuestion($0, after: first) })
    return zip(known, answers).map {
      FrontierTable.Point(limit: $0, record: $1.record, status: $1.words)
    }
  }
}
