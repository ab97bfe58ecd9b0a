import SiteModel
import Tabular

/// What every `plan.json` says of its answer, of what solved it and of what it was made from, whether a year
/// recurs or years follow each other.
public struct PlanFrame: Sendable, Equatable {
  package var schemaVersion = 0
  /// Name of the site.
  package var site = ""
  package var description = ""
  /// How good the answer is: a raw value of `SitePlan.Status`.
  package var status = ""
  package var statement = ""
  package var program = PlanDocument.Program()
  package var solver = PlanDocument.Solver()
  package var calendarRule = ""
  package var dollarYear = 0
  package var realDiscountRate = 0.0
  package var conventions: [String] = []
  package var notModelled: [String] = []
  package var notes: [String] = []
  package var warnings: [String] = []
  package var scenario: String?
  /// Keys that were set for that run: the site is read again with them.
  package var overrides: [String] = []
  package var defaults: [PlanDocument.Default] = []
  package var inputs: [PlanDocument.File] = []
  package var tables: [PlanDocument.File] = []

  /// SHA-256 of each file that was read.
  var digests: [String: String] {
    Dictionary(inputs.map { ($0.file, $0.sha256) }) { first, _ in first }
  }

  /// What begins a document.
  static let answer: [Field<PlanFrame>] = [
    .init("schema_version", \.schemaVersion, "version of this form", isNew: true),
    .init("site", \.site, "name of the site"),
    .init("description", \.description, "the site in words"),
    .init("status", \.status, "how good the answer is"),
    .init("statement", \.statement, "the answer in a sentence"),
  ]

  /// What solved it.
  static let solution: [Field<PlanFrame>] = [
    .init("program", \.program, "size of the linear program"),
    .init("solver", \.solver, "what solved it"),
  ]

  /// What ends a document.
  static let origin: [Field<PlanFrame>] = [
    .init("calendar_rule", \.calendarRule, "how hours are counted"),
    .init("dollar_year", \.dollarYear, "year of all prices"),
    .init("real_discount_rate", \.realDiscountRate, "rate that capital is spread with"),
    .init("conventions", \.conventions, "what the figures mean"),
    .init("not_modelled", \.notModelled, "what is left out"),
    .init("notes", \.notes, "notes of the site"),
    .init("warnings", \.warnings, "findings about the input"),
    .init("scenario", \.scenario, "scenario of the site", isNew: true),
    .init("overrides", \.overrides, "keys that were set for this run"),
    .init("defaults_used", \.defaults, "keys that the site leaves to a default"),
    .init("inputs", \.inputs, "files that were read"),
    .init("tables", \.tables, "tables beside this file", isNew: true),
  ]
}

extension PlanFrame {
  /// Inputs that are not as they were when the plan was made, in words; `path` says where one stands.
  func changes(since site: Site, path: (String) -> String) -> [String] {
    let then = digests
    let paths = Set(site.inputs.map(\.path))
    return site.inputs.compactMap { now in
      guard let digest = then[now.path] else { return "\(path(now.path)) is new" }
      return digest == now.sha256 ? nil : "\(path(now.path)) has changed"
    }
      + inputs.filter { !paths.contains($0.file) }.map { "\(path($0.file)) is no longer used" }
  }

  /// Says what was read, and what was set for the run.
  mutating func tell(_ site: Site, overrides: [String], warnings: [String], planNotes: [String]) {
    (self.site, description) = (site.name, site.description)
    calendarRule = Wording.calendarRule(site.calendar)
    (dollarYear, realDiscountRate) = (site.dollarYear, site.realDiscountRate)
    notModelled = planNotes.filter { !site.notes.contains($0) }
    (notes, scenario) = (site.notes, site.scenario)
    (self.overrides, self.warnings) = (overrides, warnings)
    defaults = site.defaults.map(PlanDocument.Default.init)
    inputs = site.inputs.map { PlanDocument.File($0.path, $0.sha256) }
  }

  /// Says how large the program was, and what solved it.
  mutating func tell(_ figures: RunResult.ProgramFigures, _ solver: RunResult.SolverFigures) {
    (program.rows, program.columns) = (figures.rows, figures.columns)
    program.nonzeros = figures.nonzeros
    (self.solver.name, self.solver.version) = (solver.name, solver.version)
    (self.solver.method, self.solver.iterations) = (solver.method, solver.iterations)
  }
}

extension PlanDocument.Default {
  fileprivate init(_ used: Site.UsedDefault) {
    (component, key, value, origin) = (used.component, used.key, used.value, used.origin)
  }
}
