import Foundation
import Portfolio
import Reporting
import SiteFiles
import Testing
import Tabular

/// The page of a portfolio, read back beside its tables.
@Suite("a portfolio's page")
struct PageTests {
  private static let hostile = "</script><img src=x onerror=alert(1)> \"a\" & 'b' {{x}} שלום"

  /// Eight sites: six planned, of which one is far dearer, one infeasible, one with a bad input.
  private func made(script: String?) async throws -> (portfolio: PortfolioResults, page: String) {
    let place = try Place()
    let path = "\(place.path)/vega.js"
    if let script { try script.write(toFile: path, atomically: true, encoding: .utf8) }
    let sites = (1...8).map { number in
      PortfolioSite(
        name: "s\(number)", site: number % 2 == 0 ? "abilene-texas" : "sparks-nevada",
        overrides: number == 8
          ? ["real_discount_rate=7"]
          : ["group=g\(number % 3)", "owner=\(number == 2 ? "b<i>" : "a")"])
    }
    let plan = await PortfolioCheck.plan(sites, Place.options(chartScript: path), jobs: 2)
    let costs = [51.25, 40, 44.5, 300, 47, 49.125]
    for (index, cost) in costs.enumerated() {
      try place.write(
        plan: "optimal", of: sites[index].name, cost: cost, served: 100 + Double(index),
        sizes: Keyed([
          ("grid", Place.size(1.5 * Double(index))), ("battery", Place.size(0.25, cost)),
        ]))
    }
    for index in 0..<7 {
      try place.folder.write(
        PortfolioRecord(
          name: sites[index].name, key: try #require(plan.tasks[index].key),
          status: index == 6 ? .infeasible : .optimal, seconds: 1, peakMegabytes: nil,
          planDigest: nil, finding: index == 6 ? Self.hostile : ""))
    }
    let portfolio = try await PortfolioResults.read(plan, in: place.folder, jobs: 2)
    let bytes = try portfolio.page.bytes
    try place.folder.write(portfolio)
    let page = try String(contentsOfFile: "\(place.path)/portfolio.html", encoding: .utf8)
    #expect(bytes == Array(page.utf8))
    return (portfolio, page)
  }

  private func table(_ name: String, _ portfolio: PortfolioResults) throws -> [[String: String]] {
    let file = try #require(portfolio.files.first { $0.name == name })
    let read = try PlainTable.read(file.bytes, name: name)
    return read.rows.map { Dictionary(uniqueKeysWithValues: zip(read.header, $0)) }
  }

  /// What a sum over rows of `portfolio.csv` comes to.
  private func total(_ column: String, _ rows: [[String: String]]) -> Double {
    func sum(_ name: String) -> Double {
      rows.reduce(0) { $0 + (Double($1[name] ?? "") ?? 0) }
    }
    return switch column {
    case "sites": Double(rows.count { $0["cost_usd_per_mwh"] != "" })
    case "cost_usd_per_mwh": sum("cash_usd_per_year") / sum("served_mwh")
    default: sum(column)
    }
  }

  /// What a key names in the tables.
  private func wanted(
    _ key: String, _ sites: [[String: String]], _ builds: [[String: String]]
  ) throws -> Double {
    let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let (first, last) = (parts[0], try #require(parts.last))
    switch first {
    case "sites":
      let row = try #require(sites.first { $0["name"] == parts[1] }, "\(key)")
      return try #require(Double(row[last] ?? ""), "\(key)")
    case "build":
      let row = builds.first { $0["type"] == parts[1] && $0["unit_name"] == parts[2] }
      return try #require(Double(row?[last] ?? ""), "\(key)")
    case "count": return Double(sites.count { $0["status"] == last })
    case "total": return total(last, sites)
    default:
      let name = parts[1].replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      return total(last, sites.filter { $0[first] == name })
    }
  }

  @Test("every figure is the one that stands in portfolio.csv or portfolio_build.csv, or their sum")
  func figures() async throws {
    let (portfolio, page) = try await made(script: "/* library */")
    let sites = try table("portfolio.csv", portfolio)
    let builds = try table("portfolio_build.csv", portfolio)
    var keys: Set<String> = []
    for match in page.matches(
      of: /data-figure="([^"]+)" data-exact="([^"]*)"[^>]*>([^<]*)</)
    {
      let key = String(match.1)
      let exact = try #require(Double(match.2), "\(key)")
      let wanted = try wanted(key, sites, builds)
      #expect((exact - wanted).magnitude <= 1e-9 * max(1, wanted.magnitude), "\(key)")
      let shown = match.3.replacing(",", with: "").prefix { "-0123456789.".contains($0) }
      let number = try #require(Double(shown), "\(key): \(match.3)")
      let decimals = shown.split(separator: ".").dropFirst().first?.count ?? 0
      #expect(
        (number - wanted).magnitude <= 0.5 * pow(10, -Double(decimals)) + 1e-9,
        "\(key): \(match.3) of \(wanted)")
      keys.insert(key)
    }
    for key in [
      "total.cost_usd_per_mwh", "total.t_co2e", "total.sites", "count.optimal", "count.findings",
      "build.bess..energy_mwh", "owner.a.served_mwh", "owner.b&lt;i&gt;.t_co2e", "group.g1.sites",
      "sites.s4.cost_usd_per_mwh", "sites.s1.kg_co2e_per_mwh",
    ] {
      #expect(keys.contains(key), "\(key)")
    }
    #expect(!keys.contains("sites.s7.cost_usd_per_mwh"))
  }

  @Test(
    "the charts show the rows of portfolio.csv: bars from the dearest, places, crosses without a plan"
  )
  func charts() async throws {
    let (portfolio, page) = try await made(script: "/* library */")
    let rows = try table("portfolio.csv", portfolio)
    let text = try #require(
      page.firstMatch(
        of: /(?s)<script type="application\/json" id="specifications">(.*?)<\/script>/)
    ).1
    #expect(!text.contains("<"))
    let whole = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let charts = try #require(whole?["charts"] as? [String: [String: Any]])
    func values(_ name: String) throws -> [[String: Any]] {
      let data = try #require(charts[name]?["data"] as? [String: Any], "\(name)")
      return try #require(data["values"] as? [[String: Any]])
    }
    for column in ["cost_usd_per_mwh", "kg_co2e_per_mwh"] {
      let known = rows.compactMap { row in
        Double(row[column] ?? "").flatMap { value in row["name"].map { (name: $0, value: value) } }
      }
      let ranked = known.sorted { ($1.value, $0.name) < ($0.value, $1.name) }
      let bars = try values("ranked-\(column)")
      #expect(bars.map { $0["line"] as? String } == ranked.map(\.name))
      #expect(bars.map { $0["value"] as? Double } == ranked.map(\.value))
      #expect(try values("curve-\(column)").count == 6)
    }
    // Of 40, 44.5, 47, 49.125, 51.25 and 300 the middle half is 45.125 to 50.71875, and 1.5 times as wide 8.390625.
    #expect(
      page.contains(
        ">300.00</td><td class=\"number\" data-figure=\"\" data-exact=\"\" dir=\"auto\">36.73<"))
    #expect(page.contains(">59.11<"))
    let bars = try values("ranked-cost_usd_per_mwh")
    #expect(
      bars.map { $0["source"] as? String } == ["outlier"] + Array(repeating: "site", count: 5))
    let places = try values("sites-by-place")
    #expect(places.compactMap { $0["name"] as? String } == (1...7).map { "s\($0)" })
    #expect(
      places.map { $0["latitude"] as? Double }
        == rows.prefix(7).map { Double($0["latitude"] ?? "") })
    #expect(places.filter { $0["cost"] is NSNull }.compactMap { $0["name"] as? String } == ["s7"])
    #expect(page.contains("1 of 8 sites have no coordinates"))
  }

  @Test("who has no plan is told with the reason, as text whatever it is")
  func hostileTexts() async throws {
    let page = try await made(script: "/* library */").page
    let escaped =
      "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; &quot;a&quot; &amp; &#39;b&#39; {{x}} שלום"
    #expect(page.contains(">\(escaped)</td>"))
    #expect(page.contains("real_discount_rate is 7"))
    #expect(page.contains("<p class=\"statement uncertified\" dir=\"auto\">8 sites: 6 optimal, "))
    #expect(!page.contains("<img"))
    #expect(!page.contains("<i>"))
    #expect(page.matches(of: /<script/).count == 4)
    #expect(page.matches(of: /<\/script>/).count == 4)
    #expect(page.contains("<a href=\"s4/report.html\">s4</a>"))
    #expect(!page.contains("s7/report.html"))
  }

  @Test("without the script the tables stay, and the page says how to get charts")
  func noScript() async throws {
    let page = try await made(script: nil).page
    #expect(!page.contains("<script"))
    #expect(page.contains("<code>make portfolio</code>"))
    #expect(page.contains("data-figure=\"sites.s4.cost_usd_per_mwh\" data-exact=\"300\""))
    #expect(page.contains("data-figure=\"count.infeasible\" data-exact=\"1\""))
  }
}
