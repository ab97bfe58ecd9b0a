public import SiteModel

/// Everything that one run over scenarios found out: what its files, its summary and its page are made from.
public struct ScenarioResult: Sendable {
  /// The site as it is.
  public var site: Site
  /// What was found.
  public var plan: ScenarioPlan
  /// What each plan costs in each scenario; nil where that was not asked.
  package var regret: RegretTable?
  /// What the certificate says of the joined program, USD; nil where there is no point.
  public var certificate: RunResult.CertificateFigures?
  /// Size of the one program over all scenarios.
  public var program: RunResult.ProgramFigures
  /// Who solved it, and how.
  public var solver: RunResult.SolverFigures
  /// Greatest resident memory of the run; nil where the system does not tell.
  public var peakMemoryMegabytes: Double?
  /// The attempt that gave the plan; nil when none did.
  public var answeredBy: RunResult.AttemptRecord?
  /// Every program solved on the way, with its attempts, in order.
  public var stages: [RunResult.Stage] = []
  /// Versions of the tool and its parts, in order.
  public var versions: [RunResult.Version] = []
  /// Keys that the command line set over the site file, as typed.
  public var overrides: [String] = []
  /// What the user should look into.
  public var warnings: [String] = []

  /// A result with its plan; the rest can be filled in.
  public init(
    site: Site, plan: ScenarioPlan, certificate: RunResult.CertificateFigures?,
    program: RunResult.ProgramFigures, solver: RunResult.SolverFigures
  ) {
    self.site = site
    self.plan = plan
    self.certificate = certificate
    self.program = program
    self.solver = solver
  }

  var hasPlan: Bool { !plan.plans.isEmpty || !plan.horizons.isEmpty }
}

extension RunDocument {
  init(_ result: ScenarioResult) {
    self.init()
    schemaVersion = PlanDocument.version
    (site, status) = (result.site.name, result.plan.status.rawValue)
    versions = Keyed(result.versions.map { ($0.part, $0.version) })
    stages = result.stages.map(Stage.init)
    totalSeconds = stages.reduce(0) { $0 + $1.seconds }
    peakMemory = result.peakMemoryMegabytes
    answeredBy = result.answeredBy.map(Attempt.init)
    (overrides, warnings) = (result.overrides, result.warnings)
  }
}
