import Foundation
import SiteModel
public import Tabular
import TariffFiles

/// A load, weather and tariff that whoever asks for a site has as files, made what a site's folder holds.
public struct SiteFilesOfUser {
  private let folder: String
  private let place: NewSitePlace

  /// The files of a folder; their stamps are of the clock of the place.
  public init(folder: String, at place: NewSitePlace) {
    (self.folder, self.place) = (folder, place)
  }

  /// Reads each file by the beginning of its name, and notes it in the settings of a new site.
  public func take(
    into settings: inout SiteTemplate.Settings
  ) throws(Findings) -> [(path: String, contents: String)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    func named(_ word: String, _ endings: [String]) -> String? {
      names.first { name in
        name.lowercased().hasPrefix(word) && endings.contains { name.lowercased().hasSuffix($0) }
      }
    }
    var files: [(path: String, contents: String)] = []
    if let name = named("load", [".csv", ".xml"]) {
      let load = try load(name)
      settings.load = ("load.csv", load.column)
      files.append(("load.csv", load.csv))
    }
    if let name = named("weather", [".csv", ".epw"]) {
      settings.weather = name
      files.append((name, try text(name)))
    }
    if let name = named("tariff", [".csv", ".json"]) {
      settings.tariff = SiteTemplate.tariffFile
      let text = try text(name)
      files.append(
        (SiteTemplate.tariffFile, name.lowercased().hasSuffix(".json") ? try tariff(name) : text))
    }
    guard files.isEmpty else { return files }
    throw Findings([
      Finding(
        file: folder, message: "the folder holds no load, weather or tariff",
        help: "name them load.csv (or .xml), weather.csv (or .epw) and tariff.csv (or .json)")
    ])
  }

  /// The load as a plain series, and its column.
  private func load(_ name: String) throws(Findings) -> (csv: String, column: String) {
    let calendar = SiteModel.Calendar(
      year: Self.year, daylightSaving: .init(rawValue: place.daylightSaving) ?? .none,
      utcOffsetMinutes: Int(place.utcOffsetHours * 60))
    let made = try SeriesImport.read("\(folder)/\(name)", calendar: calendar)
    let header = made.csv.split(separator: "\n").first { !$0.hasPrefix("#") } ?? ""
    let columns = header.split(separator: ",").dropFirst().map(String.init)
    guard let column = columns.first(where: { $0.hasSuffix("_kw") || $0.hasSuffix("_mw") }) else {
      throw Findings([
        Finding(
          file: "\(folder)/\(name)", message: "no column names kW or MW",
          help: "name the unit in the column's header, such as load_kw")
      ])
    }
    return (made.csv, column)
  }

  static let year = 2025

  private func tariff(_ name: String) throws(Findings) -> String {
    let bytes = Array(try text(name).utf8)
    return try RateImport.read(bytes, file: "\(folder)/\(name)", dollarYear: nil).csv
  }

  private func text(_ name: String) throws(Findings) -> String {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
      throw Findings([
        Finding(file: "\(folder)/\(name)", message: "the file cannot be read", help: "")
      ])
    }
    return String(decoding: data, as: UTF8.self)
  }
}
