import Foundation

/// One line on a terminal's standard error that says how far the run is; nothing in a pipe.
public struct ProgressLine: Sendable {
  /// Whether anything is shown.
  public let isShown: Bool
  private let site: String
  private let begin: ContinuousClock.Instant
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

  /// Rewrites the line.
  public func show(stage: String, iteration: Int? = nil, gap: Double? = nil) {
    guard isShown else { return }
    let elapsed = begin.duration(to: .now)
    let seconds = Double(elapsed.components.seconds)
    write(
      "\r\u{1B}[2K"
        + Self.text(site: site, stage: stage, iteration: iteration, gap: gap, seconds: seconds))
  }

  /// Takes the line away.
  public func finish() {
    if isShown { write("\r\u{1B}[2K") }
  }

  /// What the line says, within 79 columns.
  public static func text(
    site: String, stage: String, iteration: Int?, gap: Double?, seconds: Double
  ) -> String {
    var parts = ["\(site): \(stage)"]
    if let iteration { parts.append("iteration \(iteration)") }
    if let gap { parts.append("gap \(FigureText.scientific(gap))") }
    parts.append("\(FigureText.grouped(seconds)) s")
    return String(parts.joined(separator: ", ").prefix(79))
  }
}
