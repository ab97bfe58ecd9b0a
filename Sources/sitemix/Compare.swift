import ArgumentParser
import Foundation
import Reporting
import SiteModel

/// Two plans side by side, or a plan beside business as usual.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Set two plans, or a plan and business as usual, side by side.",
    discussion: """
      A and B are sites with a plan, or folders of results such as notebooks-out/sparks-nevada. \
      Writes compare.csv beside the first. Examples:
        sitemix compare sparks-nevada
        sitemix compare sparks-nevada kept/sparks-nevada
      """)

  @Argument(help: "A site with a plan, or a folder of results.")
  var first: String?

  @Argument(help: "Another; without it, business as usual.")
  var second: String?

  @Option(name: .long, help: "Folder with sites, tariffs and technologies.")
  var data = "data"

  @Option(name: .long, help: "Folder of results; one folder a site within it.")
  var out = "notebooks-out"

  @Flag(name: .long, help: "Print nothing but errors.")
  var quiet = false

  func run() throws {
    let input = try InputOptions.plain(data: data)
    guard let first else {
      Terminal.reportError(
        try Sites.listing(of: input.folder, heading: "name a site: make compare A=… B=…"))
      throw ExitStatus.usage
    }
    let one = try EarlierPlan(at: first, input: input, out: out)
    one.warnOfChanges("its bill and the inputs told are today's")
    let column = PlanColumn(one.written, of: one.site, title: title(one, first))
    let comparison: PlanComparison
    var scenarios = [one.site.scenario]
    if let second {
      let other = try EarlierPlan(at: second, input: input, out: out)
      other.warnOfChanges("its bill and the inputs told are today's")
      scenarios.append(other.site.scenario)
      comparison = PlanComparison(
        column, PlanColumn(other.written, of: other.site, title: title(other, second)),
        inputs: one.site.differences(from: other.site))
    } else if let usual = PlanColumn(businessAsUsualOf: one.written, of: one.site) {
      comparison = PlanComparison(column, usual, inputs: [])
    } else {
      Terminal.reportError(
        "imports cannot carry the load of '\(first)', so there is no business as usual")
      throw ExitStatus.noPlan
    }
    if !quiet { print(comparison.text(width: Terminal.width), terminator: "") }
    let folder = URL(fileURLWithPath: one.folder)
    try Results.add(
      [comparison.file], to: folder.deletingLastPathComponent().relativePath,
      site: folder.lastPathComponent, quiet: quiet,
      scenario: scenarios.contains { $0 != nil }
        ? scenarios.map { $0 ?? "as it is" }.joined(separator: " and ") : nil)
  }

  private func title(_ plan: EarlierPlan, _ asked: String) -> String {
    let set = plan.written.record.overrides
    return "\(asked), \(plan.written.record.status)"
      + (set.isEmpty ? "" : ", with \(set.joined(separator: " "))")
  }
}
