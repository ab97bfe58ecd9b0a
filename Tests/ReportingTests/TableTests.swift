import Reporting
import SiteModel
import Testing
import Units
import Tabular

@Suite("The tables beside the plan")
struct TableTests {
  private func lines(_ name: String, of result: RunResult = Example.result) throws -> [String] {
    let file = try #require(ResultFiles.files(for: result).first { $0.name == name })
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(text.hasSuffix("\n"))
    return text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("no text is a formula of a spreadsheet, and a number stays one")
  func formulas() {
    var table = CSVText(header: ["a", "b"])
    for text in ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx"] { table.row([.text(text), .number(-2)]) }
    table.row([.text("-5"), .text("a = b")])
    #expect(
      String(decoding: table.bytes, as: UTF8.self)
        == "a,b\n'=1+1,-2\n'+A1,-2\n'-A1,-2\n'@SUM(A1),-2\n'\tx,-2\n-5,a = b\n")
  }

  @Test func dispatchHasEveryColumnAtEveryHour() throws {
    let lines = try lines("dispatch.csv")
    #expect(lines.count == 8761)
    #expect(
      lines[0] == "hour_beginning,grid_import_mw,solar_output_mw,solar_curtailed_mw,"
        + "bess_charge_mw,bess_discharge_mw,bess_stored_mwh,load_inference_served_mw,"
        + "load_inference_unserved_mw,load_training_served_mw,load_training_unserved_mw")
    #expect(lines[1] == "2023-01-01T00:00,1.5,0.5,0,0,0,0.333333333,1,0,1,0.02")
    // Local standard time, so no hour is missing in March.
    #expect(lines[1 + 70 * 24 + 2].hasPrefix("2023-03-12T02:00,"))
    #expect(lines[8760].hasPrefix("2023-12-31T23:00,"))
  }

  @Test func quarterHoursHaveMinutesInTheirStamps() throws {
    var result = Example.result
    result.plan.horizon = Horizon(calendar: Example.calendar, stepMinutes: 15, steps: 6)
    let lines = try lines("dispatch.csv", of: result)
    #expect(lines.count == 7)
    #expect(lines[6].hasPrefix("2023-01-01T01:15,"))
  }

  @Test func numbersHaveAtMostNineDecimalsAndNoExponent() throws {
    var result = Example.result
    result.plan.horizon = Horizon(calendar: Example.calendar, steps: 8)
    result.plan.components = [
      {
        var part = SitePlan.ComponentPlan(component: "x", kind: "x")
        part.flows = [
          .init(
            FlowKey("y", .megawatts, .part),
            [0, -0.0, 1e-10, -1e-9, 123.456, 1e6, -2.5, 1234567.123456789])
        ]
        return part
      }()
    ]
    let cells = try lines("dispatch.csv", of: result).dropFirst().map {
      $0.split(separator: ",")[1]
    }
    #expect(
      cells == ["0", "0", "0", "-0.000000001", "123.456", "1000000", "-2.5", "1234567.123456789"])
  }

  @Test func theMixSharesOutSupplyAndCost() throws {
    let lines = try lines("mix.csv")
    #expect(
      lines == [
        "component,kind,capacity_mw,capacity_basis,energy_mwh,units,unit_name,annual_mwh,"
          + "share_of_supply,capacity_factor,annual_cost_usd,t_co2e,capital_usd,"
          + "investment_tax_credit_usd",
        "grid,grid,1.5,peak_import_mw,,,,13140,0.75,1,968400,5256,,",
        "solar,solar,4,mw_dc,,,,4380,0.25,0.125,350000,0,4000000,0",
        "bess,bess,1,mw_ac,4,,,0,,0,50000,0,500000,150000",
        "load,gpu_load,2.02,peak_load_mw,,,,17520,,0.99009901,0,0,,",
      ])
  }

  @Test func theBillHasALineForEachMonth() throws {
    let lines = try lines("bill.csv")
    #expect(lines.count == 25)
    // 744 hours less the one that daylight saving takes from March.
    #expect(lines[1] == "1,grid,energy,1116000,kWh,0.06,66960,,1,2024")
    #expect(lines[2] == "1,grid,demand,1500,kW,10,15000,2023-01-01T00:00,1,2024")
    #expect(lines[5].hasPrefix("3,grid,energy,1114500,kWh,0.06,"))
  }

  @Test func cellsWithCommasAreQuoted() throws {
    var result = Example.result
    result.plan.components[0].component = "grid, \"north\""
    #expect(try lines("mix.csv", of: result)[1].hasPrefix("\"grid, \"\"north\"\"\",grid,"))
  }

  @Test func findingsAreWrittenOnlyWhenThereAreAny() throws {
    #expect(try lines("findings.txt") == ["a first warning", "a second warning"])
    var result = Example.result
    result.warnings = []
    #expect(!ResultFiles.files(for: result).contains { $0.name == "findings.txt" })
  }

  @Test func withoutAPlanThereAreNoTables() {
    let names = ResultFiles.files(for: Example.infeasible).map(\.name)
    #expect(names == ["plan.json", "run.json", "findings.txt"])
    #expect(names.allSatisfy(ResultFiles.owned.contains))
  }
}
