import Resources
import SiteModel

/// One reading of one site: its findings so far, and each file once.
final class Reading {
  let disk: Disk
  /// The kinds of component that it knows.
  let catalogue: Catalogue
  private(set) var findings: [Finding] = []
  private(set) var inputs: [Site.InputFile] = []
  var defaults: [Site.UsedDefault] = []
  var notes: [String] = []
  private var sources: [String: SourceText?] = [:]
  var seriesFiles: [String: SeriesFile?] = [:]
  var technologies: [String: Technology?] = [:]
  var tariffs: [String: Tariff?] = [:]
  var deflators: Deflators?
  var factors: [EmissionFactor]?
  var hasSoundFactors = true
  /// The modelled steps, once year and step are known.
  var steps: StepCalendar?
  /// The site's weather, once it is read.
  var weather: SiteWeather?
  /// Series that were derived, and the wells that gas was derived from.
  var derived: [SiteResources.Series] = []
  var gas: [SiteResources.Gas] = []
  /// Whether a source of weather was written, well or badly.
  var namesWeather = false
  /// The site's dollar year, once known.
  var dollarYear: Int?
  /// Whether tariffs stay in the dollars of their files.
  var keepsTariffDollars = false

  init(disk: Disk, catalogue: Catalogue = Catalogue([])) {
    self.disk = disk
    self.catalogue = catalogue
  }

  /// Whether anything is wrong.
  var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// Notes a finding once.
  func report(_ finding: Finding) {
    if !findings.contains(finding) { findings.append(finding) }
  }

  /// Notes a finding at a place.
  func report(
    _ message: String, at place: Place, help: String = "", severity: Finding.Severity = .error
  ) {
    report(place.finding(message, help: help, severity: severity))
  }

  /// A file read once, with its digest; what is wrong is reported where the file is named.
  func source(_ path: String, named place: Place?, what: String, help: String) -> SourceText? {
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

  /// Warns of columns that no key names.
  func warnOfUnusedColumns() {
    for input in inputs {
      if let file = seriesFiles[input.path] { file?.warnOfUnused(self) }
    }
  }

  /// All findings in order of file, line and column; equal places in order of discovery.
  var sorted: [Finding] {
    findings.enumerated().sorted { a, b in
      let (left, right) = (a.element, b.element)
      if left.file != right.file { return left.file < right.file }
      return (left.line ?? 0, left.column ?? 0, a.offset) < (
        right.line ?? 0, right.column ?? 0, b.offset
      )
    }.map(\.element)
  }
}
