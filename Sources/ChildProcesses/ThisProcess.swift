import CProcess

/// Limits that a child process sets on itself.
public enum ThisProcess {
  /// The system's error number when it refuses.
  public struct Refusal: Error, Equatable, Sendable {
    /// A value of `errno`.
    public let code: Int32
  }

  /// Limits this process's address space (RLIMIT_AS): memory beyond it cannot be had.
  public static func limitMemory(megabytes: Int) throws(Refusal) {
    let code = sitemix_process_limit_memory(UInt64(max(0, megabytes)) << 20)
    guard code == 0 else { throw Refusal(code: code) }
  }

  /// Lets this process be killed when its parent ends, or at once if another is its parent by now.
  ///
  /// Linux ties it to the parent's thread that started it: `ChildPool` starts children from one that
  /// lasts as long as the parent. Others may not.
  public static func endWithParent(_ parent: Int32) throws(Refusal) {
    let code = sitemix_process_end_with(parent)
    guard code == 0 else { throw Refusal(code: code) }
  }

  /// From now on SIGINT, SIGTERM, SIGHUP and SIGQUIT end this process at once with an exit status, and it says
  /// so; those that were ignored when it began, as nohup asks, stay so.
  public static func endOnSignals(status: Int32) { sitemix_process_end_on_signals(status) }

  /// From now on the first of these signals is only noted; a second ends this process.
  public static func noteSignals(status: Int32) { sitemix_process_note_signals(status) }

  /// Whether one was noted.
  public static var hasNotedSignal: Bool { sitemix_process_noted_signal() != 0 }
}
