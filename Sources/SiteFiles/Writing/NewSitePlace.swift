import Foundation
import SiteModel
public import Tabular

/// What holds at a place: the clock, the grid's subregion, a tariff, and the weather of an example near by.
public struct NewSitePlace: Sendable {
  /// Degrees, north positive.
  public let latitude: Double
  /// Degrees, east positive.
  public let longitude: Double
  /// Hours by which standard time is ahead of UTC.
  public let utcOffsetHours: Double
  /// A rule of the local clock, as site.yaml has it.
  public let daylightSaving: String
  /// The city that clock, subregion and tariff are taken from; nil where none is near.
  public let city: String?
  /// A factor table of the subregion, or of the whole country.
  public let factors: String
  /// What is not certain about the factors.
  public let doubt: String?
  /// A tariff of the data folder.
  public let tariff: String?
  /// Voltage of the connection that the tariff is for, kV.
  public let connectionKilovolts: String?
  /// The example site whose hourly prices and coincident peaks the tariff is billed on.
  public let series: String?
  /// An example site near enough for its months and height: `sites/NAME`, in metres.
  public let climate: (site: String, elevation: Double, kilometres: Double)?

  /// Cities further away say nothing of a clock; examples and tariffs further away nothing of a place.
  private static let farthestCity = 800.0
  private static let farthestExample = 250.0

  /// What the data folder knows of a place, degrees north and east.
  public init(latitude: Double, longitude: Double, in folder: DataFolder) throws(Findings) {
    (self.latitude, self.longitude) = (latitude, longitude)
    func kilometres(to other: (Double, Double)) -> Double {
      Self.kilometres(latitude, longitude, other.0, other.1)
    }
    var near: (distance: Double, row: [String: String])?
    for row in try folder.places() {
      guard let north = row["latitude"].flatMap(Double.init),
        let east = row["longitude"].flatMap(Double.init)
      else { continue }
      let distance = kilometres(to: (north, east))
      if distance < near?.distance ?? Self.farthestCity { near = (distance, row) }
    }
    let row = near?.row ?? [:]
    city = row["place"]
    utcOffsetHours = row["utc_offset_hours"].flatMap(Double.init) ?? (longitude / 15).rounded()
    daylightSaving = row["daylight_saving"] ?? "none"
    let tables = Set(try folder.readFactors().map(\.set))
    let edition =
      tables.filter { $0.hasPrefix("egrid-") && $0.hasSuffix("-us") }.max() ?? "egrid-2024-us"
    let subregion = row["egrid_subregion"] ?? ""
    let own = "\(edition.dropLast(2))\(subregion.lowercased())"
    if !subregion.isEmpty, tables.contains(own) {
      (factors, doubt) = (own, nil)
    } else {
      factors = edition
      doubt =
        subregion.isEmpty
        ? "no city of data/places.csv is near: write the factors of this grid"
        : "the mean of the United States: no table of eGRID \(subregion) is shipped"
    }
    let tariffs = try folder.tariffNames()
    let isNear = (near?.distance ?? .infinity) <= Self.farthestExample
    tariff = row["tariff"].flatMap { isNear && tariffs.contains($0) ? $0 : nil }
    let tariffOf: (String) -> String? = { [tariff] key in
      tariff == nil ? nil : row[key].flatMap { $0.isEmpty ? nil : $0 }
    }
    connectionKilovolts = tariffOf("connection_kv")
    series = tariffOf("series_from")
    var example: (site: String, elevation: Double, kilometres: Double)?
    for (site, found) in folder.climates() {
      let distance = kilometres(to: (found.latitude, found.longitude))
      if distance < example?.kilometres ?? Self.farthestExample {
        example = (site, found.elevation, distance)
      }
    }
    climate = example
  }

  /// Great-circle distance by the haversine formula, on a sphere of 6,371 km.
  static func kilometres(
    _ north: Double, _ east: Double, _ otherNorth: Double, _ otherEast: Double
  ) -> Double {
    let degree = Double.pi / 180
    let (up, along) = ((otherNorth - north) * degree, (otherEast - east) * degree)
    let half =
      pow(sin(up / 2), 2)
      + cos(north * degree) * cos(otherNorth * degree) * pow(sin(along / 2), 2)
    return 2 * 6371 * asin(min(1, half.squareRoot()))
  }
}

extension DataFolder {
  /// Rows of `places.csv`; none where the folder has no such file.
  func places() throws(Findings) -> [[String: String]] {
    guard let bytes = try? disk.bytes(of: "places.csv") else { return [] }
    let table = try PlainTable.read(bytes, name: "places.csv")
    return table.rows.map { Dictionary(zip(table.header, $0), uniquingKeysWith: { $1 }) }
  }

  /// Sites with monthly means of a place whose height is known.
  func climates() -> [(String, (latitude: Double, longitude: Double, elevation: Double))] {
    let names = (try? siteNames()) ?? []
    return names.compactMap { name in
      guard disk.item(at: "sites/\(name)/monthly.csv") == .file,
        let bytes = try? disk.bytes(of: "sites/\(name)/site.yaml")
      else { return nil }
      let text = String(decoding: bytes, as: UTF8.self)
      let line = text.split(separator: "\n").first { $0.hasPrefix("location:") }
      func number(_ key: String) -> Double? {
        guard let line, let range = line.range(of: "\(key):") else { return nil }
        return Double(
          line[range.upperBound...].drop { $0 == " " }.prefix { "-.0123456789".contains($0) })
      }
      guard let north = number("latitude"), let east = number("longitude"),
        let height = number("elevation_m")
      else { return nil }
      return (name, (north, east, height))
    }
  }

  /// The bytes of a file of the folder.
  public func bytes(of file: String) -> [UInt8]? { try? disk.bytes(of: file) }

  /// The technologies of a kind of component, with the keys that each gives.
  func technologyKeys() -> [(name: String, kind: String, keys: Set<String>)] {
    technologies().map { technology in
      let text = String(
        decoding: (try? disk.bytes(of: "technologies/\(technology.name).yaml")) ?? [], as: UTF8.self
      )
      let keys = text.split(separator: "\n").compactMap { line -> String? in
        guard let first = line.first, first.isLetter, let colon = line.firstIndex(of: ":") else {
          return nil
        }
        return String(line[..<colon])
      }
      return (technology.name, technology.kind, Set(keys))
    }
  }
}
