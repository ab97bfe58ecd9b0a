import Components
import Reporting
import SiteFiles
import SiteModel
import EmissionsReport
public import Tabular

/// What a portfolio comes to: its sites in order, what to build in all, and curves over sites.
public struct PortfolioResults: Sendable {
  let sites: [Member]
  let emissions: EmissionsPortfolio
  /// How far the portfolio is, in words.
  let statement: String
  let options: PortfolioPlan.Options
  /// What sites that share limits come to.
  let shared: PortfolioDocument?
  /// How often how many modules are up, where that was asked of just these plans.
  let availability: PortfolioAvailability?

  /// One site, with its answer if there is one.
  struct Member: Sendable {
    let name: String
    let site: String
    let status: String
    let finding: String
    /// Kind of each component by its name, in the order of the site.
    var kinds: [(name: String, kind: String)] = []
    var location: Site.Location?
    var owner: String?
    var group: String?
    /// GPU modules at the site; nil where its load is a series.
    var modules: Double?
    /// Only one that has a dispatch.
    var plan: PortfolioAnswer?
  }

  /// Reads the answers of a portfolio, and writes the emissions tables of each planned year.
  public static func read(
    _ plan: PortfolioPlan, in folder: PortfolioFolder, jobs: Int
  ) async throws(Findings) -> PortfolioResults {
    let registry = try DataFolder(path: plan.options.data, catalogue: .standard).readFactors()
    let writer = SiteEmissions(registry: registry, version: plan.options.version)
    let progress = PortfolioProgress(plan, in: folder)
    let found = await InTurn.map(progress.rows, jobs: jobs) {
      (task, record) in
      read(task, record, plan.options, folder, writer)
    }
    var emissions = EmissionsPortfolio()
    for (_, row) in found { emissions.add(row) }
    return PortfolioResults(
      sites: found.map(\.member), emissions: emissions, statement: progress.text,
      options: plan.options, shared: folder.shared, availability: folder.availability())
  }

  private static func read(
    _ task: PortfolioTask, _ record: PortfolioRecord?, _ options: PortfolioPlan.Options,
    _ folder: PortfolioFolder,
    _ writer: SiteEmissions
  ) -> (member: Member, row: EmissionsPortfolio.Row) {
    let name = task.site.name
    var member = Member(
      name: name, site: task.site.site, status: record?.status.rawValue ?? "to_do",
      finding: record?.finding ?? "")
    guard let site = try? options.read(task.site) else {
      return (member, .init(site: name, without: member.status))
    }
    member.kinds = site.components.map { ($0.name, type(of: $0).kind) }
    (member.location, member.owner, member.group) = (site.location, site.owner, site.group)
    let modules = site.components.loads.compactMap(\.modules)
    member.modules = modules.isEmpty ? nil : modules.reduce(0, +)
    guard let record, record.status.hasPlan,
      let bytes = folder.bytes(of: "plan.json", name), let answer = PortfolioAnswer(bytes)
    else { return (member, .init(site: name, without: member.status)) }
    member.plan = answer
    let path = "\(folder.path)/\(name)"
    do throws(SiteEmissions.Absence) {
      if let years = HorizonDocument(bytes) {
        let written = try SiteEmissions.years(of: years, site, in: path)
        let all = try writer.write(written, of: years, in: path, hourly: false)
        return (member, .init(all, named: name))
      }
      let written = try SiteEmissions.plan(of: site, in: path)
      let tables = try writer.write(written, of: site, in: path, hourly: false)
      return (member, .init(tables, named: name))
    } catch {
      return (member, .init(site: name, without: error.description))
    }
  }

  /// Sites with a dispatch, each with its plan.
  var planned: [(member: Member, plan: PortfolioAnswer)] {
    sites.compactMap { member in member.plan.map { (member, $0) } }
  }

  /// Certificates that more than one site claims, in words.
  public var doubleClaims: [String] { emissions.doubleClaims }
}
