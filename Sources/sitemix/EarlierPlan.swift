import Foundation
import Reporting
import SiteFiles
import SiteModel
import Tabular

/// The plan of the last optimise, with its site as it was read for that run.
struct EarlierPlan {
  let site: Site
  let written: WrittenPlan
  /// Inputs that are not as they were, and keys that were not set then.
  let changes: [String]
  /// Where the plan stands.
  let folder: String

  /// The name of a site and where its results stand; its folder of results if it is a path.
  static func place(_ place: String, out: String) -> (name: String, out: String) {
    guard place.contains("/") else { return (place, out) }
    let folder = URL(fileURLWithPath: place)
    return (folder.lastPathComponent, folder.deletingLastPathComponent().path)
  }

  /// The plan in a folder of results; exit status 64 where there is none, 2 where it cannot be read.
  ///
  /// The run's own overrides are set again, before those of this command.
  init(named name: String, input: InputOptions, out: String) throws {
    guard !name.isEmpty, name != ".", name != "..", !name.contains("/") else {
      Terminal.reportError(
        "'\(name)' is not the name of a site\nhelp: give the name of a folder in '\(out)', and the path to it as --out"
      )
      throw ExitStatus.usage
    }
    let folder = OutputFolder(path: out).folder(of: name)
    self.folder = folder
    // A run that was killed while it moved its files left the rest to the next.
    OutputFolder(path: out).finish(name)
    let record: PlanDocument
    var renamed: [RenamedKey]
    do throws(PlanDocument.Failure) {
      (record, renamed) = try PlanDocument.read(folder: folder, site: name)
    } catch {
      if let years = try? HorizonDocument.read(folder: folder, site: name) {
        Terminal.reportError(
          "the plan in '\(folder)' is for \(years.years?.count ?? 0) modelled years, and this reads one of a "
            + "year that recurs\nhelp: bills, emissions and hours of its years are in bill.csv, ledger.csv, "
            + "years.csv and dispatch-YYYY.csv (--dispatch) there; make report SITE=\(name) writes its page"
        )
        throw ExitStatus.findings
      }
      if let scenarios = OutputFolder.scenarios(in: folder) {
        Terminal.reportError(
          "the plan in '\(folder)' is for \(scenarios.count) scenarios together, and this reads that of one\n"
            + (scenarios.isEmpty
              ? "help: plan one of them alone: make optimise SITE=\(name) with --in-scenario NAME"
              : "help: name the folder of one: \(folder)/scenarios/\(scenarios[0])"))
        throw ExitStatus.findings
      }
      Terminal.reportError(error.description)
      throw error.isAbsence ? ExitStatus.usage : ExitStatus.findings
    }
    guard record.hasDispatch else {
      Terminal.reportError(
        "the plan in '\(folder)' has no dispatch: its status is \(record.status)\n"
          + "help: make optimise SITE=\(name) says why")
      throw ExitStatus.findings
    }
    var then = input
    then.add(earlier: record.overrides)
    site = try then.readSite(named: record.site).site
    do throws(Findings) {
      let dispatch = try DispatchFile.read("\(folder)/dispatch.csv", of: site)
      written = WrittenPlan(record: record, dispatch: dispatch.plan)
      renamed += dispatch.renamed
    } catch {
      Terminal.reportError(error.text)
      throw ExitStatus.findings
    }
    Self.warn(of: renamed, in: folder, record)
    let edited = record.editedTables(in: folder)
    if !edited.isEmpty {
      let isOne = edited.count == 1
      Terminal.reportError(
        "warning: in '\(folder)' \(edited.joined(separator: ", ")) \(isOne ? "was" : "were") edited after the plan "
          + "was written, and \(isOne ? "is" : "are") read as \(isOne ? "it is" : "they are") now\n"
          + "help: make optimise SITE=\(record.site) writes \(isOne ? "it" : "them") again")
    }
    changes =
      written.changes(since: site) { input.folder.path(of: $0) }
      + input.overrides.map { "\($0) was set" }
  }

  /// One warning for all old names in results.
  private static func warn(of renamed: [RenamedKey], in folder: String, _ record: PlanDocument) {
    guard !renamed.isEmpty else { return }
    let words = renamed.map { "\($0.old) is now \($0.new)" }.joined(separator: ", ")
    let isOfFixedCounts = renamed.contains { $0.old == "count_gap" }
    Terminal.reportError(
      "warning: the results in '\(folder)' have old names: \(words)"
        + (isOfFixedCounts
          ? "; their status '\(record.status)' holds for their counts alone, and gensets run in parts"
          : "") + "\nhelp: make optimise SITE=\(record.site) plans it again")
  }

  /// Says that a figure is of today's inputs rather than of the plan's.
  func warnOfChanges(_ consequence: String) {
    guard !changes.isEmpty else { return }
    Terminal.reportError(
      "warning: since the plan was made \(changes.joined(separator: ", ")); \(consequence)")
  }
}
