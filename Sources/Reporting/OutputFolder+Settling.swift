import Foundation

extension OutputFolder {
  /// Moves a complete folder's files into place and removes what the answer leaves out.
  func settle(_ staging: String, _ site: String) throws(OutputFailure) {
    let manager = FileManager.default
    let path = folder(of: site)
    do {
      let marked = try String(contentsOfFile: "\(staging)/\(Self.mark)", encoding: .utf8)
      try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
      let names = try manager.subpathsOfDirectory(atPath: staging).filter { $0 != Self.mark }
      for name in names.sorted() {
        if Self.isFolder("\(staging)/\(name)") {
          try manager.createDirectory(
            atPath: "\(path)/\(name)", withIntermediateDirectories: true)
        } else {
          try replace("\(path)/\(name)", by: "\(staging)/\(name)")
        }
      }
      for name in marked.split(separator: "\n") {
        let stale = "\(path)/\(name)"
        if manager.fileExists(atPath: stale) { try manager.removeItem(atPath: stale) }
      }
      try manager.removeItem(atPath: staging)
    } catch let fault as OutputFailure {
      throw fault
    } catch {
      throw OutputFailure(path: path, doing: "move the results into place", error)
    }
  }

  /// One atomic move over whatever file was there.
  private func replace(_ target: String, by source: String) throws {
    guard unsafe rename(source, target) == 0 else {
      throw CocoaError(
        errno == EACCES || errno == EROFS ? .fileWriteNoPermission : .fileWriteUnknown)
    }
  }

  /// Finishes what runs of a site left that were killed while they moved their files into place.
  public func finish(_ site: String) { settleInterrupted(site) }

  /// Finishes complete folders of runs that have ended, and removes incomplete ones.
  func settleInterrupted(_ site: String) {
    let manager = FileManager.default
    let prefix = ".\(site)-"
    guard let names = try? manager.contentsOfDirectory(atPath: path) else { return }
    for name in names.sorted() where name.hasPrefix(prefix) {
      let staging = "\(path)/\(name)"
      let run = name.dropFirst(prefix.count).split(separator: "@", maxSplits: 1)
      let parts = run.first?.split(separator: "-") ?? []
      guard parts.count == 2, let process = Int32(parts[0]) else { continue }
      // On a shared disk nobody here can see whether a process of another machine runs.
      let isOurs = run.count == 1 || run[1] == Self.machine
      guard isOurs ? !Self.isRunning(process) : Self.isOld(staging) else { continue }
      if manager.fileExists(atPath: "\(staging)/\(Self.mark)") {
        // If it cannot be finished now, the next run tries again.
        try? settle(staging, site)
      } else {
        try? manager.removeItem(atPath: staging)
      }
    }
  }

  /// Whether nothing was written to a folder for a day: moving files into place takes seconds.
  private static func isOld(_ folder: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: folder)
    guard let changed = attributes?[.modificationDate] as? Date else { return false }
    return changed.timeIntervalSinceNow < -86_400
  }

  private static func isRunning(_ process: Int32) -> Bool {
    process > 0 && (kill(process, 0) == 0 || errno == EPERM)
  }
}
