import Components
import Foundation
import SiteFiles
import SiteModel
import Testing
import Units

@Suite("The sites that are shipped")
struct ShippedSitesTests {
  private static let folder = DataFolder(
    path: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("data").path, catalogue: .standard)

  private static let names = [
    "abilene-texas", "amarillo-texas", "cheyenne-wyoming", "childress-texas", "permian-flare-pad",
    "sparks-nevada", "warrenton-missouri", "williston-north-dakota",
  ]

  @Test func areThese() throws { #expect(try Self.folder.siteNames() == Self.names) }

  @Test("can be read without a warning", arguments: names)
  func canBeRead(_ name: String) throws {
    let (site, warnings) = try Self.folder.readSite(named: name)
    #expect(warnings.isEmpty)
    #expect(site.horizon.count == 8760)
  }

  /// 16 TAC 25.192: four peaks, and the chances of each add up to 1.
  @Test(
    "pay for four expected peaks in the West of ERCOT",
    arguments: ["abilene-texas", "childress-texas"])
  func fourPeaks(_ name: String) throws {
    let (site, _) = try Self.folder.readSite(named: name)
    let grid = try #require(site.components.compactMap { $0 as? Grid }.first)
    #expect(grid.coincidentPeaks.peaks.map(\.name) == ["june", "july", "august", "september"])
    for peak in grid.coincidentPeaks.peaks {
      let chance = peak.hours.reduce(0) { $0 + ($1.probability ?? 0) }
      #expect((chance - 1).magnitude < 1e-9)
    }
  }

  @Test("Warrenton is billed on at least 80 % of 500 MW")
  func contractMinimum() throws {
    let (site, _) = try Self.folder.readSite(named: "warrenton-missouri")
    let grid = try #require(site.components.compactMap { $0 as? Grid }.first)
    #expect(grid.contractCapacity?.in(.megawatts) == 500)
    let minimums = grid.tariff.lines.compactMap { line -> [Tariff.Demand.Minimum]? in
      if case .demand(let demand) = line.charge { demand.minimums } else { nil }
    }
    #expect(minimums == [[.shareOfContract(0.8)], [.shareOfContract(0.8)]])
  }

  /// Overlays with further sources, each read whole and with the kinds that it is about.
  @Test(
    "overlays offer further sources",
    arguments: [
      ("abilene-texas", "wind", ["wind"]),
      ("cheyenne-wyoming", "turbines", ["gas_turbine", "fuel_cell"]),
      ("sparks-nevada", "rented", ["rented_power", "long_duration_storage"]),
      ("warrenton-missouri", "own-power", ["combined_cycle", "small_reactor"]),
    ])
  func overlays(_ site: String, _ scenario: String, kinds: [String]) throws {
    let (read, warnings) = try Self.folder.readSite(named: site, scenario: scenario)
    #expect(warnings.isEmpty)
    let offered = Set(read.components.map { type(of: $0).kind })
    #expect(offered.isSuperset(of: kinds))
  }
}
