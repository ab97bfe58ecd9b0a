#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The data folder on disk; the only file that touches the file system.
package struct Disk: Sendable {
  let root: String
  /// The folder of sites where it is not `sites` below the root.
  var sites: String?
  /// A folder of sites that come before those of the root.
  var ownSites: String?

  /// The data folder at a path; its sites may have a folder of their own, or some of them.
  package init(root: String, sites: String? = nil, ownSites: String? = nil) {
    self.root = root
    self.sites = sites
    self.ownSites = ownSites
  }

  /// Why a file cannot be read.
  package enum Trouble: Error {
    case missing, folder, special, outside, unreadable, tooLarge
  }

  /// What stands at a path.
  package enum Item {
    case missing, folder, file, special
  }

  private static let greatestSize = 256_000_000

  /// The path without symbolic links.
  private func resolved(_ relative: String) -> String {
    Self.withoutLinks(location(relative))
  }

  private static func withoutLinks(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }

  /// Where a path stands: sites may have a folder of their own.
  package func location(_ relative: String) -> String {
    guard let folder = folderOfSites(for: relative) else { return root + "/" + relative }
    return folder + relative.dropFirst("sites".count)
  }

  /// The folder in which the site of a path stands, where it is not `sites` below the root.
  private func folderOfSites(for relative: String) -> String? {
    guard isInSites(relative) else { return nil }
    let parts = relative.split(separator: "/")
    if let ownSites, parts.count > 1,
      FileManager.default.fileExists(atPath: "\(ownSites)/\(parts[1])/site.yaml")
    {
      return ownSites
    }
    return sites
  }

  private func isInSites(_ relative: String) -> Bool {
    relative == "sites" || relative.hasPrefix("sites/")
  }

  /// Whether a path still lies in a folder after all symbolic links.
  package func contains(_ relative: String, in folder: String) -> Bool {
    let whole =
      folder == "sites" ? folderOfSites(for: relative).map(Self.withoutLinks) : nil
    return resolved(relative).hasPrefix((whole ?? resolved(folder)) + "/")
  }

  /// What stands at a path relative to the data folder.
  package func item(at relative: String) -> Item {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(relative)),
      let type = attributes[.type] as? FileAttributeType
    else { return .missing }
    switch type {
    case .typeDirectory: return .folder
    case .typeRegular: return .file
    default: return .special
    }
  }

  /// The bytes of a file below the data folder.
  package func bytes(of relative: String) throws(Trouble) -> [UInt8] {
    guard contains(relative, in: folderOfSites(for: relative) != nil ? "sites" : "") else {
      throw .outside
    }
    switch item(at: relative) {
    case .missing: throw .missing
    case .folder: throw .folder
    case .special: throw .special
    case .file: break
    }
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: resolved(relative))) else {
      throw .unreadable
    }
    guard data.count <= Self.greatestSize else { throw .tooLarge }
    return [UInt8](data)
  }

  /// The bytes of a file anywhere.
  package static func bytes(at path: String) throws(Trouble) -> [UInt8] {
    let url = URL(fileURLWithPath: path)
    return try Disk(root: url.deletingLastPathComponent().path).bytes(of: url.lastPathComponent)
  }

  /// Names in a folder, sorted.
  package func names(in relative: String) throws(Trouble) -> [String] {
    guard item(at: relative) == .folder else { throw .missing }
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: resolved(relative))
      guard relative == "sites", let ownSites else { return names.sorted() }
      // A folder that nobody has made holds none.
      let own = (try? FileManager.default.contentsOfDirectory(atPath: ownSites)) ?? []
      return Set(names + own).sorted()
    } catch {
      throw .unreadable
    }
  }
}
