/// A process to run: what, with which arguments, and for how long.
public struct Child: Sendable, Equatable {
  /// Path of the program.
  public var executable: String
  /// Arguments after the program's name.
  public var arguments: [String]
  /// Wall time after which the process is ended; nil: as long as it takes.
  public var timeLimit: Duration?

  /// A program, its arguments and its time.
  public init(executable: String, arguments: [String], timeLimit: Duration? = nil) {
    self.executable = executable
    self.arguments = arguments
    self.timeLimit = timeLimit
  }
}

/// How a child process ended, and what it wrote.
public struct ChildReport: Sendable, Equatable {
  /// How it ended.
  public var end: End
  /// What it wrote on standard output.
  public var output: Tail
  /// What it wrote on standard error.
  public var error: Tail
  /// Wall time from start to end.
  public var duration: Duration

  package init(end: End, output: Tail, error: Tail, duration: Duration) {
    self.end = end
    self.output = output
    self.error = error
    self.duration = duration
  }

  /// How a child process can end.
  public enum End: Sendable, Equatable {
    /// By itself, with this status.
    case exited(Int32)
    /// By a signal that it did not ask for.
    case signalled(Int32)
    /// By itself or by a signal, once memory could not be had.
    case outOfMemory
    /// By us, when its time was over.
    case timedOut
    /// By us, when the whole run was to stop.
    case interrupted
    /// It never ran.
    case notStarted(reason: String)
  }

  /// The last bytes of a stream, so that a child which never stops writing fills no memory.
  public struct Tail: Sendable, Equatable {
    /// Most bytes that are kept.
    public static let limit = 1 << 20
    private var bytes: [UInt8] = []
    /// Bytes before those kept.
    public private(set) var omitted = 0

    /// Nothing written yet.
    public init() {}

    /// A text of at most the limit.
    package init(_ text: String) {
      bytes = Array(text.utf8)
      cut()
    }

    /// The bytes kept, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func append(_ more: [UInt8]) {
      bytes += more
      // Cut at twice the limit alone: cutting at each piece would copy everything each time.
      if bytes.count > 2 * Self.limit { cut() }
    }

    mutating func cut() {
      let surplus = max(0, bytes.count - Self.limit)
      bytes.removeFirst(surplus)
      omitted += surplus
    }
  }
}
