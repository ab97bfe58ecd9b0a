import Foundation
import Reporting
import SiteModel
import Testing
import Units

@Suite("plan.json")
struct PlanDocumentTests {
  private func parsed(_ result: RunResult) throws -> [String: Any] {
    let parsed = try JSONSerialization.jsonObject(with: Data(PlanDocument(result).text.utf8))
    return try #require(parsed as? [String: Any])
  }

  private func member(_ document: [String: Any], _ path: String...) -> Any? {
    var value: Any? = document
    for key in path { value = (value as? [String: Any])?[key] }
    return value
  }

  @Test func everyStableKeyIsThere() throws {
    let document = try parsed(Example.result)
    let keys = [
      "site", "status", "objective_usd_per_year", "sizes", "energy_mwh", "cost_usd_per_year",
      "emissions_t_co2e", "served_fraction", "shadow_prices", "certificate", "program", "solver",
      "inputs", "cash_usd_per_year", "cost_per_mwh_served_usd", "mip_gap",
      "lower_bound_usd_per_year", "horizon",
      "calendar_rule", "conventions", "not_modelled", "notes", "overrides", "defaults_used",
      "balance_residual_mw", "simultaneous_charge_and_discharge", "unserved", "accounts",
      "warnings",
    ]
    for key in keys { #expect(document[key] != nil, "\(key)") }
    #expect(
      Set(try #require(document["certificate"] as? [String: Any]).keys).isSuperset(of: [
        "primal_residual", "dual_residual", "relative_gap", "passed",
      ]))
    #expect(
      Set(try #require(document["program"] as? [String: Any]).keys)
        == ["rows", "columns", "nonzeros"])
    #expect(
      Set(try #require(document["solver"] as? [String: Any]).keys)
        == ["name", "version", "method", "iterations"])
    #expect(
      Set(try #require(member(document, "sizes", "bess") as? [String: Any]).keys)
        == [
          "capacity_mw", "capacity_basis", "energy_mwh", "units", "capital_usd",
          "investment_tax_credit_usd",
        ])
  }

  @Test func itsFiguresAreThoseOfThePlan() throws {
    let document = try parsed(Example.result)
    #expect(document["status"] as? String == "optimal")
    #expect(document["objective_usd_per_year"] as? Double == 1_385_932)
    #expect(document["cash_usd_per_year"] as? Double == 1_368_400)
    // 1,368,400 USD ÷ 17,520 MWh
    let unit = try #require(document["cost_per_mwh_served_usd"] as? Double)
    #expect((unit - 1_368_400.0 / 17_520).magnitude < 1e-8)
    #expect(member(document, "energy_mwh", "grid_import") as? Double == 13_140)
    #expect(member(document, "sizes", "bess", "energy_mwh") as? Double == 4)
    #expect(member(document, "cost_usd_per_year", "grid.demand") as? Double == 180_000)
    #expect(member(document, "emissions_t_co2e", "grid.grid") as? Double == 5256)
    #expect(
      member(document, "emissions_totals_t_co2e", "outside_the_inventory") as? Double == 123.45)
    #expect(member(document, "served_fraction", "inference") as? Double == 1)
    let training = try #require(member(document, "served_fraction", "training") as? Double)
    #expect((training - (1 - 175.2 / 8935.2)).magnitude < 1e-9)
    #expect(
      member(document, "shadow_prices", "grid.import_limit", "value") as? Double == -41_234.5)
    #expect(member(document, "certificate", "relative_gap") as? Double == 5.6e-8)
    #expect(member(document, "certificate", "passed") as? Bool == true)
    #expect(
      document["not_modelled"] as? [String] == ["Not modelled: network losses within the site."])
  }

  @Test func theKeysStandInTheOrderOfTheDesign() throws {
    let text = PlanDocument(Example.result).text
    var place = text.startIndex
    for key in [
      "site", "status", "objective_usd_per_year", "sizes", "energy_mwh", "cost_usd_per_year",
      "emissions_t_co2e", "served_fraction", "shadow_prices", "certificate", "program", "solver",
      "inputs",
    ] {
      let found = try #require(
        text.range(of: "\n  \"\(key)\": ", range: place..<text.endIndex), "\(key)")
      place = found.upperBound
    }
  }

  @Test func theSameResultGivesTheSameBytes() {
    #expect(ResultFiles.files(for: Example.result) == ResultFiles.files(for: Example.result))
  }

  @Test func planAndTablesHoldNoTimes() {
    var slower = Example.result
    slower.stages = [.init(name: "relaxed program", seconds: 99)]
    slower.peakMemoryMegabytes = 1
    let before = ResultFiles.files(for: Example.result).filter { $0.name != "run.json" }
    #expect(ResultFiles.files(for: slower).filter { $0.name != "run.json" } == before)
  }

  @Test func undefinedNumbersNeverAppear() throws {
    var result = Example.result
    result.certificate?.relativeGap = .nan
    result.certificate?.lowerBound = -.infinity
    result.plan.shadowPrices[0].value = .infinity
    let document = try parsed(result)
    #expect(member(document, "certificate", "relative_gap") is NSNull)
    #expect(member(document, "shadow_prices", "grid.import_limit", "value") is NSNull)
  }

  @Test func textsAreEscaped() throws {
    var result = Example.result
    let odd = "a \"quoted\" back\\slash, tab\t, line\n, bell\u{07}, é and 🔋"
    result.warnings = [odd]
    #expect(try parsed(result)["warnings"] as? [String] == [odd])
  }

  @Test func overlapsAreSummedAndTheGreatestListed() throws {
    var result = Example.result
    result.plan.overlaps = (0..<100).map {
      .init(component: "bess", step: $0, power: Power(Double($0 + 1) / 100, .megawatts), cause: "")
    }
    let document = try parsed(result)
    #expect(member(document, "simultaneous_charge_and_discharge", "hours") as? Double == 100)
    #expect(member(document, "simultaneous_charge_and_discharge", "energy_mwh") as? Double == 50.5)
    let listed = try #require(
      member(document, "simultaneous_charge_and_discharge", "greatest") as? [[String: Any]])
    #expect(listed.count == 24)
    #expect(listed.first?["power_mw"] as? Double == 1)
    #expect(listed.first?["hour_beginning"] as? String == "2023-01-05T03:00")
  }

  @Test func aKeyThatReturnsIsNumbered() throws {
    var result = Example.result
    result.plan.shadowPrices.append(result.plan.shadowPrices[0])
    let prices = try #require(try parsed(result)["shadow_prices"] as? [String: Any])
    #expect(Set(prices.keys) == ["grid.import_limit", "grid.import_limit#2"])
  }

  @Test func anInfeasibleAnswerNamesPolicyAndHours() throws {
    let document = try parsed(Example.infeasible)
    #expect(document["status"] as? String == "infeasible")
    #expect(document["sizes"] == nil)
    #expect(document["objective_usd_per_year"] == nil)
    let violations = try #require(document["violations"] as? [[String: Any]])
    #expect(violations[0]["total_unit"] as? String == "MWh")
    #expect(
      violations[0]["hours_beginning"] as? [String]
        == ["2023-01-01T18:00", "2023-01-01T19:00", "2023-06-30T18:00"])
    #expect(violations[1]["total_unit"] as? String == "t CO2e/year")
  }

  @Test(arguments: [
    (SitePlan.Status.nearOptimal, "(0.12 % below)"), (.stopped, "no plan is shown"),
    (.unbounded, "fall without end"),
  ])
  func theStatementSaysHowGoodItIs(status: SitePlan.Status, words: String) throws {
    var result = Example.result
    result.plan.status = status
    let document = try parsed(result)
    #expect(try #require(document["statement"] as? String).contains(words))
    #expect(document["status"] as? String == status.rawValue)
    #expect((document["sizes"] == nil) == (status != .nearOptimal))
  }

  @Test func theRunRecordHoldsTriesAndTimes() throws {
    let file = try #require(ResultFiles.files(for: Example.result).first { $0.name == "run.json" })
    let parsed = try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any]
    let run = try #require(parsed)
    #expect(run["total_seconds"] as? Double == 7.15)
    #expect(run["peak_memory_mb"] as? Double == 225)
    #expect((run["answered_by"] as? [String: Any])?["block_length"] as? Int == 6)
    let stages = try #require(run["stages"] as? [[String: Any]])
    #expect(stages.map { $0["name"] as? String } == ["relaxed program", "whole units"])
    #expect((stages[1]["tries"] as? [[String: Any]])?.first?["iterations"] as? Int == 62)
    #expect(member(run, "versions", "sitemix") as? String == "0.1.0")
  }
}
