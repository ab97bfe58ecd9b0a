import ArgumentParser
import Foundation
import Reporting
import SiteModel

/// Two plans side by side, or a plan beside business as usual.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Set plans, or a plan and business as usual, side by side.",
    discussion: """
      They are sites with a plan, or folders of results such as notebooks-out/sparks-nevada. Plans over \
      the same years are told by present values and year by year; one beside a plan of other years, or of \
      a year that recurs, by its mean year; one by itself beside the plan that waits for the grid alone. \
      Writes compare.csv beside the first.

      Examples:
        sitemix compare sparks-nevada
        sitemix compare sparks-nevada kept/sparks-nevada
        sitemix compare sparks-nevada before after cheap-battery
      """)

  @Argument(help: "A site with a plan, or a folder of results.")
  var first: String?

  @Argument(help: "Others; without any, business as usual.")
  var others: [String] = []

  @OptionGroup var place: DataOptions

  @OptionGroup var output: OutputOptions

  private var out: String { output.out }

  func run() throws {
    let input = try InputOptions.plain(place)
    guard let first else {
      Terminal.reportError(
        try Sites.listing(of: input.folder, heading: "name a site: make compare A=… B=…"))
      throw ExitStatus.usage
    }
    let one = try Earlier(at: first, input: input, out: out)
    one.warnOfChanges()
    if others.count > 1 { return try compareMany(one, first, input) }
    let second = others.first
    let other = try second.map { try Earlier(at: $0, input: input, out: out) }
    other?.warnOfChanges()
    let comparison = try comparison(of: one, first, beside: other, second ?? "")
    try output.shown.show(comparison.file, comparison.text(width: Terminal.width))
    let folder = URL(fileURLWithPath: one.folder)
    let scenarios = ([one] + (other.map { [$0] } ?? [])).map(\.site.scenario)
    try Results.add(
      [comparison.file], to: folder.deletingLastPathComponent().relativePath,
      site: folder.lastPathComponent, quiet: !output.isTold,
      scenario: scenarios.contains { $0 != nil }
        ? scenarios.map { $0 ?? "as it is" }.joined(separator: " and ") : nil)
  }

  /// Each beside the first: of a year that recurs as it is, else by mean years.
  private func compareMany(_ one: Earlier, _ first: String, _ input: InputOptions) throws {
    let all = [one] + (try others.map { try Earlier(at: $0, input: input, out: out) })
    for other in all.dropFirst() { other.warnOfChanges() }
    let names = [first] + others
    var years: [PlanColumn] = []
    for case (.year(let plan), let name) in zip(all, names) {
      years.append(
        PlanColumn(plan.written, of: plan.site, title: Earlier.year(plan).title(name)))
    }
    let areOfYear = years.count == all.count
    let columns = areOfYear ? years : zip(all, names).map { $0.meanYear($0.title($1)) }
    let many = ManyPlans(
      columns, inputs: all.map { one.site.differences(from: $0.site) },
      terms: areOfYear ? nil : .meanYear)
    try output.shown.show(many.file, many.text(width: Terminal.width))
    let folder = URL(fileURLWithPath: one.folder)
    try Results.add(
      [many.file], to: folder.deletingLastPathComponent().relativePath,
      site: folder.lastPathComponent, quiet: !output.isTold, scenario: nil)
  }

  private func comparison(
    of one: Earlier, _ first: String, beside other: Earlier?, _ second: String
  ) throws -> PlanComparison {
    let inputs = other.map { one.site.differences(from: $0.site) } ?? []
    let (title, otherTitle) = (one.title(first), other?.title(second) ?? "")
    switch (one, other) {
    case (.year(let plan), .year(let other)?):
      return PlanComparison(
        PlanColumn(plan.written, of: plan.site, title: title),
        PlanColumn(other.written, of: other.site, title: otherTitle), inputs: inputs)
    case (.year(let plan), nil):
      guard let usual = PlanColumn(businessAsUsualOf: plan.written, of: plan.site) else {
        Terminal.reportError(
          "imports cannot carry the load of '\(first)', so there is no business as usual")
        throw ExitStatus.noPlan
      }
      return PlanComparison(
        PlanColumn(plan.written, of: plan.site, title: title), usual, inputs: [])
    case (.years(let plan), nil):
      guard let waiting = PlanColumn(waitingForTheGridBeside: plan.document) else {
        Terminal.reportError(
          "a plan over several years is set beside the one that waits for the grid alone, and '\(first)' "
            + "does not tell of that\nhelp: make explain SITE=\(plan.site.name) asks it where a connection is "
            + "energised later than month 0 and modules may wait; or name a second plan: B=…")
        throw ExitStatus.noPlan
      }
      return PlanComparison(
        PlanColumn(plan.document, in: .horizon, title: title), waiting, inputs: [],
        terms: .horizon)
    case (.years(let plan), .years(let other)?):
      let terms = ComparisonTerms(plan.document, other.document)
      return PlanComparison(
        PlanColumn(plan.document, in: terms, title: title),
        PlanColumn(other.document, in: terms, title: otherTitle), inputs: inputs, terms: terms)
    case (.years, let other?), (.year, let other?):
      return PlanComparison(
        one.meanYear(title), other.meanYear(otherTitle), inputs: inputs, terms: .meanYear)
    }
  }
}

/// An earlier plan of either kind.
private enum Earlier {
  case year(EarlierPlan)
  case years(EarlierYears)

  /// The plan of a site, or in a folder of results if the name is a path.
  init(at place: String, input: InputOptions, out: String) throws {
    let (name, results) = EarlierPlan.place(place, out: out)
    if let years = try EarlierYears(named: name, input: input, out: results) {
      self = .years(years)
    } else {
      self = .year(try EarlierPlan(named: name, input: input, out: results))
    }
  }

  var site: Site {
    switch self {
    case .year(let plan): plan.site
    case .years(let plan): plan.site
    }
  }

  var folder: String {
    switch self {
    case .year(let plan): plan.folder
    case .years(let plan): plan.folder
    }
  }

  func warnOfChanges() {
    switch self {
    case .year(let plan): plan.warnOfChanges("its bill and the inputs told are today's")
    case .years(let plan): plan.warnOfChanges("the inputs told are today's")
    }
  }

  func title(_ asked: String) -> String {
    let (status, set) =
      switch self {
      case .year(let plan): (plan.written.record.status, plan.written.record.overrides)
      case .years(let plan): (plan.document.status, plan.document.overrides)
      }
    return "\(asked), \(status)" + (set.isEmpty ? "" : ", with \(set.joined(separator: " "))")
  }

  func meanYear(_ title: String) -> PlanColumn {
    switch self {
    case .year(let plan): PlanColumn(meanYearOf: plan.written.record, title: title)
    case .years(let plan): PlanColumn(plan.document, in: .meanYear, title: title)
    }
  }
}
