import Reporting
import SiteModel
import Testing
import Units

@Suite("The summary on the terminal")
struct SummaryTests {
  @Test func aPlanOnOneScreen() {
    let expected = """
      sample: Best plan found: 1,385,932 USD/year. No plan with this reserve can cost
        less than 1,384,269 (0.12 % below).
        The limit 'grid: import limit' decides: the last MW is worth 41,235 USD/year.

      At a glance
        LCOE (cash)                                               78.11 USD/MWh served
        capital after credits                                            4,350,000 USD
        emissions counted by caps                        5,256 t CO2e/year, 300 kg/MWh
        load served by plan                                                    99.01 %

      Build
        grid                                                       1.50 MW peak import
        solar                                                                4.00 MWdc
        bess                                                         1.00 MW, 4.00 MWh

      Installed capital                                             USD  after credits
        solar                                                 4,000,000      4,000,000
        bess                                                    500,000        350,000
        all components                                        4,500,000      4,350,000

      Energy                                             MWh/year     share    USD/MWh
        grid                                               13,140    75.0 %      73.70
        solar                                               4,380    25.0 %      79.91
        load served                                        17,520                78.11

      Cost                                                        USD/year     USD/MWh
        grid energy                                                788,400       45.00
        grid demand                                                180,000       10.27
        solar capital                                              350,000       19.98
        bess capital                                                50,000        2.85
        cost per MWh served (cash)                               1,368,400       78.11
        value of unserved load                                      17,520        1.00
        battery degradation (non-cash)                                  12        0.00

      Bill                                                                    USD/year
        the plan's bill                                                        968,400
        all of the plan's cash costs                                         1,368,400
        No business-as-usual case: the grid connection is 0.500 MW short of peak load,
          and no single source can meet it

      Emissions, AR6-100                                       t CO2e/year       scope
        grid grid                                                  5,256.0           2
        pad flare                                                    123.5     outside
        inside the cap's boundary, scope1+2-location               5,256.0

      Unserved by plan                                  MWh/year   of demand     hours
        inference                                              0       0.0 %         0
        training                                             175       2.0 %        88

      Binding constraints                            shadow price (USD/year)     steps
        grid.import_limit                            -41,235 USD/year per MW     8,760

      Certificate passed: with units and their running fixed, gap 5.6e-8, residuals
        1.2e-10 and 3.4e-9
      GLPK 5.0, interior point, 62 iterations; 113,882 rows, 105,138 columns; 7.2 s
      2 warnings, see findings.txt
      Files: notebooks-out/sample

      """
    #expect(Summary.text(Example.result, folder: "notebooks-out/sample") == expected)
  }

  @Test func anInfeasibleAnswerSaysWhatStandsInTheWay() {
    let expected = """
      sample: infeasible: no plan meets the limits

      What stands in the way, in the plan that comes closest
        power balance: load that no supply can carry, at most 0.500 MW, in all 1.25
          MWh in 3 hours, first 2023-01-01 18:00, last 2023-06-30 18:00
        The emissions cap is exceeded by 250.0 t CO2e/year

      GLPK 5.0, interior point, 62 iterations; 113,882 rows, 105,138 columns; 7.2 s
      2 warnings, see findings.txt

      """
    #expect(Summary.text(Example.infeasible) == expected)
  }

  @Test func whatCuresIsSaidWithThePathToType() {
    var result = Example.infeasible
    var limit = SitePlan.Remedy.Change(key: "components.grid.import_limit_mw", unit: "MW")
    (limit.amount, limit.from, limit.to) = (0.5, "1.5", "2")
    var load = SitePlan.Remedy.Change(key: "components.load.facility_load_mw", unit: "MW")
    load.shareLess = 0.25
    var words = SitePlan.Remedy.Change(key: "uptime.redundancy", unit: "")
    (words.from, words.to) = ("n+1", "n")
    result.plan.bindingLimits = [.init(limit: "grid.import_limit", steps: 3)]
    result.plan.remedies = [
      .init(changes: [limit], objective: Money(1_400_000, .usd)),
      .init(changes: [load, words], objective: Money(900_000, .usd)),
    ]
    let text = Summary.text(result)
    #expect(
      text.contains(
        """
        Limits that hold there                                                     steps
          grid.import_limit                                                            3

        Remedies, cheapest first: each alone makes the site feasible
          components.load.facility_load_mw: 25.00 % less in every step; and
            uptime.redundancy: n instead of n+1: the year then costs 900,000 USD
          components.grid.import_limit_mw: 2 instead of 1.5, 0.5 MW more: the year then
            costs 1,400,000 USD

        """))
  }

  @Test func theFirstLineSaysTheCostAndWhatNoPlanCanCostLessThan() {
    var result = Example.result
    result.plan.status = .nearOptimal
    let cost = result.plan.objective
    result.plan.optimality = .init(cost: cost, lowerBound: 0.998 * cost, mipGap: 0.002)
    let first = Summary.text(result).split(separator: "\n").prefix(2).joined(separator: "")
      .replacing("  ", with: " ")
    #expect(first.contains("sample: Best plan found: 1,385,932 USD/year."))
    #expect(first.contains("No plan with this reserve can cost less than 1,383,160 (0.2 % below)."))
  }

  @Test func aStoppedRunShowsNoPlan() {
    var result = Example.result
    result.plan.status = .stopped
    let text = Summary.text(result)
    #expect(text.hasPrefix("sample: stopped: no answer could be certified, so no plan is shown\n"))
    #expect(!text.contains("Build"))
    #expect(!text.contains("USD"))
  }

  @Test func everythingFitsEightyColumns() {
    var result = Example.result
    let long = "a_component_with_a_name_that_nobody_would_want_to_type_more_than_once"
    result.plan.components[0].component = long
    result.plan.components[1].units = 123_456
    result.plan.components[1].unitName = "gensets"
    result.plan.costs[0].component = long
    result.plan.emissions[0].component = long
    result.plan.classes[0].name = long
    result.plan.shadowPrices[0].limit = long + ".import_limit"
    result.plan.costs[1].amount = Money(987_654_321_987, .usd)
    for width in [60, 80, 120] {
      for line in Summary.text(result, width: width).split(separator: "\n") {
        #expect(line.count <= width, "\(line)")
      }
    }
  }

  @Test func manyCostLinesAreDrawnTogether() {
    var result = Example.result
    for index in 0..<20 {
      result.plan.costs.append(
        .init(
          component: "grid", line: "rider_\(index)", nature: .cash,
          amount: Money(Double(100 + index), .usd)))
    }
    let text = Summary.text(result)
    #expect(text.contains("\n  grid rider 19 "))
    #expect(!text.contains("\n  grid rider 9 "))
    // Riders 0 to 9: 100 + … + 109.
    #expect(text.contains("\n  10 smaller lines                                             1,045"))
  }

  @Test func colorAddsNothingButColor() {
    let plain = Summary.text(Example.result)
    let colored = Summary.text(Example.result, color: true)
    #expect(colored != plain)
    let stripped = colored.split(separator: "\u{1B}[1m", omittingEmptySubsequences: false)
      .joined().split(separator: "\u{1B}[0m", omittingEmptySubsequences: false).joined()
    #expect(stripped == plain)
  }

  @Test func doubtsAreTold() {
    var result = Example.result
    result.plan.components[2].flows[1].values[3] = 1
    result.plan.overlaps = [
      .init(component: "bess", step: 3, power: Power(0.25, .megawatts), cause: "no worth")
    ]
    let text = Summary.text(result)
    #expect(text.contains("Batteries charge and discharge at once: 0.250 MWh in 1 hours."))
  }

  @Test func theSolversTraceIsNoDoubt() {
    var result = Example.result
    result.plan.components[2].flows[1].values[3] = 1
    result.plan.overlaps = [
      .init(component: "bess", step: 3, power: Power(0.0001, .megawatts), cause: "no worth")
    ]
    #expect(!Summary.text(result).contains("at once"))
  }
}
