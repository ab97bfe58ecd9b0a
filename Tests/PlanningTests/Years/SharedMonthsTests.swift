import Formulation
import InteriorPointSolver
import LinearProgramming
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Equipment that sites share, by the month in which it comes.
@Suite("months of shared equipment")
struct SharedMonthsTests {
  private static let months = 6

  /// 3 MW flat; gensets for 10 USD/kW run at 32 USD/MWh, imports cost 100: each genset pays at once.
  private func site(_ most: [(before: Int?, most: Double)]) -> Site {
    let engine: Keys = [
      "unit_mw": 1, "incremental_heat_rate_mmbtu_per_mwh": 8, "no_load_mmbtu_per_h_per_mw": 0,
      "price_usd_per_mmbtu": 2, "variable_om_usd_per_mwh": 16, "minimum_load_fraction": 0,
      "fixed_om_usd_per_kw_year": 0, "capex_usd_per_kw": 10,
    ]
    var site = Site.of([
      Make.grid(
        "grid",
        ["import_limit_mw": 5, "tariff": .tariff(Make.tariff(energy: 100, demand: 0))]),
      Make.pipelineGas("gensets", engine), Make.firmLoad(3),
    ]).over(1)
    site.sharing = SharedTerms(
      terms: most.map {
        .init(
          name: "gensets_\($0.before ?? 0)",
          measure: .equipment(words: ["gensets"], per: .unit, before: $0.before), price: 0,
          most: $0.most)
      })
    return site
  }

  /// Units that have come by each month.
  private func come(_ most: [(before: Int?, most: Double)]) throws -> [Double] {
    let site = site(most)
    let timeline = Timeline(
      (0..<Self.months).map {
        .init(name: "\($0)", firstMonth: $0, months: $0..<($0 + 1), begins: [0])
      }, months: Self.months, rate: 0, salvage: .none)
    let program = HorizonProgram(
      site, timeline, over: site.first(24),
      years: (0..<Self.months).map { site.inYear(from: $0) })
    let answer = try InteriorPointSolver().solve(
      program.program.inOwnUnit(), method: .interiorPoint(), progress: nil)
    #expect(answer.verdict == .optimal)
    let point = program.program.fromOwnUnit(x: answer.x)
    return (0..<Self.months).map { month in
      program.buildColumns.filter { $0.component == "gensets" && $0.month <= month }
        .reduce(0) { $0 + $1.column.value(at: point) }
    }
  }

  @Test("what comes in March is not bought in February")
  func march() throws {
    let free = try come([(nil, 100)])
    #expect(free.allSatisfy { agree($0, 3, within: 1e-4) }, "\(free)")
    // None before month 2, two before month 4, five in all.
    let dated = try come([(2, 0), (4, 2), (nil, 5)])
    let expected = [0.0, 0, 2, 2, 3, 3]
    #expect(zip(dated, expected).allSatisfy { agree($0, $1, within: 1e-4) }, "\(dated)")
  }
}
