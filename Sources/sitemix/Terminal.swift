import Foundation
import SiteFiles
import Tabular

/// The terminal, if there is one.
enum Terminal {
  /// Columns of standard output: those of the terminal, else 80.
  static var width: Int {
    var size = winsize()
    let known = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return known ? Int(size.ws_col) : 80
  }

  /// Colour only on a terminal, and never when `NO_COLOR` is set (https://no-color.org).
  static var hasColor: Bool {
    isatty(STDOUT_FILENO) == 1
      && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Text on standard error, in which control characters are written out.
  static func reportError(_ text: String) {
    let text = PrintableText.lines(text)
    FileHandle.standardError.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }
}

/// Text on standard output, in which control characters from files and command lines are written out.
func print(_ text: String = "", terminator: String = "\n") {
  Swift.print(
    PrintableText.lines(text, keepingColor: Terminal.hasColor), terminator: terminator)
}
