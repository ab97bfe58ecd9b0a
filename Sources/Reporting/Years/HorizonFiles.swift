import SiteModel

/// The files that tell of a plan over several years.
public enum HorizonFiles {
  /// Names of its tables, and of the hours of any year that a horizon can have.
  package static let names =
    ["builds.csv", "years.csv", "capacities.csv", "load.csv", "costs.csv", "ledger.csv"]
    + (1990..<2140).map(HorizonDocument.dispatchName)

  /// All files of a result but its page: tables only with a plan, findings only when there are any.
  ///
  /// - Parameter dispatched: years of the horizon, from 1, whose hours are written; those that are not modelled
  ///   have none. Nil: of all that are.
  public static func files(for result: HorizonResult, dispatched: [Int]? = nil) -> [OutputFile] {
    var document = HorizonDocument(result)
    let tables =
      (HorizonTables(document: document).files + finance(of: result) + result.accounts
      + dispatches(of: result, dispatched))
      .map { $0.marked(scenario: result.site.scenario) }
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

  private static func finance(of result: HorizonResult) -> [OutputFile] {
    result.finance.map { FinanceTables($0, of: result.site).files } ?? []
  }

  private static func dispatches(of result: HorizonResult, _ wanted: [Int]?) -> [OutputFile] {
    let written = result.plan.years.filter { year in
      (wanted.map { $0.contains(year.position + 1) } ?? true) && year.plan.hasDispatch
    }
    return written.map { year in
      let run = RunResult(
        site: result.site.inYear(from: 12 * year.position), plan: year.plan, certificate: nil,
        program: result.program,
        solver: result.solver)
      return OutputFile(
        name: HorizonDocument.dispatchName(result.plan.horizon.startYear + year.position),
        bytes: Tables(run).dispatch)
    }
  }
}

extension RunDocument {
  init(_ result: HorizonResult) {
    self.init()
    schemaVersion = PlanDocument.version
    (site, status) = (result.site.name, result.plan.status.rawValue)
    versions = Keyed(result.versions.map { ($0.part, $0.version) })
    stages = result.stages.map(Stage.init)
    totalSeconds = stages.reduce(0) { $0 + $1.seconds }
    peakMemory = result.peakMemoryMegabytes
    answeredBy = result.answeredBy.map(Attempt.init)
    (overrides, warnings) = (result.overrides, result.warnings)
    shared = Keyed(ifAny: result.plan.shared)
  }
}
