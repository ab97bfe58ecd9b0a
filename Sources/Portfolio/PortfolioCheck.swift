import Components
public import SiteFiles
import SiteModel
import Tabular

/// Reads every site of a portfolio before any is solved.
public enum PortfolioCheck {
  /// The plan of a portfolio, in the order of its sites, whatever order they were read in.
  public static func plan(
    _ sites: [PortfolioSite], _ options: PortfolioPlan.Options, jobs: Int
  ) async -> PortfolioPlan {
    PortfolioPlan(
      options: options,
      tasks: await InTurn.map(sites, jobs: jobs) { task(of: $0, options) })
  }

  private static func task(of site: PortfolioSite, _ options: PortfolioPlan.Options)
    -> PortfolioTask
  {
    do throws(Findings) {
      let read = try options.read(site)
      return PortfolioTask(
        site: site, key: key(of: read.inputs, site.overrides, options), findings: nil)
    } catch {
      return PortfolioTask(site: site, key: nil, findings: options.folder.located(error.all).text)
    }
  }

  /// Digest of everything that an answer depends on.
  static func key(
    of inputs: [Site.InputFile], _ overrides: [String], _ options: PortfolioPlan.Options,
    terms: String? = nil
  ) -> String {
    var lines = ["version \(options.version)", "hours \(options.horizonHours ?? 0)"]
    if let solver = options.solver { lines.append("solver \(solver)") }
    if options.isRelaxed == true { lines.append("relaxed") }
    if let terms { lines.append("terms \(terms)") }
    lines += overrides.map { "set \($0)" }
    lines += inputs.map { "input \($0.path) \($0.sha256)" }
    return Digest.sha256(of: Array(lines.joined(separator: "\n").utf8))
  }
}

extension PortfolioPlan.Options {
  /// Where the portfolio's inputs are.
  var folder: DataFolder { DataFolder(path: data, sites: sites, catalogue: .standard) }

  /// A site of the portfolio as it is now.
  func read(_ site: PortfolioSite) throws(Findings) -> Site {
    let read =
      try folder
      .readSite(named: site.site, overrides: site.overrides.map { Override($0) }).site
    guard read.scenariosTogether == nil else {
      throw Findings([
        Finding(
          file: "sites/\(site.site)/site.yaml",
          message:
            "'\(site.site)' is planned for scenarios together, which a portfolio does not do yet",
          help:
            "take scenarios_together out of the site file, into a scenario of its folder scenarios")
      ])
    }
    return read
  }
}

/// Work on many things, a bounded number at a time, with results in the order of the things.
enum InTurn {
  static func map<Thing: Sendable, Result: Sendable>(
    _ things: [Thing], jobs: Int, _ work: @escaping @Sendable (Thing) -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      var results = [Result?](repeating: nil, count: things.count)
      var next = 0
      func start() {
        guard next < things.count else { return }
        let (index, thing) = (next, things[next])
        group.addTask { (index, work(thing)) }
        next += 1
      }
      for _ in 0..<max(1, jobs) { start() }
      while let (index, result) = await group.next() {
        results[index] = result
        start()
      }
      return results.compactMap { $0 }
    }
  }
}
