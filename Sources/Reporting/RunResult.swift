public import SiteModel

/// Everything that one run found out: what the files, the summary and the exit status are made from.
public struct RunResult: Sendable {
  /// What was read.
  public var site: Site
  /// What was found.
  public var plan: SitePlan
  /// Absent when there is no point to certify.
  public var certificate: CertificateFigures?
  /// The natural program's size.
  public var program: ProgramFigures
  /// Who solved it, and how.
  public var solver: SolverFigures
  /// Greatest resident memory of the run; nil where the system does not tell.
  public var peakMemoryMegabytes: Double?
  /// The try that gave the plan; nil when none did.
  public var answeredBy: AttemptRecord?
  /// Every program solved on the way, with its tries, in order.
  public var stages: [Stage] = []
  /// What simulated outages show of the plan; nil where none were simulated.
  public var uptime: UptimeResult?
  /// What the plan's money is set beside; nil where nothing is named.
  package var reference: FinanceReport.Reference?
  /// Versions of the tool and its parts, in order.
  public var versions: [Version] = []
  /// Keys that the command line set over the site file, as typed.
  public var overrides: [String] = []
  /// What the user should look into.
  public var warnings: [String] = []

  /// A result with its plan; the rest can be filled in.
  public init(
    site: Site, plan: SitePlan, certificate: CertificateFigures?, program: ProgramFigures,
    solver: SolverFigures
  ) {
    self.site = site
    self.plan = plan
    self.certificate = certificate
    self.program = program
    self.solver = solver
  }

  /// What the certificate says about the printed numbers.
  public struct CertificateFigures: Sendable, Equatable {
    /// USD a year.
    public var objective: Double
    /// Certified lower bound, USD a year.
    public var lowerBound: Double
    /// Greatest relative violation of a row.
    public var primalResidual: Double
    /// Greatest relative violation of a reduced cost.
    public var dualResidual: Double
    /// Cost above the lower bound, relative to the gross cost.
    public var relativeGap: Double
    /// Whether residuals and gap are within their limits.
    public var passed: Bool

    /// Figures of the natural program.
    public init(
      objective: Double, lowerBound: Double, primalResidual: Double, dualResidual: Double,
      relativeGap: Double, passed: Bool
    ) {
      self.objective = objective
      self.lowerBound = lowerBound
      self.primalResidual = primalResidual
      self.dualResidual = dualResidual
      self.relativeGap = relativeGap
      self.passed = passed
    }
  }

  /// Size of the natural program.
  public struct ProgramFigures: Sendable, Equatable {
    /// Rows of the natural program.
    public var rows: Int
    /// Columns of the natural program.
    public var columns: Int
    /// Entries of the natural program.
    public var nonzeros: Int

    /// Rows, columns and entries.
    public init(rows: Int, columns: Int, nonzeros: Int) {
      self.rows = rows
      self.columns = columns
      self.nonzeros = nonzeros
    }
  }

  /// Who solved it, and how.
  public struct SolverFigures: Sendable, Equatable {
    /// What it is called.
    public var name: String
    /// Its version.
    public var version: String
    /// Which algorithm.
    public var method: String
    /// Iterations used.
    public var iterations: Int

    /// The solver of the accepted attempt.
    public init(name: String, version: String, method: String, iterations: Int) {
      self.name = name
      self.version = version
      self.method = method
      self.iterations = iterations
    }
  }

  /// One attempt at it.
  public struct AttemptRecord: Sendable, Equatable {
    /// Whole, without some components, or what those are worth.
    public var subject: String
    /// Which algorithm.
    public var method: String
    /// Steps in a block of the stretched program; nil when nothing was stretched.
    public var blockLength: Int?
    /// How the matrix was scaled.
    public var scaling: String
    /// What the solver believed.
    public var verdict: String
    /// Iterations used.
    public var iterations: Int
    /// Greatest relative violation of a row.
    public var primalResidual: Double
    /// Cost above the lower bound, relative to the gross cost.
    public var relativeGap: Double
    /// Wall time.
    public var seconds: Double

    /// What one attempt did.
    public init(
      subject: String, method: String, blockLength: Int?, scaling: String, verdict: String,
      iterations: Int, primalResidual: Double, relativeGap: Double, seconds: Double
    ) {
      self.subject = subject
      self.method = method
      self.blockLength = blockLength
      self.scaling = scaling
      self.verdict = verdict
      self.iterations = iterations
      self.primalResidual = primalResidual
      self.relativeGap = relativeGap
      self.seconds = seconds
    }
  }

  /// One program solved on the way.
  public struct Stage: Sendable, Equatable {
    /// What it is called.
    public var name: String
    /// Wall time.
    public var seconds: Double
    /// Attempts, in order.
    public var attempts: [AttemptRecord]

    /// A program, its time and the attempts at it.
    public init(name: String, seconds: Double, attempts: [AttemptRecord] = []) {
      self.name = name
      self.seconds = seconds
      self.attempts = attempts
    }
  }

  /// The version of one part.
  public struct Version: Sendable, Equatable {
    /// The part that has the version.
    public var part: String
    /// Its version.
    public var version: String

    /// A part and its version.
    public init(part: String, version: String) {
      self.part = part
      self.version = version
    }
  }
}
