import Reporting
import Resources
import SiteFiles
public import SiteModel
import Tabular

/// A list of example sites: seeded variations of sites that exist.
public enum ExamplePortfolio {
  /// One range a kind of component: a key that every site with one may vary.
  private static let ranges: [(kind: String, key: String, range: ClosedRange<Double>)] = [
    ("bess", "capex_usd_per_kwh", 120...320), ("solar", "capex_usd_per_kwdc", 700...1500),
    ("pipeline_gas", "price_usd_per_mmbtu", 1.5...6),
  ]
  private static let owners = ["Owner A", "Owner B", "Owner C"]

  /// The list as CSV: `count` rows over the sites in turn; a seed gives the same rows everywhere.
  public static func list(of sites: [Site], count: Int, seed: Int) -> [UInt8] {
    let keys = ["owner", "group", "real_discount_rate", "location.latitude", "location.longitude"]
    let varied = sites.flatMap { site in
      ranges.flatMap { range in
        site.components.filter { type(of: $0).kind == range.kind }
          .map { "components.\($0.name).\(range.key)" }
      }
    }
    let columns = keys + Set(varied).sorted()
    var table = CSVText(header: ["name", "site"] + columns)
    for row in 0..<count where !sites.isEmpty {
      let site = sites[row % sites.count]
      let values = values(of: site, Noise(seed: seed, stream: UInt64(row)))
      let number = String(row + 1)
      let padding = String(repeating: "0", count: max(0, 4 - number.count))
      table.row(
        [.text("\(site.name)-\(padding)\(number)"), .text(site.name)]
          + columns.map { .text(values[$0] ?? "") })
    }
    return table.bytes
  }

  private static func values(of site: Site, _ noise: Noise) -> [String: String] {
    var position = 0
    func draw(_ range: ClosedRange<Double>) -> String {
      position += 1
      let value = range.lowerBound + (range.upperBound - range.lowerBound) * noise.uniform(position)
      return "\((value * 1000).rounded() / 1000)"
    }
    var values = [
      "owner": owners[min(owners.count - 1, Int(noise.uniform(0) * Double(owners.count)))],
      "group": site.name, "real_discount_rate": draw(0.06...0.1),
    ]
    if let place = site.location {
      values["location.latitude"] = draw(place.latitude - 0.5...place.latitude + 0.5)
      values["location.longitude"] = draw(place.longitude - 0.5...place.longitude + 0.5)
    }
    for component in site.components {
      for range in ranges where range.kind == type(of: component).kind {
        values["components.\(component.name).\(range.key)"] = draw(range.range)
      }
    }
    return values
  }
}
