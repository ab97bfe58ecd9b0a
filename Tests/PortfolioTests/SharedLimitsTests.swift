import Components
import Foundation
import Portfolio
import SiteFiles
import SiteModel
import Tabular
import Testing

/// What limits must fit before anything is solved, and how whole units are given out.
@Suite("shared limits")
struct SharedLimitsTests {
  /// Two pads with 0 to 9 modules and one at Williston with 5, of different groups.
  private func sites(_ third: [String] = []) throws -> [(name: String, site: Site)] {
    let folder = DataFolder(path: Place.data, catalogue: .standard)
    func site(_ name: String, _ overrides: [String]) throws -> Site {
      try folder.readSite(named: name, overrides: overrides.map { Override($0) }).site
    }
    let moves = ["components.load.min_modules=0", "components.load.max_modules=9"]
    return [
      ("a", try site("permian-flare-pad", moves + ["group=south"])),
      ("b", try site("permian-flare-pad", moves + ["group=south"])),
      ("c", try site("williston-north-dakota", ["group=north"] + third)),
    ]
  }

  private func limits(_ text: String) throws -> PortfolioLimits {
    let path = NSTemporaryDirectory() + "sitemix-limits-\(UUID().uuidString).yaml"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try PortfolioLimits.read(path)
  }

  private func shared(_ text: String, third: [String] = []) throws -> SharedPortfolio {
    let sites = try sites(third)
    return try SharedPortfolio(limits(text), sites.map(\.site), named: sites.map(\.name))
  }

  private func findings(_ text: String, third: [String] = []) throws -> [Finding] {
    do {
      _ = try shared(text, third: third)
      return []
    } catch let findings as Findings {
      return findings.all
    }
  }

  @Test(
    "what a file of limits can have wrong is told with its line",
    arguments: [
      ("limits:\n  modules: 12.5\n", 2, "not a whole number"),
      ("limits:\n  packs: 3\n", 2, "unknown key 'packs'"),
      ("limits:\n  capital_usd: -1\n", 2, "outside"),
      ("limits:\n  equipment:\n    - {kind: packs, per: set, most: 3}\n", 3, "per is 'set'"),
      ("limits:\n  equipment:\n    - {kind: packs, per: unit}\n", 3, "has no 'most'"),
      ("limits:\n  groups:\n    - {by: group, most_fraction: 0.3}\n", 3, "no modules are placed"),
      (
        "limits:\n  equipment:\n    - {kind: packs, per: unit, most: 9, month: 3}\n"
          + "    - {kind: packs, per: unit, most: 3, month: 9}\n", 4, "fewer have come"
      ),
      ("limits:\n", 1, "holds nothing"), ("limit:\n  modules: 3\n", 1, "has no 'limits'"),
    ])
  func mistakes(text: String, line: Int, message: String) throws {
    let findings = try findings(text)
    #expect(
      findings.contains { $0.line == line && $0.message.contains(message) },
      "\(findings.map { "\($0.line ?? 0): \($0.message)" })")
  }

  @Test(
    "limits that no solving could keep are findings",
    arguments: [
      ("limits:\n  modules: 24\n", "have room for 5 to 23"),
      ("limits:\n  modules: 4\n", "have room for 5 to 23"),
      (
        "limits:\n  modules: 10\n  groups:\n    - {by: group, most_fraction: 0.4}\n",
        "group 'north' has at least 5 modules, more than 4"
      ),
      (
        "limits:\n  modules: 14\n  groups:\n    - {by: group, most_fraction: 0.5}\n",
        "there is room for 12"
      ),
      (
        "limits:\n  equipment:\n    - {kind: reactors, per: unit, most: 3}\n",
        "no site has equipment"
      ),
      (
        "limits:\n  equipment:\n    - {kind: packs, per: unit, most: 3, month: 2}\n",
        "no site has a horizon"
      ),
    ])
  func impossible(text: String, message: String) throws {
    let findings = try findings(text)
    #expect(findings.contains { $0.message.contains(message) }, "\(findings.map(\.message))")
  }

  @Test("tonnes of two boundaries do not add up")
  func boundaries() throws {
    let findings = try findings(
      "limits:\n  cap_t_co2e_per_year: 3\n",
      third: ["emissions.cap_boundary=scope1", "emissions.gwp_set=AR5-100"])
    #expect(findings.count == 2)
    #expect(findings.allSatisfy { $0.message.contains("'c'") && $0.line == 2 })
  }

  @Test("terms of a site say what it shares, its group's price with its modules'")
  func terms() throws {
    let shared = try shared(
      "limits:\n  equipment:\n    - {kind: gensets, per: unit, most: 7}\n  modules: 14\n  groups:\n"
        + "    - {by: group, most_fraction: 0.9}\n")
    #expect(
      shared.resources.map(\.name) == [
        "gensets", "modules", "modules_of_group_north", "modules_of_group_south",
      ])
    #expect(shared.resources.map(\.limit) == [7, 14, 12.6, 12.6])
  }

  /// 7 gensets for wishes of 2.6, 3.3 and 1.1: 2, 3 and 1, and the seventh where the most is missing.
  /// 14 modules for wishes of 4.5, 4.5 and 5: of two equal remainders the first.
  @Test("whole units go by largest remainder, and none is lost")
  func remainders() throws {
    let shared = try shared(
      "limits:\n  equipment:\n    - {kind: gensets, per: unit, most: 7}\n  modules: 14\n")
    var shares = PortfolioShares(
      shared, uses: [[2.6, 4.5], [3.3, 4.5], [1.1, 5]], prices: [1000, -5], cost: 1e5)
    #expect(shares.most.map { $0[0] } == [3, 3, 1])
    #expect(shares.modules == [5, 4, 5])
    #expect(shares.prices == [0, 0] && shares.spare == [0, 0])
    // The third cannot do with its one: it gets one of whoever loses least by it.
    let used: [(uses: [Double], worth: [Double])?] = [
      ([3, 5], [900, 0]), ([3, 4], [400, 0]), nil,
    ]
    let gave = shares.give(to: 2, lacking: [0], used: used)
    #expect(gave)
    #expect(shares.most.map { $0[0] } == [3, 2, 2])
  }

  /// Nothing has a price: sites are planned as alone, and only what whole units use too much is limited.
  @Test("slack limits change nothing until whole units use too much")
  func slackLimits() throws {
    let shared = try shared(
      "limits:\n  equipment:\n    - {kind: gensets, per: unit, most: 7}\n  capital_usd: 100\n")
    let mixed = [[2.6, 30.0], [3.3, 30], [1.1, 30]]
    var shares = PortfolioShares(shared, uses: mixed, prices: [0, 0], cost: 1e5)
    #expect(shares.changesNothing)
    let isWithin = !shares.cutBack([[2, 30], [3, 30], [2, 40]], to: mixed)
    #expect(isWithin)
    let isCut = shares.cutBack([[3, 30], [4, 30], [2, 60]], to: mixed)
    #expect(isCut)
    #expect(shares.most.map { $0[0] } == [3, 3, 1])
    // 20 USD too much, all at the third, which has 30 more than its part.
    #expect(shares.most.map { $0[1] } == [nil, nil, 40])
  }
}
