package import SiteModel

/// Reads the files of one input: each once, with everything that is wrong with them.
///
/// What an input needs to know besides, as a site its components, a class of its own adds.
open class InputReader {
  package let disk: Disk
  package private(set) var findings: [Finding] = []
  /// The files read, with their digests.
  package private(set) var inputs: [Site.InputFile] = []
  /// What a reader of the results should know of the input.
  package var notes: [String] = []
  /// The modelled steps, once year and step are known.
  package var steps: StepCalendar?
  private var sources: [String: SourceText?] = [:]

  /// A reader that has read nothing yet.
  package init(disk: Disk) { self.disk = disk }

  /// Whether anything is wrong.
  package var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// Notes a finding once.
  package func report(_ finding: Finding) {
    if !findings.contains(finding) { findings.append(finding) }
  }

  /// Notes a finding at a place.
  package func report(
    _ message: String, at place: Place, help: String = "", severity: Finding.Severity = .error
  ) {
    report(place.finding(message, help: help, severity: severity))
  }

  /// A file read once, with its digest; what is wrong is reported where the file is named.
  package func source(_ path: String, named place: Place?, what: String, help: String)
    -> SourceText?
  {
    if let known = sources[path] { return known }
    var source: SourceText?
    do {
      let bytes = try disk.bytes(of: path)
      source = SourceText(path: path, bytes: bytes)
      inputs.append(Site.InputFile(path: path, sha256: Digest.sha256(of: bytes)))
    } catch {
      let message =
        switch error {
        case .missing: "there is no \(what) '\(path)'"
        case .folder: "'\(path)' is a folder, not a file"
        case .special: "'\(path)' is not a regular file"
        case .outside: "'\(path)' lies outside the data folder"
        case .unreadable: "'\(path)' cannot be read"
        case .tooLarge: "'\(path)' is larger than 256 MB"
        }
      let text = error == .missing ? help : error == .unreadable ? "check its permissions" : ""
      if let place {
        report(message, at: place, help: text)
      } else {
        report(Finding(file: path, message: message, help: text))
      }
    }
    sources[path] = .some(source)
    return source
  }

  /// All findings in order of file, line and column; equal places in order of discovery.
  package var sorted: [Finding] {
    findings.enumerated().sorted { a, b in
      let (left, right) = (a.element, b.element)
      if left.file != right.file { return left.file < right.file }
      return (left.line ?? 0, left.column ?? 0, a.offset) < (
        right.line ?? 0, right.column ?? 0, b.offset
      )
    }.map(\.element)
  }
}
