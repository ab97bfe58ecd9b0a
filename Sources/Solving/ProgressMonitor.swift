/// Told where a plan stands; may ask to stop.
package struct ProgressMonitor: Sendable {
  /// Where a plan stands.
  package struct State: Sendable {
    package var stage = ""
    package var attempt = 1
    package var iteration = 0
    package var gap: Double?

    package init(iteration: Int, gap: Double? = nil) {
      (self.iteration, self.gap) = (iteration, gap)
    }
  }

  /// The stage that it tells of, with its purpose.
  package private(set) var stage = ""
  private var purpose = ""
  private var attempt = 1
  private let receive: @Sendable (State) -> SolverControl
  private let fault: @Sendable (SolverFault) -> Void

  /// Passes every state on, and every fault of a solver.
  package init(
    _ receive: @escaping @Sendable (State) -> SolverControl = { _ in .goOn },
    faults fault: @escaping @Sendable (SolverFault) -> Void = { _ in }
  ) {
    self.receive = receive
    self.fault = fault
  }

  /// The same monitor in a named stage.
  package func during(_ stage: String) -> ProgressMonitor {
    var monitor = self
    monitor.stage = purpose.isEmpty ? stage : "\(purpose): \(stage)"
    return monitor
  }

  /// The same monitor, whose stages serve a purpose.
  package func within(_ purpose: String) -> ProgressMonitor {
    var monitor = self
    monitor.purpose = self.purpose.isEmpty ? purpose : "\(self.purpose), \(purpose)"
    return monitor
  }

  /// The same monitor at an attempt of its stage.
  func at(attempt: Int) -> ProgressMonitor {
    var monitor = self
    monitor.attempt = attempt
    return monitor
  }

  package func report(_ state: State) -> SolverControl {
    var state = state
    (state.stage, state.attempt) = (stage, attempt)
    return receive(state)
  }

  func report(_ progress: SolverProgress) -> SolverControl {
    report(State(iteration: progress.iteration, gap: progress.gap))
  }

  func report(_ fault: SolverFault) { self.fault(fault) }
}

/// The user asked to stop.
package struct PlanningStop: Error, Sendable {
  package init() {}
}
