package import LinearProgramming

/// Told where a plan stands; may ask to stop.
package struct Watch: Sendable {
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

  /// The same watch in a named stage.
  package func during(_ stage: String) -> Watch {
    var watch = Watch(stage: purpose.isEmpty ? stage : "\(purpose): \(stage)", receive: receive)
    watch.purpose = purpose
    return watch
  }

  /// The same watch, whose stages serve a purpose.
  func within(_ purpose: String) -> Watch {
    var watch = self
    watch.purpose = self.purpose.isEmpty ? purpose : "\(self.purpose), \(purpose)"
    return watch
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
