import Accounting
import ArgumentParser
import EmissionsReport
import Foundation
import Portfolio
import Reporting
import SiteFiles
import SiteModel
import Tabular

extension Emissions {
  /// Reporting years beside their plans, or the planned year as a folder of meters.
  func reported(_ folder: DataFolder) throws {
    if let writeActuals {
      guard let site else {
        throw ValidationError("--write-actuals is of one site: name it")
      }
      let (read, written) = try read(site)
      do throws(SiteEmissions.Absence) {
        try SiteEmissions.writeActuals(written, of: read, to: writeActuals)
      } catch {
        Terminal.reportError(error.description)
        throw ExitStatus.findings
      }
      print("Meters: \(writeActuals)")
    }
    guard let actuals else { return }
    if let site {
      let tables = try write(site, ActualsFolder(path: actuals), folder)
      print("Files: \(out)/\(site)/\(SiteEmissions.reportedFolder)")
      guard tables.actual.audit.passed else { throw ExitStatus.fault }
      return
    }
    try reportedAll(actuals, folder)
  }

  /// The reporting year of a site.
  private func write(_ name: String, _ actuals: ActualsFolder, _ folder: DataFolder) throws
    -> ReportedTables
  {
    let (site, written) = try read(name)
    let emissions = SiteEmissions(registry: try factors(folder), version: Sitemix.version)
    tellOfHours(in: "\(out)/\(name)/\(SiteEmissions.reportedFolder)")
    do {
      let (tables, warnings) = try emissions.write(
        written, of: site, in: "\(out)/\(name)", actuals: actuals, hourly: hourly)
      if !warnings.isEmpty { Terminal.reportError(Findings(warnings).text) }
      print(tables.text)
      return tables
    } catch let findings as Findings {
      Terminal.reportError(findings.text)
      throw ExitStatus.findings
    } catch let absence as SiteEmissions.Absence {
      Terminal.reportError("fault: \(absence)")
      throw ExitStatus.fault
    }
  }

  /// The reporting years of all sites that have a folder of meters, under one boundary.
  private func reportedAll(_ path: String, _ folder: DataFolder) throws {
    let shared: [String: String]
    do throws(Findings) {
      shared = try ActualsFolder.shared(path)
    } catch {
      Terminal.reportError(error.text)
      throw ExitStatus.findings
    }
    var portfolio = ReportedPortfolio()
    for name in try folder.siteNames() {
      let own = "\(path)/\(name)"
      guard FileManager.default.fileExists(atPath: own) else {
        portfolio.add(without: name)
        continue
      }
      let tables = try write(name, ActualsFolder(path: own, shared: shared), folder)
      portfolio.add(tables)
      print("")
    }
    guard portfolio.problems.isEmpty else {
      Terminal.reportError(portfolio.problems.map { "error: \($0)" }.joined(separator: "\n"))
      throw ExitStatus.findings
    }
    for (file, bytes) in portfolio.files {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(out)/\(file)"), options: .atomic)
    }
    print("All sites: " + portfolio.files.map { "\(out)/\($0.name)" }.joined(separator: ", "))
    guard portfolio.passed else { throw ExitStatus.fault }
  }
}
