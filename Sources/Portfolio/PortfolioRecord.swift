/// How one site of a portfolio ended; one small file a site, written whole when it ends.
public struct PortfolioRecord: Sendable, Equatable, Codable {
  /// Name of the site in the portfolio.
  public var name: String
  /// Digest of what was solved: another digest means that it is to be solved again.
  public var key: String
  /// How it ended.
  public var status: Status
  /// Wall time of its process.
  public var seconds: Double
  /// Greatest memory of its process, as it reported itself.
  public var peakMegabytes: Double?
  /// Digest of its `plan.json`; nil where it has no answer.
  public var planDigest: String?
  /// What happened, in one line.
  public var finding: String

  package init(
    name: String, key: String, status: Status, seconds: Double, peakMegabytes: Double?,
    planDigest: String?, finding: String
  ) {
    self.name = name
    self.key = key
    self.status = status
    self.seconds = seconds
    self.peakMegabytes = peakMegabytes
    self.planDigest = planDigest
    self.finding = finding
  }

  /// How a site can end: the statuses of a plan, and what can happen to its process.
  public enum Status: String, Sendable, Codable, CaseIterable {
    case optimal
    case nearOptimal = "near_optimal"
    case feasible
    case uncertified, infeasible, unbounded
    /// No answer within the solver's tries.
    case stopped
    /// Its input cannot be solved.
    case findings
    /// Its results contradict themselves, or could not be written.
    case fault
    /// Its process ended by a signal or in a way of its own.
    case crashed
    case timedOut = "timed_out"
    case outOfMemory = "out_of_memory"

    /// Whether it is an answer, good or bad, that solving again would only repeat.
    public var isAnswer: Bool {
      switch self {
      case .optimal, .nearOptimal, .feasible, .uncertified, .infeasible, .unbounded: true
      case .stopped, .findings, .fault, .crashed, .timedOut, .outOfMemory: false
      }
    }

    /// Whether there is a plan that keeps its promises.
    public var isGood: Bool { [.optimal, .nearOptimal, .feasible].contains(self) }

    /// Whether there is a dispatch to count.
    public var hasPlan: Bool { [.optimal, .nearOptimal, .feasible, .uncertified].contains(self) }
  }
}
