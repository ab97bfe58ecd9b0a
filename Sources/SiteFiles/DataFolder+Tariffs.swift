public import Tabular
public import TariffFiles

extension DataFolder {
  /// Names of the files in `tariffs`, sorted.
  public func tariffNames() throws(Findings) -> [String] {
    do {
      return try disk.names(in: "tariffs").filter { $0.hasSuffix(".csv") }.map {
        String($0.dropLast(4))
      }
    } catch {
      throw Findings([
        Finding(
          file: "tariffs", message: "there is no folder of tariffs",
          help: "run from the project's folder, or name the data folder")
      ])
    }
  }

  /// A tariff of the folder by its name, without a site.
  public func readTariff(named name: String) throws(Findings) -> TariffSheet {
    let known = try tariffNames()
    guard known.contains(name) else {
      throw Findings([
        Finding(
          file: "tariffs", message: "there is no tariff '\(name)'",
          help: Suggestion.help(for: name, in: known, known: "tariffs"))
      ])
    }
    return try TariffSheet(at: "tariffs/\(name).csv", on: disk)
  }

  /// A tariff from a file of its own.
  public static func readTariff(at path: String) throws(Findings) -> TariffSheet {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let root = path.hasPrefix("/") && folder.isEmpty ? "/" : folder.isEmpty ? "." : folder
    return try TariffSheet(at: String(parts.last ?? ""), on: Disk(root: root))
  }
}
