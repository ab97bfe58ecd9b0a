package import LinearProgramming

/// Told where a plan stands; may ask to stop.
package struct ProgressMonitor: Sendable {
  /// Where a plan stands.
  package struct State: Sendable {
    package var stage = ""
    package var `try` = 1
    package var iteration = 0
    package var gap: Double?
  }

  /// The stage that it tells of, with its purpose.
  let stage: String
  private var purpose = ""
  private let receive: @Sendable (State) -> SolverControl

  /// Passes every state on.
  package init(_ receive: @escaping @Sendable (State) -> SolverControl = { _ in .goOn }) {
    stage = ""
    self.receive = receive
  }

  private init(stage: String, receive: @escaping @Sendable (State) -> SolverControl) {
    self.stage = stage
    self.receive = receive
  }

  /// The same monitor in a named stage.
  package func during(_ stage: String) -> ProgressMonitor {
    var monitor = ProgressMonitor(
      stage: purpose.isEmpty ? stage : "\(purpose): \(stage)", receive: receive)
    monitor.purpose = purpose
    return monitor
  }

  /// The same monitor, whose stages serve a purpose.
  func within(_ purpose: String) -> ProgressMonitor {
    var monitor = self
    monitor.purpose = self.purpose.isEmpty ? purpose : "\(self.purpose), \(purpose)"
    return monitor
  }

  func report(_ state: State) -> SolverControl {
    var state = state
    state.stage = stage
    return receive(state)
  }
}

/// The user asked to stop.
package struct PlanningStop: Error, Sendable {
  package init() {}
}
