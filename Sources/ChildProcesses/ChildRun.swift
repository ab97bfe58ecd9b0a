import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// One child process from start to end.
enum ChildRun {
  private enum Event: Sendable {
    case ended(ChildReport)
    case timeIsOver
  }

  /// Runs a child to its end. Cancelling the task interrupts it and, after a while, kills it.
  static func report(of child: Child, grace: Duration) async -> ChildReport {
    await withTaskGroup(of: Event.self) { group in
      group.addTask { .ended(await run(child, grace)) }
      if let limit = child.timeLimit {
        group.addTask {
          // Cut short when the child has ended or everything is to stop: then it says nothing.
          try? await Task.sleep(for: limit)
          return .timeIsOver
        }
      }
      var isOutOfTime = false
      var report = ChildReport(
        end: .interrupted, output: .init(), error: .init(), duration: .zero)
      for await event in group {
        switch event {
        case .ended(let ended):
          report = ended
          if isOutOfTime, report.end == .interrupted { report.end = .timedOut }
        case .timeIsOver:
          if !Task.isCancelled { isOutOfTime = true }
        }
        group.cancelAll()
      }
      return report
    }
  }

  private static func run(_ child: Child, _ grace: Duration) async -> ChildReport {
    var options = PlatformOptions()
    // A group of its own: Ctrl-C on the terminal is for us, and we tell the children.
    options.processGroupID = 0
    options.teardownSequence = [.send(signal: .interrupt, allowedDurationToNextStep: grace)]
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let result = try await Subprocess.run(
        .path(FilePath(child.executable)), arguments: Arguments(child.arguments),
        // A crash is told by its signal; a trace would take seconds and more memory than allowed.
        environment: .inherit.updating(["SWIFT_BACKTRACE": "enable=no"]),
        platformOptions: options, input: .none, output: .sequence, error: .sequence
      ) { execution in
        async let output = tail(of: execution.standardOutput)
        async let error = tail(of: execution.standardError)
        return await (output, error)
      }
      let (output, error) = result.closureResult
      return ChildReport(
        end: end(result.terminationStatus, error), output: output, error: error,
        duration: clock.now - start)
    } catch {
      return ChildReport(
        end: Task.isCancelled ? .interrupted : .notStarted(reason: "\(error)"), output: .init(),
        error: .init(), duration: clock.now - start)
    }
  }

  private static func tail(of stream: SubprocessOutputSequence) async -> ChildReport.Tail {
    var tail = ChildReport.Tail()
    do {
      for try await buffer in stream {
        tail.append(unsafe buffer.withUnsafeBytes { unsafe [UInt8]($0) })
      }
    } catch {
      // The stream was cut off with the child; what came before is kept.
    }
    tail.cut()
    return tail
  }

  private static func end(
    _ status: TerminationStatus, _ error: ChildReport.Tail
  ) -> ChildReport.End {
    if status.isSuccess { return .exited(0) }
    if Task.isCancelled { return .interrupted }
    if tellsOfNoMemory(error.text) { return .outOfMemory }
    switch status {
    case .exited(let code): return .exited(code)
    case .signaled(let signal): return .signalled(signal)
    }
  }

  /// The last words of Swift's runtime, of C++ and of GLPK (`glp_alloc`) without memory.
  private static func tellsOfNoMemory(_ text: String) -> Bool {
    ["failed to allocate", "std::bad_alloc", "no memory available"].contains { text.contains($0) }
  }
}
