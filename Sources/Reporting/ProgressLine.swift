import Foundation

/// One line on a terminal's standard error that says how far the run is; nothing in a pipe.
public struct ProgressLine: Sendable {
  /// Whether anything is shown.
  public let isShown: Bool
  private let site: String
  private let begin: ContinuousClock.Instant
  private let pace = SolvingPace()
  private let write: @Sendable (String) -> Void

  /// A line on standard error, shown if that is a terminal.
  public init(site: String, isOn: Bool = true) {
    self.init(site: site, isShown: isOn && isatty(STDERR_FILENO) == 1) { text in
      FileHandle.standardError.write(Data(text.utf8))
    }
  }

  /// A line that goes elsewhere.
  public init(site: String, isShown: Bool, write: @escaping @Sendable (String) -> Void) {
    self.site = site
    self.isShown = isShown
    self.write = write
    begin = .now
  }

  /// Rewrites the line; with how much is done, also with the time that is left.
  public func show(
    stage: String, iteration: Int? = nil, gap: Double? = nil, done: (count: Int, of: Int)? = nil
  ) {
    guard isShown else { return }
    let seconds = begin.duration(to: .now) / .seconds(1)
    let left =
      if let done { Self.secondsLeft(done: done.count, of: done.of, after: seconds) } else {
        gap.flatMap { pace.secondsLeft(stage: stage, gap: $0, at: seconds) }
      }
    write(
      "\r\u{1B}[2K"
        + Self.text(
          site: site, stage: stage, iteration: iteration, gap: gap,
          seconds: seconds.rounded(.down), left: left))
  }

  /// What is left of pieces that take about the same time each; nil before the first is done.
  public static func secondsLeft(done: Int, of all: Int, after seconds: Double) -> Double? {
    done > 0 && done < all ? seconds / Double(done) * Double(all - done) : nil
  }

  /// Takes the line away.
  public func finish() {
    if isShown { write("\r\u{1B}[2K") }
  }

  /// What the line says, within 79 columns.
  public static func text(
    site: String, stage: String, iteration: Int?, gap: Double?, seconds: Double,
    left: Double? = nil
  ) -> String {
    var parts: [String] = []
    if let iteration { parts.append("iteration \(iteration)") }
    if let gap { parts.append("gap \(FigureText.scientific(gap))") }
    parts.append("\(FigureText.grouped(seconds)) s")
    if let left {
      parts.append(left < 90 ? "\(Int(left)) s left" : "\(Int(left / 60) + 1) min left")
    }
    let figures = parts.joined(separator: ", ")
    // A long stage gives way: how far the run is says more.
    return "\("\(site): \(stage)".prefix(max(0, 77 - figures.count))), \(figures)"
  }
}
