internal import Solving

/// Reads GLPK's terminal output as it comes, and asks the caller whether to go on.
final class GLPKMonitor {
  private let progress: (@Sendable (SolverProgress) -> SolverControl)?
  private var line = ""
  /// The last line but blank ones: the reason, when GLPK breaks down.
  private(set) var lastWords = "no message"
  private(set) var iterations = 0

  init(_ progress: (@Sendable (SolverProgress) -> SolverControl)?) {
    self.progress = progress
  }

  /// Takes a piece of output; returns whether GLPK should stop.
  func take(_ text: String) -> Bool {
    var stop = false
    for character in text {
      if character.isNewline {
        if close() { stop = true }
      } else {
        line.append(character)
      }
    }
    return stop
  }

  private func close() -> Bool {
    defer { line = "" }
    let words = line.split(separator: " ")
    guard !words.isEmpty else { return false }
    // GLPK: behind the reason comes the place in its own source.
    if !words.starts(with: ["Error", "detected"]) { lastWords = words.joined(separator: " ") }
    guard let report = Self.report(in: words) else { return false }
    iterations = max(iterations, report.iteration)
    return progress?(report) == .stop
  }

  /// Lines such as `  7: obj = 1.5e+03; rpi = 1.0e-02; rdi = 2.0e-03; gap = 3.0e-01` (interior
  /// point) and `*   120: obj = 1.5e+03 inf = 0.0e+00 (3)` (simplex).
  static func report(in line: [Substring]) -> SolverProgress? {
    var words = line[...]
    if let first = words.first, first == "*" || first == "#" { words = words.dropFirst() }
    guard var number = words.first, number.last == ":", words.dropFirst().first == "obj" else {
      return nil
    }
    number = number.dropLast()
    if let mark = number.first, mark == "*" || mark == "#" { number = number.dropFirst() }
    guard let iteration = Int(number) else { return nil }
    var gap: Double?
    if let place = words.firstIndex(of: "gap"), place + 2 < words.endIndex {
      gap = Double(words[place + 2])
    }
    return SolverProgress(iteration: iteration, gap: gap)
  }
}
