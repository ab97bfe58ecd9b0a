import Foundation

/// Results that could not be written; earlier results stand as they were.
public struct OutputFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What could not be written.
  public let path: String
  /// Why, in words.
  public let reason: String

  init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  init(path: String, doing action: String, _ error: any Error) {
    self.path = path
    reason = "cannot \(action): \(Self.cause(of: error))"
  }

  /// What happened and what to do.
  public var description: String {
    "\(path): \(reason); earlier results are unchanged. "
      + "Check the folder's permissions and space, or choose another folder for the results."
  }

  private static func cause(of error: any Error) -> String {
    guard let known = error as? CocoaError else { return "\(error)" }
    switch known.code {
    case .fileWriteNoPermission, .fileReadNoPermission: return "permission denied"
    case .fileWriteVolumeReadOnly: return "the volume is read-only"
    case .fileWriteOutOfSpace: return "no space is left"
    case .fileWriteFileExists: return "a file of that name is in the way"
    case .fileNoSuchFile, .fileReadNoSuchFile: return "the folder above it is missing"
    default: return "the system refused it (error \(known.code.rawValue))"
    }
  }
}
