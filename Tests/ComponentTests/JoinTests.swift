import Accounting
import Formulation
import InteriorPointSolver
import LinearProgramming
import Reporting
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Blocks joined by links, each with its closed form: what years, phases and portfolios are made of.
@Suite("blocks and links")
struct JoinTests {
  private func solved(_ program: LinearProgram) throws -> SolverAnswer {
    let answer = try InteriorPointSolver().solve(
      program, method: .interiorPoint(), progress: nil)
    #expect(answer.verdict == .optimal)
    return answer
  }

  /// A number of units in each phase.
  private func given(_ rule: CapacityRule, _ amounts: [Double], _ phases: Phases) -> Capacity<
    NumberDimension
  > {
    Capacity(phases, amounts.map { .init(.constant($0), $0...$0) })
  }

  /// 2 MW flat; 1 MW of free genset from July on; 10 USD for each kW and month, 80 % of the eleven months
  /// before: billed 2 MW for six months and 1.6 MW for six, 216,000 USD.
  @Test("a genset that exists from 1 July only, from rows to bill.csv")
  func halfYear() throws {
    let demand = Tariff.Demand(
      tiers: [.init(from: .zero, price: PowerPrice(10, .usdPerKilowattMonth))],
      ratchets: [.init(share: 0.8, lookBack: .previous(11))])
    let tariff = Tariff(name: "t", lines: [.init(name: "demand", charge: .demand(demand))])
    let gas = Make.pipelineGas(
      "gensets",
      [
        "unit_mw": 1, "price_usd_per_mmbtu": 0, "variable_om_usd_per_mwh": 0,
        "minimum_load_fraction": 0,
      ])
    let site = Site.of([
      Make.grid("grid", ["import_limit_mw": 2, "tariff": .tariff(tariff)]), gas, Make.firmLoad(2),
    ])
    let phases = Phases(of: site.horizon, beginningIn: [0, 6])
    var program = LinearProgram()
    let year = Block(site, phases: phases, in: &program) { component, rule, _, _ in
      given(rule, component == "gensets" ? [0, 1] : [1, 1], phases)
    }
    program.minimise(year.cost)
    var point = try solved(program).x
    year.recomputeDependents(&point)
    let plan = year.plan(at: point, CapitalPart(discountRate: 0), status: .optimal)
    #expect(agree(plan.cost("grid", "demand"), 216_000))
    let bill = Bill(site: site, plan: plan)
    let table = BillTable(bill, over: site.horizon, dollarYear: 2026)
    let text = String(decoding: table.file.bytes, as: UTF8.self)
    let paid = text.split(separator: "\n").filter { $0.contains("demand") }
    #expect(paid.count == 12)
    #expect(paid.prefix(6).allSatisfy { $0.contains("20000") })
    #expect(paid.suffix(6).allSatisfy { $0.contains("16000") })
  }

  /// 1 MW in either of two years, of which a cap leaves 4,380 MWh in both together to the grid at 5 USD.
  /// A MW of solar costs 200 kUSD for both years, one for the second alone 80, and 1 MW is all that a year
  /// can use: 0.5 MW at once and 0.5 MW late, 0.5·200 + 0.5·80 + 4,380·0.005 = 161.9 kUSD.
  @Test("two years: the second has what the first had and what is new, one cap over both")
  func twoYears() throws {
    func site(_ load: Double) -> Site {
      Site.of(
        [
          Make.grid("grid", ["tariff": .tariff(Make.tariff(energy: 5, demand: 0))]),
          Make.solar(
            "solar",
            [
              "output_kw_per_kwdc": 1, "degradation_fraction_per_year": 0,
              "fixed_om_usd_per_kwdc_year": 0,
            ]), Make.firmLoad(.number(load)),
        ], emissions: ["cap_t_co2e_per_year": .number(0.4 * 4380)])
    }
    var program = LinearProgram()
    var solar = Expression<NumberDimension>.zero
    var new: [Expression<NumberDimension>] = []
    let years = [1.0, 1.0].enumerated().map { year, load in
      program.open(block: "\(2027 + year)", firstStep: year * 24)
      let site = site(load)
      return Block(site, over: site.first(24), in: &program) { component, rule, _, program in
        guard component == "solar" else { return given(rule, [1], .one) }
        let bought = rule.column(of: component, in: &program, .limits(0, 60))
        new.append(bought)
        solar.add(bought)
        return rule.capacity(solar, 0...60, .one)
      }
    }
    years[0].site.emissions.limit(years, in: &program)
    for year in years { program.minimise(year.cost) }
    program.minimise(200 * new[0] + 80 * new[1])
    let point = try solved(program).x
    #expect(agree(new[0].value(at: point), 0.5))
    #expect(agree(new[1].value(at: point), 0.5))
    #expect(agree(zip(program.columns, point).reduce(0) { $0 + $1.0.cost * $1.1 }, 161.9))
  }

  /// 10 modules of 1 MW: 6 where power costs 50 USD but no more can be had, 4 where it costs 80. A module
  /// more would go there: 80 · 8,760 USD a year.
  @Test("two sites joined by one row, the modules of each a column")
  func twoSites() throws {
    func site(_ price: Double, limit: Double) -> Site {
      Site.of([
        Make.grid(
          "grid",
          [
            "import_limit_mw": .number(limit),
            "tariff": .tariff(Make.tariff(energy: price, demand: 0)),
          ]), Make.firmLoad(10),
      ])
    }
    var program = LinearProgram()
    var modules: [Expression<NumberDimension>] = []
    let sites = [("a", site(50, limit: 6)), ("b", site(80, limit: 20))].enumerated().map {
      place, named in
      program.open(block: named.0, firstStep: place * 24)
      return Block(named.1, over: named.1.first(24), in: &program) { component, _, _, program in
        let own: Expression<NumberDimension> = program.column(
          component, "modules", .limits(0, 10))
        modules.append(own)
        return Capacity(.one, [.init(0.1 * own, 0...1)])
      }
    }
    let shared = program.family("portfolio", "modules")
    program.require(shared, modules[0] + modules[1] .== .constant(10))
    for site in sites { program.minimise(site.cost) }
    let answer = try solved(program)
    #expect(agree(modules[0].value(at: answer.x), 6))
    #expect(agree(modules[1].value(at: answer.x), 4))
    let row = try #require(program.rows.indices.first { program.rows[$0].family == shared })
    #expect(agree(answer.y[row], 80 * 8.760))
  }
}
