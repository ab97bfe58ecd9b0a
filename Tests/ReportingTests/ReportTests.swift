import Foundation
import Reporting
import SiteModel
import Testing
import Units
import ReportPage

@Suite("The page of results")
struct ReportTests {
  private func report(
    _ result: RunResult = Example.result, script: String? = "/* library */",
    tables: [ResultTable] = [], evidence: [Evidence] = []
  ) throws -> Report {
    var beside = Report.Surroundings(version: "0.0.0")
    beside.script = script
    beside.tables = tables
    beside.evidence = evidence
    return Report(result, beside: beside)
  }

  private func html(_ report: Report) throws -> String {
    String(decoding: try report.page.bytes, as: UTF8.self)
  }

  /// The member at a path whose names may themselves hold points.
  private func member(_ document: Any?, _ key: String) -> Double? {
    if key.isEmpty { return document as? Double }
    guard let object = document as? [String: Any] else { return nil }
    if let number = object[key] as? Double { return number }
    for place in key.indices where key[place] == "." {
      if let found = member(object[String(key[..<place])], String(key[key.index(after: place)...]))
      {
        return found
      }
    }
    return nil
  }

  @Test("every figure that names its key in plan.json is the number that stands there")
  func figures() throws {
    let plan = try JSONSerialization.jsonObject(
      with: Data(PlanDocument(Example.result).text.utf8))
    let page = try html(report())
    var keys: Set<String> = []
    for match in page.matches(of: /data-figure="([^"]+)" data-exact="([^"]*)"[^>]*>([^<]*)</) {
      let key = String(match.1)
      let exact = try #require(Double(match.2), "\(key)")
      let wanted = try #require(member(plan, key), "\(key)")
      #expect((exact - wanted).magnitude <= 1e-9 * max(1, wanted.magnitude), "\(key)")
      let shown = match.3.replacing(",", with: "").prefix { "-0123456789.e".contains($0) }
      let number = try #require(Double(shown), "\(key): \(match.3)")
      // To within the decimals that are shown, in percent where it is a share; two figures with an exponent.
      let decimals = shown.split(separator: ".").dropFirst().first?.count ?? 0
      let scale = key.hasPrefix("served_fraction.") ? 100.0 : 1
      let allowed =
        shown.contains("e") ? 0.06 * wanted.magnitude : 0.5 * pow(10, -Double(decimals)) + 1e-9
      #expect((number - scale * wanted).magnitude <= allowed, "\(key): \(match.3) of \(wanted)")
      keys.insert(key)
    }
    for key in [
      "cost_per_mwh_served_usd", "objective_usd_per_year", "cost_usd_per_year.grid.energy",
      "sizes.bess.energy_mwh", "emissions_totals_t_co2e.inside_cap_boundary",
      "served_fraction.training", "capital_usd",
      "sizes.bess.investment_tax_credit_usd",
      "certificate.relative_gap", "bill_usd_per_year.plan", "shadow_prices.grid.import_limit.value",
    ] {
      #expect(keys.contains(key), "\(key)")
    }
  }

  @Test("texts of the site are shown as text, whatever they are")
  func hostileTexts() throws {
    let odd = "</script><img src=x onerror=alert(1)> \"quoted\" & 'single' {{x}} שלום"
    var result = Example.result
    result.site = Site(
      name: odd, description: odd, location: nil, calendar: Example.calendar, stepMinutes: 60,
      dollarYear: 2024, realDiscountRate: 0.08, components: Example.site.components,
      uptime: UptimePolicy(), emissions: EmissionsPolicy(), inputs: [.init(path: odd, sha256: odd)],
      notes: [odd])
    result.warnings = [odd]
    result.plan.notes = [odd]
    result.overrides = [odd]
    let evidence = [Evidence(file: odd, key: odd, value: odd, note: odd)]
    let page = try html(report(result, evidence: evidence))
    #expect(!page.contains("<img"))
    #expect(page.matches(of: /<script/).count == 4)
    #expect(page.matches(of: /<\/script>/).count == 4)
    let escaped =
      "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; &quot;quoted&quot; &amp; &#39;single&#39; {{x}} שלום"
    #expect(page.contains("<h1 dir=\"auto\">\(escaped)</h1>"))
    #expect(page.contains("<title>\(escaped) – Sitemix</title>"))
  }

  @Test("data within a script element hold no character that could end it")
  func embeddedData() throws {
    var result = Example.result
    result.plan.components[0].component = "a<b"
    let page = try html(report(result))
    for match in page.matches(
      of: /(?s)<script type="application\/json" id="[a-z]+">(.*?)<\/script>/)
    {
      #expect(!match.1.contains("<"))
      _ = try JSONSerialization.jsonObject(with: Data(match.1.utf8))
    }
    #expect(page.contains("a\\u003cb"))
  }

  @Test("the library is put in once; without it the tables stay and the page says what to do")
  func library() throws {
    let with = try html(report(script: "window.marker = 1;"))
    #expect(with.matches(of: /window\.marker = 1;/).count == 1)
    #expect(!with.contains("make report SITE="))
    let without = try html(report(script: nil))
    #expect(without.contains("make report SITE=sample"))
    #expect(!without.contains("<script"))
    #expect(without.contains("data-figure=\"objective_usd_per_year\""))
  }

  @Test("a plan that cannot be has its reasons and no charts")
  func infeasible() throws {
    let report = try report(Example.infeasible)
    let page = try html(report)
    #expect(page.contains("load that no supply can carry"))
    #expect(try report.files.charts.isEmpty)
    #expect(!page.contains("class=\"chart\""))
  }

  @Test(
    "uptime is what uptime.csv says, one of before included",
    arguments: ["cause_share", "blame_share"])
  func uptime(share: String) throws {
    let table = ResultTable(
      name: "uptime.csv", header: ["class", "figure", "of", "value"],
      rows: [
        ["", "years", "", "1000"], ["inference", "contract_target", "", "0.999"],
        ["inference", "decision", "", "PASS"], ["inference", "time_availability", "", "0.99957"],
        ["inference", share, "grid", "0.75"], ["inference", share, "bess", "0.25"],
      ])
    let report = try report(tables: [table])
    let page = try html(report)
    #expect(page.contains("Uptime of inference, simulated"))
    #expect(page.contains(">99.957<"))
    let chart = try #require(
      try report.files.charts.first { $0.name == "charts/uptime-causes.vl.json" })
    let text = String(decoding: chart.bytes, as: UTF8.self)
    #expect(text.contains("\"percent\": 75") && text.contains("\"percent\": 25"))
  }

  @Test("placeholders among the inputs are counted and marked")
  func placeholders() throws {
    let page = try html(
      report(evidence: [
        Evidence(file: "a.yaml", key: "x.life_years", value: "20", note: "[G] a guess"),
        Evidence(file: "a.yaml", key: "x.unit_mw", value: "2.4", note: "[R] a sheet"),
      ]))
    #expect(page.contains("What the files say of 2 inputs; 1 are placeholders"))
    #expect(page.matches(of: /class=" marked"/).count == 1)
  }
}
