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

  /// The data folder at a path; its sites may have a folder of their own.
  package init(root: String, sites: String? = nil) {
    self.root = root
    self.sites = sites
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
    URL(fileURLWithPath: location(relative)).resolvingSymlinksInPath().standardizedFileURL.path
  }

  /// Where a path stands: sites may have a folder of their own.
  package func location(_ relative: String) -> String {
    guard let sites, isInSites(relative) else { return root + "/" + relative }
    return sites + relative.dropFirst("sites".count)
  }

  private func isInSites(_ relative: String) -> Bool {
    relative == "sites" || relative.hasPrefix("sites/")
  }

  /// Whether a path still lies in a folder after all symbolic links.
  package func contains(_ relative: String, in folder: String) -> Bool {
    resolved(relative).hasPrefix(resolved(folder) + "/")
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
    guard contains(relative, in: sites != nil && isInSites(relative) ? "sites" : "") else {
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
      return try FileManager.default.contentsOfDirectory(atPath: resolved(relative)).sorted()
    } catch {
      throw .unreadable
    }
  }
}
