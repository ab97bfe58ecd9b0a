import Portfolio
import Reporting
import SiteFiles
import SiteModel

/// The plan over several years of the last optimise, with its site as it was read for that run.
struct EarlierYears {
  let site: Site
  let document: HorizonDocument
  /// Where the plan stands.
  let folder: String
  /// Inputs that are not as they were, and keys that were not set then.
  let changes: [String]

  /// The plan in a folder of results; nil where there is none, or one of a year that recurs.
  init?(named name: String, input: InputOptions, out: String) throws {
    let results = OutputFolder(path: out)
    // A run that was killed while it moved its files left the rest to the next.
    results.finish(name)
    folder = results.folder(of: name)
    guard let document = try? HorizonDocument.read(folder: folder, site: name) else { return nil }
    guard document.hasPlan else {
      Terminal.reportError(
        "the plan in '\(folder)' builds nothing: its status is \(document.status)\n"
          + "help: make optimise SITE=\(name) says why")
      throw ExitStatus.findings
    }
    var then = input
    then.add(earlier: document.overrides)
    site = try then.readSite(named: document.site).site
    self.document = document
    changes =
      document.changes(since: site) { input.folder.path(of: $0) }
      + input.overrides.map { "\($0) was set" }
  }

  /// The modelled years with their hours; exit status 2 where some are missing.
  var years: [WrittenYear] {
    get throws {
      do throws(SiteEmissions.Absence) {
        return try SiteEmissions.years(of: document, site, in: folder)
      } catch {
        Terminal.reportError(error.description)
        throw ExitStatus.findings
      }
    }
  }

  /// Says that a figure is of today's inputs rather than of the plan's.
  func warnOfChanges(_ consequence: String) {
    guard !changes.isEmpty else { return }
    Terminal.reportError(
      "warning: since the plan was made \(changes.joined(separator: ", ")); \(consequence)")
  }
}
