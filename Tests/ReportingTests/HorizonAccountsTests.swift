import Accounting
import EmissionsReport
import Foundation
import Reporting
import SiteModel
import TestSupport
import Testing
import Units

/// Bills, emissions and comparisons of the two years of the example, by hand.
@Suite("bills and emissions of a plan over several years")
struct HorizonAccountsTests {
  private func years(counts: [Int] = [1, 1]) -> [HorizonAccounts.Year] {
    zip(HorizonExample.plan.years, counts).map { year, count in
      HorizonAccounts.Year(
        2027 + year.position, count: count,
        HorizonExample.site.inYear(from: 12 * year.position), year.plan)
    }
  }

  private func rows(_ file: OutputFile) -> [[String]] {
    String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  /// The grid comes in January 2028: 6 MW of 60 USD/MWh in 8,760 h, and 12 months of 6 MW at 10 USD/kW.
  @Test("no bill before a connection is energised, and the years by line")
  func bill() throws {
    let accounts = HorizonAccounts(years())
    let bill = rows(accounts.bill)
    #expect(Set(bill.dropFirst().map { $0[0] }) == ["2028"])
    let amounts = bill.dropFirst().map { (line: $0[4], usd: Double($0[8]) ?? .nan) }
    func sum(_ line: String) -> Double {
      amounts.filter { $0.line == line }.reduce(0) { $0 + $1.usd }
    }
    #expect(agree(sum("energy"), 6 * 60 * 8760))
    #expect(agree(sum("demand"), 12 * 6000 * 10))
    let text = accounts.text().split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    #expect(text.first == ["USD", "energy", "demand", "total"])
    #expect(text.contains(["2027"]))
    #expect(text.contains(["2028", "3,153,600", "720,000", "3,873,600"]))
    #expect(text.last == ["all", "years", "3,153,600", "720,000", "3,873,600"])
    // A modelled year that stands for three has its bill three times.
    let long = HorizonAccounts(years(counts: [1, 3])).text()
    #expect(long.contains("2028–2030"))
    #expect(long.split(separator: "\n").last?.hasSuffix("11,620,800") == true)
    #expect(
      HorizonText.energised(HorizonExample.site) == [
        "No bill before 2028-01: grid is energised then."
      ])
  }

  /// 6 MW · 8,760 h · 400 kg a year; making counts once, whatever its year stands for.
  @Test("running counts in every year that a modelled one stands for, making once")
  func emissions() throws {
    let made = years().map { year in
      EmissionsTables(
        site: year.site, plan: year.plan, planned: [:], registry: [], runID: "test")
    }
    let all = EmissionsYears([.init(made[0], count: 1), .init(made[1], count: 3)])
    let rows = rows(all.file)
    let header = rows[0]
    func figure(_ row: [String], _ name: String) throws -> Double {
      let place = try #require(header.firstIndex(of: name))
      return try #require(Double(row[place]))
    }
    #expect(rows.map { $0[2] } == ["row", "year", "year", "horizon"])
    #expect(rows[2][3] == "2028" && rows[2][4] == "3")
    let year = 6 * 8760 * 0.4
    #expect(agree(try figure(rows[2], "scope2_location_t_co2e"), year))
    #expect(agree(try figure(rows[3], "scope2_location_t_co2e"), 3 * year))
    #expect(try figure(rows[1], "scope2_location_t_co2e") == 0)
    let facility = 3 * 8760 + 3 * 6.5 * 8760
    #expect(agree(try figure(rows[3], "facility_mwh"), facility))
    #expect(all.text.contains("2028–2030"))
    let stamps = try #require(
      made[1].files(hourly: false).first { $0.name == "emissions_ledger.csv" })
    let text = String(decoding: stamps.bytes, as: UTF8.self)
    #expect(text.contains("2028-01-01T00:00") && !text.contains("2023-"))
  }

  @Test(
    "a plan over the same years is told by present values and years, and differs from itself in nothing"
  )
  func sameYears() throws {
    let document = HorizonDocument(HorizonExample.result)
    let terms = ComparisonTerms(document, document)
    guard case .horizon = terms else {
      Issue.record("not told over the horizon")
      return
    }
    let column = PlanColumn(document, in: terms, title: "bridge")
    let rows = rows(PlanComparison(column, column, inputs: [], terms: terms).file)
    #expect(rows.dropFirst().allSatisfy { $0[5] == "0" && $0[3] == $0[4] })
    #expect(rows.contains { $0[1] == "objective" && $0[3] == "11066034" && $0[2] == "USD" })
    #expect(rows.contains { $0[1] == "2028 served" && $0[3] == "56940" })
    #expect(rows.contains { $0[1] == "month of first power" && $0[3] == "3" })
    #expect(rows.contains { $0[1] == "battery.capital" && $0[3] == "966000" })
  }

  /// At no interest two years are worth two: 11,066,034 USD are 5,533,017 a year.
  @Test("beside other years or a year that recurs it is told by its mean year")
  func meanYear() throws {
    let document = HorizonDocument(HorizonExample.result)
    var other = document
    other.horizon.start = "2028-01"
    guard case .meanYear = ComparisonTerms(document, other) else {
      Issue.record("present values at two dates are set side by side")
      return
    }
    var year = PlanDocument()
    (year.objective, year.served) = (5_000_000, 40_000)
    let rows = rows(
      PlanComparison(
        PlanColumn(document, in: .meanYear, title: "bridge"),
        PlanColumn(meanYearOf: year, title: "plain"), inputs: [], terms: .meanYear
      ).file)
    #expect(
      rows.contains {
        $0[1] == "objective" && $0[2] == "USD/year" && $0[3] == "5533017" && $0[5] == "-533017"
      })
    #expect(rows.contains { $0[1] == "energy served" && $0[3] == "41610" && $0[4] == "40000" })
    let waiting = try #require(PlanColumn(waitingForTheGridBeside: document))
    #expect(waiting.title.contains("waiting for the grid alone"))
  }

  @Test(
    "hours of a leap year of the horizon skip its 29 February, those of a leap site keep the site's year"
  )
  func stamps() throws {
    let calendar = Calendar(year: 2023, daylightSaving: .none)
    let horizon = Horizon(calendar: calendar)
    #expect(HourText.stamp(59 * 24, in: horizon, of: 2028) == "2028-03-01T00:00")
    let zoned = Horizon(
      calendar: Calendar(year: 2023, daylightSaving: .none, utcOffsetMinutes: -480))
    #expect(HourText.utc(8759, in: zoned, of: 2028) == "2029-01-01T07:00Z")
    #expect(HorizonExample.site.inYear(from: 12).stampYear == 2028)
    #expect(HorizonExample.site.stampYear == 2023)
  }
}
