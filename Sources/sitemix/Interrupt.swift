import Foundation
import Synchronization

/// Ctrl-C asks the solver to stop at its next line of progress; earlier results stay whole.
enum Interrupt {
  private static let asked = Atomic(false)

  static var isAsked: Bool { asked.load(ordering: .relaxed) }

  /// Listens from now on; a second Ctrl-C ends the process at once.
  static func listen() {
    // Reading it here creates it, so that the handler only stores.
    guard !isAsked else { return }
    signal(SIGINT) { _ in
      if Interrupt.asked.exchange(true, ordering: .relaxed) { _exit(130) }
    }
  }
}
