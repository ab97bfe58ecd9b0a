import ArgumentParser
import Components
import Foundation
import SiteFiles

/// Where the data folder is, where nobody names it.
enum DataPlace {
  /// The folder that SITEMIX_DATA names; else `data` in this folder, if it is there; else the one that was
  /// installed beside the executable.
  static let standard: String = {
    let named = ProcessInfo.processInfo.environment["SITEMIX_DATA"] ?? ""
    if !named.isEmpty { return named }
    if isFolder("data") { return "data" }
    return installed.flatMap { isFolder($0) ? $0 : nil } ?? "data"
  }()

  /// `share/sitemix` beside the folder of the executable, links followed.
  static let share: String? = Bundle.main.executablePath.map {
    URL(fileURLWithPath: $0).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "share/sitemix").path
  }

  private static let installed = share.map { $0 + "/data" }

  /// Own sites of whoever uses a data folder elsewhere, without naming it, stand in `sites` of the folder that
  /// they work in.
  static func ownSites(beside data: String) -> String? {
    data == standard && data != "data" ? "sites" : nil
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}

/// Where the inputs are.
struct DataOptions: ParsableArguments {
  @Option(
    name: .long,
    help:
      "Folder with sites, tariffs and technologies; else SITEMIX_DATA, ./data or the installed one."
  )
  var data = DataPlace.standard

  @Option(name: .long, help: "Folder of sites, where it is not that in the data folder.")
  var sites: String?

  var folder: DataFolder {
    DataFolder(
      path: data, sites: sites, ownSites: sites == nil ? DataPlace.ownSites(beside: data) : nil,
      catalogue: .standard)
  }

  /// The same on a command line.
  var arguments: [String] { ["--data", data] + (sites.map { ["--sites", $0] } ?? []) }
}
