import ReportPage
import Reporting
import SiteModel
import Tabular
import Testing
import Units

@Suite("files, screen and page of scenarios")
struct ScenarioPageTests {
  private static let together = ScenariosTogether([
    .init(name: "typical", probability: 0.75), .init(name: "storm", probability: 0.25),
  ])

  private static func cell(
    _ plan: String, _ scenario: String, _ cost: Double?, promised: Double = 0, above: Double? = nil
  ) -> RegretTable.Cell {
    var cell = RegretTable.Cell(plan: plan, scenario: scenario, status: .optimal)
    cell.cost = cost.map { Money($0, .usd) }
    cell.served = Energy(1000, .megawattHours)
    cell.unserved = Energy(promised, .megawattHours)
    cell.promisedUnserved = Energy(promised, .megawattHours)
    cell.aboveCap = above.map { Carbon($0, .tonnes) }
    return cell
  }

  /// Own plans cost 100 and 400 (mean 175), together 120 and 420 (195), the first's 100 and 700 (250).
  private static let table = RegretTable(
    together, plans: ["typical", "storm", RegretTable.togetherName],
    cells: [
      [
        cell("typical", "typical", 100, above: 0),
        cell("typical", "storm", 700, promised: 12, above: 5),
      ],
      [cell("storm", "typical", 180, above: 0), cell("storm", "storm", 400, above: 0)],
      [cell("together", "typical", 120, above: 0), cell("together", "storm", 420, above: 0)],
    ])

  private func result() -> ScenarioResult {
    let example = Example.result
    var plan = ScenarioPlan(status: .optimal, Self.together)
    plan.plans = [example.plan, example.plan]
    plan.builds = [
      .init(component: "solar", capacity: "nameplate", unit: "MW", amounts: [3, 3]),
      .init(component: "battery", capacity: "energy", unit: "MWh", amounts: [0, 4]),
    ]
    var result = ScenarioResult(
      site: example.site, plan: plan, certificate: nil,
      program: .init(rows: 1, columns: 1, nonzeros: 1),
      solver: .init(name: "none", version: "", method: "none", iterations: 0))
    result.regret = Self.table
    return result
  }

  private func near(_ money: Money?, _ usd: Double) -> Bool {
    money.map { ($0.in(.usd) - usd).magnitude < 1e-9 } ?? false
  }

  @Test("regret, perfect information and the stochastic answer by hand")
  func values() {
    #expect(near(Self.table.cells[0][1].regret, 300))
    #expect(near(Self.table.cells[2][0].regret, 20))
    #expect(near(Self.table.measure(of: 0), 250))
    #expect(near(Self.table.perfectInformation, 175))
    #expect(near(Self.table.valueOfPerfectInformation, 20))
    #expect(near(Self.table.valueOfStochasticAnswer, 55))
  }

  @Test("the screen has units, 80 columns, and caps and load beside the money")
  func screen() {
    let text = RegretText(Self.table).screen(notes: ["A note."])
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text)")
    for word in [
      "USD/year", "MWh/year", "broken", "kept", "A note.", "value of perfect information",
    ] {
      #expect(text.contains(word), "\(word): \(text)")
    }
    let rows = String(decoding: RegretText(Self.table).csv.bytes, as: UTF8.self).split(
      separator: "\n")
    #expect(rows.count == 7)
    #expect(rows[2].hasPrefix("typical,storm,0.25,optimal,700,300,1000,12,"))
    #expect(rows[2].hasSuffix("broken,5"))
  }

  @Test("a plan that cannot run in a scenario has no cost, no mean and no value")
  func without() {
    let table = RegretTable(
      Self.together, plans: ["typical", "storm"],
      cells: [
        [Self.cell("typical", "typical", 100), Self.cell("typical", "storm", nil)],
        [Self.cell("storm", "typical", 180), Self.cell("storm", "storm", 400)],
      ])
    #expect(table.measure(of: 0) == nil)
    #expect(table.valueOfPerfectInformation == nil)
    #expect(RegretText(table).screen(notes: []).contains("no plan"))
  }

  @Test("the document says what is built in all scenarios and what in some, and reads itself back")
  func document() throws {
    let document = ScenarioDocument(result())
    #expect(ScenarioDocument(Array(document.text.utf8))?.text == document.text)
    #expect(document.builds?.map(\.isInAll) == [true, false])
    #expect(((document.valueOfPerfectInformation ?? 0) - 20).magnitude < 1e-9)
    let cost = Example.result.plan.objective.in(.usd)
    #expect(document.expectedCost == cost && document.objective == cost)
  }

  @Test("the page shows the builds, the fan, and the table of regret")
  func page() throws {
    let result = result()
    let page = try ScenarioReport(
      site: result.site, document: ScenarioDocument(result), beside: .init(version: "1")
    ).page
    let text = String(decoding: page.bytes, as: UTF8.self)
    for word in [
      "Built in all scenarios", "Built in some scenarios only", "Fan of costs", "Cost by scenario",
      "Regret: every plan in every scenario", "value of perfect information", "in storm",
    ] {
      #expect(text.contains(word), "\(word)")
    }
    #expect(ScenarioFiles.files(for: result).map(\.name).contains("regret.csv"))
    #expect(
      ScenarioSummary.text(result).split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
