import Foundation
import SiteModel

extension OutputFolder {
  /// Writes a result over several years with its page, and returns the site's folder; a stopped run leaves
  /// earlier results and tells of itself in `run.json` alone.
  ///
  /// - Parameter dispatched: years of the horizon, from 1, whose hours are written; nil: of all that are
  ///   modelled.
  @discardableResult
  public func write(
    _ result: HorizonResult, dispatched: [Int]? = nil, page: OutputFile? = nil, site: String
  ) throws(OutputFailure) -> String {
    let files = HorizonFiles.files(for: result, dispatched: dispatched) + (page.map { [$0] } ?? [])
    guard result.plan.status == .stopped else {
      return try write(files, site: site, owned: ResultFiles.owned + ResultFiles.ownedCharts)
    }
    let hasPlan = FileManager.default.fileExists(atPath: "\(folder(of: site))/plan.json")
    return try write(files.filter { $0.name == "run.json" || !hasPlan }, site: site, owned: [])
  }
}
