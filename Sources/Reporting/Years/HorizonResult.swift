import Accounting
public import SiteModel

/// Everything that one run over a horizon found out: what its files, its summary and its page are made from.
public struct HorizonResult: Sendable {
  /// What was read.
  public var site: Site
  /// What was found.
  public var plan: HorizonPlan
  /// What the certificate says of the whole horizon, USD of present value; nil where there is no point.
  public var certificate: RunResult.CertificateFigures?
  /// Size of the one program over all years.
  public var program: RunResult.ProgramFigures
  /// Who solved it, and how.
  public var solver: RunResult.SolverFigures
  /// What was asked besides the plan; nil where nothing was.
  public var answers: HorizonAnswers?
  /// What the plan's money is set beside; nil where nothing is named.
  package var reference: FinanceReport.Reference?
  /// Tables beside those of the plan: what the accounts say of its years.
  package var accounts: [OutputFile] = []
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
    site: Site, plan: HorizonPlan, certificate: RunResult.CertificateFigures?,
    program: RunResult.ProgramFigures, solver: RunResult.SolverFigures
  ) {
    self.site = site
    self.plan = plan
    self.certificate = certificate
    self.program = program
    self.solver = solver
  }
}

extension HorizonPlan {
  /// Whether it says what to build and how each year runs.
  var hasDispatch: Bool { years.contains { $0.plan.hasDispatch } }
}

extension HorizonResult {
  /// What its money comes to after tax; nil without `finance:`.
  package var finance: FinanceReport? {
    FinanceReport(ProjectFinance(plan, of: site), of: site, beside: reference)
  }
}
