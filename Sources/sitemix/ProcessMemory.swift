import Foundation

/// What the operating system says of this process.
enum ProcessMemory {
  /// Greatest resident memory so far; nil where the system does not tell.
  static var peakMegabytes: Double? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
      return nil
    }
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kilobytes = line?.split(whereSeparator: { !$0.isNumber }).first
    return kilobytes.flatMap { Double($0) }.map { $0 / 1024 }
  }
}
