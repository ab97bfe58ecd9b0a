import Components
import Foundation
import SiteFiles
import SiteModel
import Testing
import Units

@Suite("The page of the tariff language")
struct TariffPageTests {
  private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("data/tariffs/README.md")

  /// The fenced examples, in order.
  private static var examples: [String] {
    get throws {
      let text = try String(contentsOf: page, encoding: .utf8)
      return text.components(separatedBy: "```csv\n").dropFirst().map {
        $0.components(separatedBy: "```")[0]
      }
    }
  }

  /// A whole tariff, or rows under the header of the page's first example and with energy.
  private static func tariff(_ example: String, like first: String) -> String {
    if example.hasPrefix("#") { return example }
    let header = first.split(separator: "\n").first { $0.hasPrefix("line,") } ?? ""
    let rows = example.split(separator: "\n")
    let hasEnergy = rows.contains { $0.contains(",energy,") || $0.contains(",energy_index,") }
    let energy = hasEnergy ? "" : "other,energy,all,all,all,,,,,,50,USD/MWh,\n"
    return "# dollar_year: 2026\n# source: x\n# effective: x\n\(header)\n\(energy)\(example)"
  }

  private static func fixture(_ tariff: String) throws -> Fixture {
    let fixture = try Fixture()
    var keys = """
      import_limit_mw: 12
          contract_capacity_mw: 10
          power_factor: 0.9
          intra_hour_peak_factor: 1.05
          index_price_usd_per_mwh: 40

      """
    if tariff.contains(",coincident_peak,") {
      keys += "    coincident_peaks: peaks.csv\n"
      try fixture.write(
        "sites/pad/peaks.csv",
        """
        line,peak,start,probability
        four_cp,june,2025-06-12T16:00,
        four_cp,july,2025-07-24T16:00,0.4
        four_cp,july,2025-07-24T17:00,0.6
        monthly_cp,january,2025-01-15T07:00,

        """)
    }
    try fixture.replace(Fixture.site, "import_limit_mw: 12\n", keys)
    try fixture.write(Fixture.tariff, tariff)
    return fixture
  }

  @Test("every example can be read, without a warning")
  func examples() throws {
    let examples = try Self.examples
    #expect(examples.count >= 14)
    for example in examples {
      let tariff = Self.tariff(example, like: examples[0])
      #expect(try Self.fixture(tariff).read() == "a site", "\(example)")
    }
  }

  @Test("every kind has a row in the table and an example")
  func kinds() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let examples = try Self.examples.joined()
    let described = SchemaText(.standard).describe("tariff").split(separator: "\n")
      .filter { $0.hasPrefix("  kind ") }.compactMap { $0.split(separator: " ").dropFirst().first }
    #expect(described.count == 16)
    for kind in described {
      #expect(text.contains("| `\(kind)` |"), "\(kind)")
      #expect(examples.contains(",\(kind),"), "\(kind)")
    }
  }

  @Test("rows that amend a demand line are folded into it")
  func folding() throws {
    let examples = try Self.examples
    let example = try #require(examples.first { $0.contains("lagging,power_factor") })
    let lines = try Self.read(example, like: examples[0]).lines
    #expect(lines.map(\.name) == ["other", "summer", "winter"])
    let months: Set = [6, 7, 8, 9]
    guard case .demand(let winter)? = lines.last?.charge else {
      Issue.record("winter is a demand line")
      return
    }
    #expect(winter.ratchets == [.init(share: 0.75, lookBack: .months(months))])
    #expect(winter.minimums == [.shareOfContract(0.8), .power(Power(5000, .kilowatts))])
    #expect(winter.leastPowerFactor == 0.95)
    #expect(winter.window.months == Set(1...12).subtracting(months))
  }

  @Test("a load-factor credit is a rider with hours-use tiers")
  func credit() throws {
    let examples = try Self.examples
    let example = try #require(examples.first { $0.contains("load_factor_credit") })
    let lines = try Self.read(example, like: examples[0]).lines
    let credit = try #require(lines.first { $0.name == "credit" })
    #expect(
      credit.charge
        == .rider(
          TariffWindow(),
          .init(
            [
              .init(from: 0, price: .zero),
              .init(from: 600, price: EnergyPrice(-0.004, .usdPerKilowattHour)),
            ], measure: .hoursUse(of: "demand"))))
    let even = try #require(lines.first { $0.name == "even_load" })
    #expect(
      even.charge
        == .rider(
          TariffWindow(),
          .init(
            [
              .init(from: 0, price: .zero),
              .init(from: 0.9, price: EnergyPrice(-0.01, .usdPerKilowattHour)),
            ], measure: .loadFactor(of: "demand"))))
  }

  private static func read(_ example: String, like first: String) throws -> Tariff {
    let fixture = try fixture(tariff(example, like: first))
    let (site, _) = try withExtendedLifetime(fixture) { try $0.folder.readSite(named: "pad") }
    let grid = try #require(site.components.compactMap { $0 as? Grid }.first)
    return grid.tariff
  }
}
