import Accounting
import ArgumentParser
import Foundation
import Reporting
import SiteFiles
import SiteModel
import Tabular

/// `sitemix bill SITE`: prices the plan's imports, or a meter's, under the site's tariff.
struct BillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bill",
    abstract: "Price the imports of a site's plan, or of a meter, under its tariff.",
    discussion: """
      Without --import it reads dispatch.csv of the last optimise. A meter's file has a column of \
      stamps (start) and import_kw or import_mw, or import_kwh or import_mwh for the energy of each step, \
      and exports in the same way, in steps of 15, 30 or 60 minutes; or it is Green Button XML. At most \
      twelve months, also across the new year: best whole ones, of which each is billed as it is, in the \
      dollars of the tariff's own file. What is unusual is converted by import-series. Writes bill.csv.

      A plan over several years has a bill a modelled year, and none before its connection is energised; \
      --year shows the months of one.

      Examples:
        sitemix bill sparks-nevada
        sitemix bill sparks-nevada --import meter.csv
      """)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String?

  @OptionGroup var input: InputOptions

  @Option(name: .customLong("import"), help: "CSV file of a meter, instead of the plan.")
  var meter: String?

  @Option(name: .long, help: "Which grid connection the meter is at, where the site has several.")
  var grid: String?

  @Option(
    name: .long,
    help: "Folder of results, one folder a site within it (with --import notebooks-out/metered).")
  var out: String?

  @Option(
    name: .long, help: "A modelled year of a plan over several: its months, in place of all years.")
  var year: Int?

  @OptionGroup var shown: ShowOptions

  @Flag(name: .long, help: "With --import: in dollars of the site's year, not of the tariff's.")
  var siteDollars = false

  func run() throws {
    guard let site else {
      Terminal.reportError(
        try Sites.listing(of: input.folder, heading: "name a site: make bill SITE=…"))
      throw ExitStatus.usage
    }
    if let meter {
      guard year == nil else { throw ValidationError("--year is of a plan, not of a meter.") }
      try priceMeter(
        meter, try input.readSite(named: site, keepingTariffDollars: !siteDollars).site)
    } else if let years = try EarlierYears(named: site, input: input, out: out ?? "notebooks-out") {
      try price(years, named: site)
    } else {
      try pricePlan(of: site)
    }
  }

  /// The bills of a plan over several years.
  private func price(_ earlier: EarlierYears, named name: String) throws {
    earlier.warnOfChanges("its imports are priced under today's tariff")
    let site = earlier.site
    let years = try earlier.years
    let accounts = HorizonAccounts(years)
    if let year {
      guard
        let own = years.first(where: {
          $0.site.year?.position == year - (site.planningHorizon?.startYear ?? 0)
        })
      else {
        Terminal.reportError(
          "\(year) is not modelled\nhelp: take one of " + years.map(\.name).joined(separator: ", "))
        throw ExitStatus.usage
      }
      tell("\(site.name): the plan's bill of \(own.name), USD of \(site.dollarYear)\n")
      let table = BillTable(
        Bill(site: own.site, plan: own.plan), over: own.plan.horizon, dollarYear: site.dollarYear)
      try shown.show(table.file, table.text(width: Terminal.width))
      say(own.plan.horizon)
    } else {
      tell("\(site.name): the plan's bill by year, USD of \(site.dollarYear)\n")
      try shown.show(accounts.bill, accounts.text(width: Terminal.width))
      if let horizon = years.first?.plan.horizon { say(horizon) }
    }
    for line in HorizonText.energised(site) { tell("\n" + line) }
    try Results.add(
      [accounts.bill], to: out ?? "notebooks-out", site: name, quiet: !shown.isTold,
      scenario: site.scenario)
  }

  private func priceMeter(_ path: String, _ site: Site) throws {
    let grids = site.components.grids
    guard let connection = grid.map({ name in grids.first { $0.name == name } }) ?? grids.first,
      grid != nil || grids.count == 1
    else {
      Terminal.reportError(
        grids.isEmpty
          ? "'\(site.name)' has no grid connection, so there is no tariff"
          : "name the connection: --grid " + grids.map(\.name).joined(separator: " or "))
      throw ExitStatus.usage
    }
    let file: MeterFile
    do throws(Findings) {
      file = try MeterFile.read(path, calendar: site.calendar)
    } catch {
      Terminal.reportError(error.text)
      throw ExitStatus.findings
    }
    let bill = Bill(
      connection, of: site,
      meter: MeterSeries(
        ofYear: file.year, from: file.first, imports: file.imports, exports: file.exports,
        contractCapacity: connection.choosesContractCapacity ? file.imports.max() : nil))
    let own = siteDollars ? nil : connection.tariff.dollarYear
    let table = BillTable(bill, over: file.year, dollarYear: own ?? site.dollarYear)
    if !file.warnings.isEmpty { Terminal.reportError(Findings(file.warnings).text) }
    tell("\(site.name), \(connection.name), \(path): tariff \(connection.tariff.name)")
    tell(Self.dollars(own, connection, site) + "\n")
    for note in file.notes { tell("Read so: \(note).") }
    if !file.notes.isEmpty { tell("") }
    try shown.show(table.file, table.text(width: Terminal.width))
    for line in table.unseen { tell("\n" + line) }
    if connection.choosesContractCapacity {
      tell("The contract capacity is to be chosen; here it is the peak import.")
    }
    try write(table, site, to: out ?? "notebooks-out/metered")
  }

  /// In which dollars a meter is priced.
  private static func dollars(_ own: Int?, _ grid: Grid, _ site: Site) -> String {
    guard let own, own != site.dollarYear else { return "USD of \(site.dollarYear)" }
    let text = "USD of \(own), the tariff's own; with --site-dollars of \(site.dollarYear)"
    let hasSitePrices = grid.exportPrice != nil || grid.tariff.needsIndexPrice
    return text
      + (hasSitePrices ? "; the site's own price series are as they are written" : "")
  }

  private func pricePlan(of name: String) throws {
    let out = self.out ?? "notebooks-out"
    let earlier = try EarlierPlan(named: name, input: input, out: out)
    earlier.warnOfChanges("its imports are priced under today's tariff")
    let (site, plan) = (earlier.site, earlier.written.plan)
    let table = BillTable(
      Bill(site: site, plan: plan), over: plan.horizon, dollarYear: site.dollarYear)
    tell("\(site.name): the plan's bill\n")
    try shown.show(table.file, table.text(width: Terminal.width))
    say(plan.horizon)
    tell("")
    // What the plan cost then says nothing of today's prices.
    let cash = earlier.changes.isEmpty ? earlier.written.record.cashCost : nil
    tell(SavingsText.lines(site: site, plan: plan, cash: cash).joined(separator: "\n"))
    try write(table, site, to: out, origin: AnswerOrigin(of: earlier.written))
  }

  /// A sentence beside the table, where one is wanted.
  private func tell(_ text: String) {
    if shown.isTold { print(text) }
  }

  private func say(_ horizon: Horizon) {
    guard horizon.count != horizon.stepsPerYear else { return }
    let days = Double(horizon.count * horizon.stepMinutes) / 1440
    tell("\nCounted for a year from \(days) days.")
  }

  private func write(
    _ table: BillTable, _ site: Site, to out: String, origin: AnswerOrigin? = nil
  ) throws {
    try Results.add(
      [table.file], to: out, site: site.name, quiet: !shown.isTold, origin: origin,
      scenario: site.scenario)
  }
}
