import Foundation
import SiteModel
import Tabular

/// The files that tell of a plan for several scenarios.
public enum ScenarioFiles {
  /// All files of a result but its page: tables only with a plan, findings only when there are any.
  public static func files(for result: ScenarioResult) -> [OutputFile] {
    var document = ScenarioDocument(result)
    var tables = result.hasPlan ? [years(document), builds(document)] : []
    if let regret = result.regret {
      let text = RegretText(regret, overYears: document.isOverYears)
      tables.append(OutputFile(name: "regret.csv", bytes: text.csv.bytes))
    }
    tables = tables.map { $0.marked(scenario: result.site.scenario) }
    document.frame.tables = tables.map { .init($0.name, Digest.sha256(of: $0.bytes)) }
    var files = [
      OutputFile(name: "plan.json", bytes: document.bytes),
      OutputFile(name: "run.json", bytes: RunDocument(result).bytes),
    ]
    files += tables
    if !result.warnings.isEmpty {
      let text = result.warnings.map { $0 + "\n" }.joined()
      files.append(OutputFile(name: "findings.txt", bytes: Array(text.utf8)))
    }
    return files
  }

  /// `years_together.csv`: the plan in each scenario.
  private static func years(_ document: ScenarioDocument) -> OutputFile {
    let (money, other) =
      document.isOverYears ? ("usd_present_value", "") : ("usd_per_year", "_per_year")
    var table = CSVText(
      header: [
        "scenario", "probability", "status", "cost_\(money)", "cash_\(money)",
        "unserved_value_\(money)", "served_mwh\(other)", "unserved_mwh\(other)",
        "hours_short\(other)", "inside_cap_boundary_t_co2e\(other)",
      ])
    for own in document.scenarios ?? [] {
      table.row([
        .text(own.name), .number(own.probability), .text(own.status), .number(own.cost),
        .number(own.cash), .number(own.unservedValue), .number(own.served),
        .number(own.unserved), .number(own.hoursShort), .number(own.emitted),
      ])
    }
    return OutputFile(name: "years_together.csv", bytes: table.bytes)
  }

  /// `builds_together.csv`: what is built in which scenarios.
  private static func builds(_ document: ScenarioDocument) -> OutputFile {
    var table = CSVText(
      header: [
        "component", "capacity", "what", "month", "date", "scenario", "amount", "unit",
        "in_all_scenarios",
      ])
    for build in document.builds ?? [] {
      for member in build.amounts.members {
        table.row([
          .text(build.component), .text(build.capacity), .text(build.kind),
          build.month.map { .integer($0) } ?? .empty, build.date.map { .text($0) } ?? .empty,
          .text(member.key), .number(member.value), .text(build.unit),
          .text(build.isInAll ? "yes" : "no"),
        ])
      }
    }
    return OutputFile(name: "builds_together.csv", bytes: table.bytes)
  }
}

extension OutputFolder {
  /// Folders of scenarios below a plan for several of them; nil where there is no such plan.
  public static func scenarios(in folder: String) -> [String]? {
    guard let bytes = FileManager.default.contents(atPath: "\(folder)/plan.json") else {
      return nil
    }
    guard let document = ScenarioDocument([UInt8](bytes)) else { return nil }
    let names = (document.scenarios ?? []).map(\.name)
    return names.filter { FileManager.default.fileExists(atPath: "\(folder)/scenarios/\($0)") }
  }

  /// Writes a result over scenarios with its page, and returns the site's folder; a stopped run leaves earlier
  /// results and tells of itself in `run.json` alone.
  @discardableResult
  public func write(
    _ result: ScenarioResult, page: OutputFile? = nil, site: String
  ) throws(OutputFailure) -> String {
    let files = ScenarioFiles.files(for: result) + (page.map { [$0] } ?? [])
    guard result.plan.status == .stopped else {
      return try write(files, site: site, owned: ResultFiles.owned + ResultFiles.ownedCharts)
    }
    let hasPlan = FileManager.default.fileExists(atPath: "\(folder(of: site))/plan.json")
    return try write(files.filter { $0.name == "run.json" || !hasPlan }, site: site, owned: [])
  }
}
