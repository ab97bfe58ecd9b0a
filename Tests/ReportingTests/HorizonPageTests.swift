import Foundation
import ReportPage
import Reporting
import SiteModel
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("The screen and the page of a plan over several years")
struct HorizonPageTests {
  private func html(_ result: HorizonResult = HorizonExample.result) throws -> String {
    let report = HorizonReport(
      site: result.site, document: HorizonDocument(result), beside: .init(version: "0.0.0"))
    return String(decoding: try report.page.bytes, as: UTF8.self)
  }

  private func pictures(_ page: String) -> [String] {
    page.matches(of: /(?s)<svg.*?<\/svg>/).map { String($0.0) }
  }

  @Test("every picture is well formed, and the build schedule is the first")
  func drawings() throws {
    for result in [HorizonExample.result, twenty] {
      let all = pictures(try html(result))
      #expect(all.count > 4)
      #expect(try #require(all.first).contains("aria-label=\"Build schedule."))
      for picture in all {
        let parser = XMLParser(data: Data(picture.utf8))
        #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "") in \(picture)")
        #expect(!picture.contains("nan") && !picture.contains("inf%"))
      }
    }
  }

  @Test("a name of the site cannot leave its picture")
  func hostileNames() throws {
    var result = HorizonExample.result
    for place in result.plan.capacities.indices {
      result.plan.capacities[place].component = "<b title=\"x\">&"
    }
    let page = try html(result)
    #expect(!page.contains("<b title"))
    #expect(pictures(page).allSatisfy { XMLParser(data: Data($0.utf8)).parse() })
  }

  /// The same twice over twenty years, of which four are modelled.
  private var twenty: HorizonResult {
    var result = HorizonExample.result
    let horizon = PlanningHorizon(
      values: ParameterValues([
        "years": .number(20), "start_month": .word("2027-01"), "phase_years": .number(2),
        "modelled_years": .series([1, 2, 3, 10]), "salvage": .word("annuity"),
      ]), rate: 0.08)
    var plan = HorizonPlan(status: .optimal, horizon: horizon)
    (plan.builds, plan.capacities, plan.costs) =
      (result.plan.builds, result.plan.capacities, result.plan.costs)
    plan.load = (0..<240).map { .init(month: $0, delivered: 8, energised: $0 < 5 ? 0 : 8) }
    plan.years = zip([0, 1, 2, 9], [1, 1, 7, 11]).map { position, count in
      .init(
        position: position, count: count, worth: 1, plan: result.plan.years[min(1, position)].plan)
    }
    result.plan = plan
    return result
  }

  @Test("years that stand for others say so, and the first years have room")
  func longHorizon() throws {
    let page = try html(twenty)
    #expect(page.contains("2036–2046"))
    #expect(
      page.contains("The first 2 years, in which something may be built each month, take half"))
  }

  @Test("a reader finds first power, what waits for what, and the worth of a month")
  func facts() throws {
    let page = try html()
    for fact in [
      "First power is in 2027-04, month 3 of the horizon.", "grid: not energised before 2028-01",
      "gensets: none can be delivered before 2027-04", "in 24 months from 2027-01", "21,391",
      "grid.energised month", "1,068.70", "100.00 USD of cash", "11,066,034", "84.91",
      "No plan with this reserve can cost less than 11,000,000 (0.6 % below).",
      "prices are placeholders",
      "sitemix optimise bridge --set &#39;horizon.years=2&#39;", "a first warning",
    ] {
      #expect(page.contains(fact), "\(fact)")
    }
    #expect(!page.contains("<script"))
    let infeasible = try html(HorizonExample.infeasible)
    #expect(infeasible.contains("load that no supply can carry"))
    #expect(pictures(infeasible).isEmpty)
  }

  @Test("one screen, at most as wide as asked")
  func screen() {
    let text = HorizonSummary.text(
      HorizonExample.result, folder: "notebooks-out/bridge", files: ["plan.json", "builds.csv"])
    for fact in [
      "  2028-01 sold gensets                                 2 units        -1,500,000",
      "  2028                   3,550,000       56,940      8,760     62.35      22,024",
      "  value lost by waiting for power                                      4,000,000",
      "First power: 2027-04 (month 3 of the horizon)",
      "  2027-04 until 2028-01                                                        1",
      "    gensets: all 3 units delivered by then stand",
      "  gensets.first_delivery_month (2027-04)                617,000",
      "Bridge power: 100.00 USD for each of 26,280 MWh bridged",
      "Files: notebooks-out/bridge: plan.json, builds.csv",
    ] {
      #expect(text.contains(fact), "\(fact) in\n\(text)")
    }
    #expect(
      text.hasPrefix("bridge: Best plan found: 11,066,034 USD, the present value of 2 years from\n")
    )
    #expect(text.contains("less than 11,000,000 (0.6 %"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
