import ArgumentParser

/// Exit statuses in words.
enum ExitStatus {
  /// There is no plan, or none that keeps its promises.
  static let noPlan = ExitCode(1)
  /// The inputs have findings.
  static let findings = ExitCode(2)
  /// The solver stopped before it had an answer.
  static let stopped = ExitCode(3)
  static let usage = ExitCode(64)
  /// Sitemix, or the machine, failed.
  static let fault = ExitCode(70)
  /// A task of a cluster that may go better the next time: EX_TEMPFAIL of sysexits.h.
  static let tryAgain = ExitCode(75)

  /// All of them, as the help, README and the page on the command line have them.
  static let meanings = """
    Exit status: 0 a plan, or all that was asked; 1 no feasible or no certified plan; 2 findings in the input; \
    3 stopped without an answer; 64 wrong use; 70 a fault in the tool or the machine; 75 a task to try again.
    """
}
