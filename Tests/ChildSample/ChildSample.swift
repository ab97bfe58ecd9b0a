import ChildProcesses
import Foundation

/// A child process that misbehaves as it is told, for the tests of those that run child processes.
@main
struct ChildSample {
  static func main() async throws {
    let words = CommandLine.arguments.dropFirst()
    let number = words.dropFirst().first.flatMap { Int($0) } ?? 0
    switch words.first {
    case "say":
      FileHandle.standardOutput.write(Data("out \(number)\n".utf8))
      FileHandle.standardError.write(Data("err \(number)\n".utf8))
    case "exit": exit(Int32(number))
    case "signal": kill(getpid(), Int32(number))
    case "sleep": sleep(UInt32(number))
    case "stubborn":
      signal(SIGINT, SIG_IGN)
      sleep(UInt32(number))
    case "flood":
      let line = Data("0123456789abcde\n".utf8)
      for _ in 0..<(number / line.count) { FileHandle.standardOutput.write(line) }
    case "grow": try grow(within: number)
    case "orphan": await orphan(words.last ?? "")
    case "tied":
      try ThisProcess.endWithParent(Int32(number))
      try Data("\(getpid())".utf8).write(to: URL(fileURLWithPath: words.last ?? ""))
      sleep(600)
    default: exit(64)
    }
  }

  /// Takes memory until there is no more.
  private static func grow(within megabytes: Int) throws {
    try ThisProcess.limitMemory(megabytes: megabytes)
    var held: [[Double]] = []
    while held.count < 1_000_000 { held.append([Double](repeating: 1, count: 1_000_000)) }
  }

  /// Starts a child that is tied to this process, and is killed once the child has said its number.
  private static func orphan(_ file: String) async {
    let child = Child(
      executable: CommandLine.arguments[0], arguments: ["tied", "\(getpid())", file])
    _ = await ChildPool(jobs: 1).run([child]) { _ in
      if let said = try? String(contentsOfFile: file, encoding: .utf8), !said.isEmpty {
        kill(getpid(), SIGKILL)
      }
      return .goOn
    }
  }
}
