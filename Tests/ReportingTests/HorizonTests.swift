import Foundation
import Reporting
import SiteModel
import TestSupport
import Testing
import Units

@Suite("The files of a plan over several years")
struct HorizonTests {
  private func rows(_ name: String, dispatched: [Int] = []) throws -> [[String]] {
    let files = HorizonFiles.files(for: HorizonExample.result, dispatched: dispatched)
    let file = try #require(files.first { $0.name == name })
    return String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test("a row for each build, retirement and sale, in order of time")
  func builds() throws {
    #expect(
      try rows("builds.csv").map { $0.joined(separator: ",") } == [
        "date,month,component,capacity,what,amount,unit,capital_usd,investment_tax_credit_usd,revenue_usd",
        "2027-04,3,gensets,units,built,3,units,3900000,0,",
        "2027-07,6,battery,energy,built,4,MWh,880000,264000,",
        "2028-01,12,gensets,units,sold,2,units,,,1500000",
        "2028-01,12,battery,energy,built,2.5,MWh,500000,150000,",
        "2028-07,18,battery,energy,retired,4,MWh,,,",
      ])
  }

  @Test("present values sum to the objective")
  func costs() throws {
    let rows = try rows("costs.csv")
    #expect(rows[0] == ["component", "line", "nature", "present_value_usd"])
    let sum = rows.dropFirst().compactMap { Double($0[3]) }.reduce(0, +)
    #expect(sum == 11_066_034)
    #expect(HorizonExample.plan.presentValue.in(.usd) == sum)
  }

  @Test("each year has its costs, its load and its energy by hand")
  func years() throws {
    let rows = try rows("years.csv")
    func cell(_ year: Int, _ name: String) throws -> Double {
      let place = try #require(rows[0].firstIndex(of: name), "\(name)")
      return try #require(Double(rows[year][place]), "\(name) of \(year)")
    }
    #expect(rows.count == 3)
    for (year, values) in [
      (
        1,
        [
          "year": 2027, "years": 1, "present_worth_factor": 1, "cash_usd": 550_000,
          "value_lost_by_waiting_usd": 2_000_000, "capital_usd": 4_780_000,
          "investment_tax_credit_usd": 264_000, "sales_usd": 0, "delivered_mwh": 35_040,
          "served_mwh": 26_280, "unserved_mwh": 0, "waiting_mwh": 8_760, "peak_import_mw": 0,
          "scope_1_t_co2e": 1000, "scope_2_t_co2e": 0,
          "cost_per_mwh_served_usd": 550_000.0 / 26_280,
          "cost_per_gpu_hour_usd": 550_000.0 / 13_140_000, "gensets_output_mwh": 26_280,
        ]
      ),
      (
        2,
        [
          "year": 2028, "cash_usd": 3_550_000, "capital_usd": 500_000, "sales_usd": 1_500_000,
          "delivered_mwh": 70_080, "served_mwh": 56_940, "unserved_mwh": 4_380,
          "waiting_mwh": 8_760, "peak_import_mw": 6, "scope_2_t_co2e": 21_024,
          "grid_import_mwh": 52_560, "gensets_output_mwh": 4_380,
        ] as [String: Double]
      ),
    ] {
      for (name, value) in values {
        #expect((try cell(year, name) - value).magnitude < 1e-6, "\(name) of \(year)")
      }
    }
  }

  @Test("capacities by date, load by month, and the hours of the years that were asked for")
  func others() throws {
    let capacities = try rows("capacities.csv")
    #expect(capacities[2] == ["2027-04", "3", "gensets", "units", "units", "3", "2.7"])
    let load = try rows("load.csv")
    #expect(load.count == 25)
    #expect(load[1] == ["2027-01", "0", "4", "0", "4"])
    #expect(load[24] == ["2028-12", "23", "8", "7", "1"])
    let files = HorizonFiles.files(for: HorizonExample.result, dispatched: [2]).map(\.name)
    #expect(files.contains("dispatch-2028.csv"))
    #expect(!files.contains("dispatch-2027.csv"))
    let hours = try rows("dispatch-2028.csv", dispatched: [2])
    #expect(hours[1][1] == "6")
    #expect(hours[1][0] == "2028-01-01T00:00")
    #expect(
      HorizonFiles.files(for: HorizonExample.result).map(\.name).filter { $0.hasPrefix("dispatch") }
        == ["dispatch-2027.csv", "dispatch-2028.csv"])
    #expect(files.allSatisfy(ResultFiles.owned.contains), "\(files)")
  }

  @Test("what waits, until when and for what")
  func waiting() throws {
    let waiting = try #require(HorizonDocument(HorizonExample.result).waiting)
    #expect(waiting.map(\.from.date) == ["2027-01", "2027-04", "2028-01"])
    #expect(waiting.map(\.until.date) == ["2027-04", "2028-01", "2029-01"])
    #expect(waiting.map(\.greatest) == [4, 1, 1])
    let grid = "grid: not energised before 2028-01"
    #expect(
      waiting.map(\.reasons) == [
        [grid, "gensets: none can be delivered before 2027-04"],
        [grid, "gensets: all 3 units delivered by then stand"],
        [],
      ])
  }

  @Test(
    "a document is written and read to the byte, keeps to its schema, and is no plan of one year")
  func document() throws {
    let schema = try #require(DocumentSchemas.files.first { $0.name == "horizon.schema.json" })
    let check = try SchemaCheck(schema.text)
    for result in [HorizonExample.result, HorizonExample.infeasible] {
      let file = try #require(HorizonFiles.files(for: result).first { $0.name == "plan.json" })
      let read = try HorizonDocument.read(Data(file.bytes), named: "plan.json", "bridge")
      #expect(Array(read.text.utf8) == file.bytes)
      #expect(check.problems(in: try JSONSerialization.jsonObject(with: Data(file.bytes))) == [])
      #expect(throws: PlanDocument.Failure.self) {
        try PlanDocument.read(Data(file.bytes), named: "plan.json", "bridge")
      }
    }
    let document = HorizonDocument(HorizonExample.result)
    #expect(document.objective == 11_066_034)
    #expect(document.served == 83_220)
    #expect((try #require(document.costPerServed) - 7_066_000.0 / 83_220).magnitude < 1e-9)
    #expect(document.firstPower?.date == "2027-04")
    #expect(document.certificate?.yearGaps.members.map(\.key) == ["2028"])
    #expect(document.answers?.gridAlone?.costPerBridged == 100)
  }

  @Test("without a plan there are no tables, and the reasons are told")
  func infeasible() throws {
    let names = HorizonFiles.files(for: HorizonExample.infeasible).map(\.name)
    #expect(names == ["plan.json", "run.json", "findings.txt"])
    let text = HorizonSummary.text(HorizonExample.infeasible)
    #expect(text.contains("infeasible: no plan meets the limits in every year"))
    #expect(text.contains("power balance: load that no supply can carry, at most 0.500 MW"))
  }

  @Test("a plan of one year takes the place of one over several, and the other way round")
  func folder() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "horizon-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = OutputFolder(path: folder.path)
    let path = try output.write(HorizonExample.result, dispatched: [1], site: "bridge")
    func names() throws -> Set<String> {
      Set(try FileManager.default.contentsOfDirectory(atPath: path))
    }
    #expect(try names().isSuperset(of: ["plan.json", "builds.csv", "dispatch-2027.csv"]))
    try output.write(Example.result, site: "bridge")
    #expect(try names().isDisjoint(with: ["builds.csv", "dispatch-2027.csv"]))
    var stopped = HorizonExample.result
    stopped.plan = HorizonPlan(status: .stopped, horizon: HorizonExample.horizon)
    try output.write(stopped, site: "bridge")
    #expect(try names().isSuperset(of: ["mix.csv", "run.json"]))
    try output.write(HorizonExample.result, site: "bridge")
    #expect(try names().isDisjoint(with: ["mix.csv", "bill.csv", "dispatch.csv"]))
  }
}
