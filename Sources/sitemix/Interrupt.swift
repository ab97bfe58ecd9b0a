import ArgumentParser
import ChildProcesses

/// SIGINT (Ctrl-C), SIGTERM, SIGHUP and SIGQUIT.
///
/// Results are replaced as a whole and answers of a sweep are kept one by one, so that a command may end
/// anywhere. One that has child processes first ends those.
enum Interrupt {
  /// From now on such a signal ends this process at once, with exit status 3 and a sentence.
  static func endAtOnce() { ThisProcess.endOnSignals(status: ExitStatus.stopped.rawValue) }

  /// From now on one is noted, for a command that ends its child processes; a second ends at once.
  static func listen() { ThisProcess.noteSignals(status: ExitStatus.stopped.rawValue) }

  static var isAsked: Bool { ThisProcess.hasNotedSignal }
}
