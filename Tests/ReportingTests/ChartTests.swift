import Foundation
import Reporting
import SiteModel
import Testing
import Units
import ReportPage

@Suite("Specifications of charts")
struct ChartTests {
  private func files(_ result: RunResult = Example.result) throws -> [OutputFile] {
    try Report(result, beside: .init(version: "0.0.0")).files.charts
  }

  private func object(_ file: OutputFile) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any], "\(file.name)")
  }

  /// Domain and range of every colour scale within.
  private func scales(_ value: Any) -> [(domain: [String], range: [String])] {
    if let array = value as? [Any] { return array.flatMap { scales($0) } }
    guard let object = value as? [String: Any] else { return [] }
    let own = (object["domain"] as? [String]).flatMap { domain in
      (object["range"] as? [String]).map { [(domain: domain, range: $0)] }
    }
    return (own ?? []) + object.values.flatMap { scales($0) }
  }

  @Test("each is a file that the folder owns, with a sentence for those who cannot see it")
  func names() throws {
    let files = try files()
    let charts = files.filter { $0.name.hasSuffix(".vl.json") }
    #expect(charts.count >= 8)
    for file in files { #expect(ResultFiles.ownedCharts.contains(file.name), "\(file.name)") }
    for file in charts {
      let chart = try object(file)
      #expect((chart["description"] as? String ?? "").count > 30, "\(file.name)")
      #expect((chart["$schema"] as? String)?.hasSuffix("vega-lite/v6.json") == true)
    }
  }

  @Test("a source has one colour in all charts, and two sources never share one")
  func colors() throws {
    var colors: [String: String] = [:]
    for file in try files() where file.name.hasSuffix(".vl.json") && !file.name.contains("bill") {
      for scale in scales(try object(file)) {
        #expect(scale.domain.count == scale.range.count, "\(file.name)")
        for (name, color) in zip(scale.domain, scale.range) {
          #expect(colors[name] ?? color == color, "\(name) in \(file.name)")
          colors[name] = color
        }
      }
    }
    #expect(colors.count >= 3)
    #expect(Set(colors.values).count == colors.count)
  }

  @Test("the hours hold four digits, kilowatts at the least")
  func hours() throws {
    var result = Example.result
    var values = Example.flat(1.5)
    values[1] = 0.123456
    values[2] = 12.3456
    values[3] = 1234.56
    values[4] = 0.0004
    result.plan.components[0].flows[0].values = values
    let file = try #require(try files(result).first { $0.name == "charts/hours.csv" })
    let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == Example.horizon.count + 1)
    let column = try #require(lines[0].split(separator: ",").firstIndex(of: "grid_import_mw"))
    let shown = lines[1...5].map { $0.split(separator: ",")[column] }
    #expect(shown == ["1.5", "0.123", "12.35", "1235", "0"])
    #expect(lines[1].hasPrefix("2023-01-01T00:00,"))
  }

  @Test("the hardest week is the one that sheds most, else the one that draws most")
  func hardestWeek() throws {
    func week(_ result: RunResult) throws -> String {
      let page = String(
        decoding: try Report(result, beside: with()).page.bytes, as: UTF8.self)
      let match = try #require(page.firstMatch(of: /Week (\d+): the week in which ([a-z ]+)\./))
      return "\(match.1) \(match.2)"
    }
    func with() -> Report.Surroundings {
      var beside = Report.Surroundings(version: "0.0.0")
      beside.script = "/* library */"
      return beside
    }
    var result = Example.result
    var imports = Example.flat(1)
    imports[24 * 7 * 9 + 5] = 1.4
    result.plan.components[0].flows[0].values = imports
    result.plan.components[3].flows[3].values = Example.flat(0)
    #expect(try week(result) == "10 most is drawn from grid and fuel")
    var shed = Example.flat(0)
    shed[24 * 7 * 2] = 0.5
    result.plan.components[3].flows[3].values = shed
    #expect(try week(result) == "3 most load is shed")
  }

  @Test("months of energy add up to the year")
  func months() throws {
    let file = try #require(try files().first { $0.name == "charts/monthly-energy.vl.json" })
    let data = try #require(try object(file)["data"] as? [String: Any])
    let values = try #require(data["values"] as? [[String: Any]])
    let grid = values.filter { $0["source"] as? String == "grid" }.compactMap {
      $0["mwh"] as? Double
    }
    #expect(grid.count == 12)
    #expect((grid[1] - 1.5 * 28 * 24).magnitude < 1e-6)
    #expect((grid.reduce(0, +) - 1.5 * 8760).magnitude < 1e-6)
  }
}

@Suite("Answers beside a plan")
struct AnswerTests {
  private func charts(_ table: ResultTable) throws -> [String: [[String: Any]]] {
    var beside = Report.Surroundings(version: "0.0.0")
    beside.tables = [table]
    var found: [String: [[String: Any]]] = [:]
    for file in try Report(Example.result, beside: beside).files.charts
    where ["charts/frontier.vl.json", "charts/sensitivity.vl.json"].contains(file.name) {
      let object = try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any]
      let data = object?["data"] as? [String: Any]
      found[file.name] = data?["values"] as? [[String: Any]]
    }
    return found
  }

  @Test("a frontier has one point for each plan, and none for what cannot be")
  func frontier() throws {
    let table = ResultTable(
      name: "frontier.csv",
      header: [
        "point", "cap_t_co2e_per_year", "status", "objective_usd_per_year",
        "inside_cap_boundary_t_co2e",
      ],
      rows: [
        ["1", "100", "optimal", "2000000", "90"], ["2", "50", "optimal", "3000000", "50"],
        ["3", "0", "infeasible", "", ""],
      ])
    let points = try #require(try charts(table)["charts/frontier.vl.json"])
    #expect(points.compactMap { $0["limit"] as? Double } == [90, 50])
    #expect(points.compactMap { $0["musd"] as? Double } == [2, 3])
  }

  @Test("a sensitivity has one bar for each value that was planned")
  func sensitivity() throws {
    let table = ResultTable(
      name: "sensitivity.csv", header: ["kind", "key", "value", "change_usd_per_year"],
      rows: [
        ["value", "components.bess.capex_usd_per_kwh", "150", "-12000"],
        ["value", "components.bess.capex_usd_per_kwh", "250", "9000"],
        ["switch", "components.bess.capex_usd_per_kwh", "170", ""],
        ["value", "components.bess.max_units", "8", "0"],
      ])
    let bars = try #require(try charts(table)["charts/sensitivity.vl.json"])
    #expect(bars.compactMap { $0["kusd"] as? Double } == [-12, 9])
    #expect(bars.compactMap { $0["what"] as? String } == ["cheaper", "more expensive"])
    #expect(bars.compactMap { $0["place"] as? Int } == [0, 1])
    #expect(Set(bars.compactMap { $0["key"] as? String }) == ["bess.capex usd per kwh"])
  }
}
