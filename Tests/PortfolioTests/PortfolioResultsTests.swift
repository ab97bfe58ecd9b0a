import Components
import Foundation
import Portfolio
import Reporting
import SiteFiles
import SiteModel
import Testing

/// What a portfolio comes to, from plans that a test can add up.
@Suite("a portfolio")
struct PortfolioTests {
  /// Two sites with plans and one that crashed.
  private func files() async throws -> [String: String] {
    let place = try Place()
    let sites = ["a", "b", "c"].map {
      PortfolioSite(
        name: $0, site: $0 == "b" ? "abilene-texas" : "sparks-nevada", overrides: ["owner=x\($0)"])
    }
    let plan = await PortfolioCheck.plan(sites, Place.options(), jobs: 2)
    func sizes(_ battery: (Double, Double), _ gensets: (Double, Double))
      -> Keyed<PlanDocument.Size>
    {
      Keyed([
        ("battery", Place.size(battery.0, battery.1)),
        ("gensets", Place.size(gensets.0, units: gensets.1, "gensets")),
      ])
    }
    try place.write(
      plan: "optimal", of: "a", cost: 60, served: 100, sizes: sizes((1.5, 6), (4.8, 2)))
    try place.write(
      plan: "near_optimal", of: "b", cost: 40, served: 300, sizes: sizes((2.5, 4), (0, 0)))
    for (index, status) in [PortfolioRecord.Status.optimal, .nearOptimal, .crashed].enumerated() {
      try place.folder.write(
        PortfolioRecord(
          name: sites[index].name, key: try #require(plan.tasks[index].key), status: status,
          seconds: 1, peakMegabytes: nil, planDigest: nil,
          finding: status == .crashed ? "ended by signal 9" : ""))
    }
    let portfolio = try await PortfolioResults.read(plan, in: place.folder, jobs: 2)
    return Dictionary(
      uniqueKeysWithValues: portfolio.files.map {
        ($0.name, String(decoding: $0.bytes, as: UTF8.self))
      })
  }

  @Test("the build list adds up what is built, by type")
  func builds() async throws {
    #expect(
      try await files()["portfolio_build.csv"] == """
        type,sites,capacity_mw,energy_mwh,units,unit_name
        bess,2,4,10,,
        pipeline_gas,1,4.8,,2,gensets

        """)
  }

  /// 900 MWh, 33,000 USD and 50 t in three years; 20 of 920 MWh refused, of what the mean year asks for.
  @Test("a site planned over several years stands with its mean year, and the most that it builds")
  func years() async throws {
    let place = try Place()
    let sites = [PortfolioSite(name: "bridge", site: "sparks-nevada")]
    let plan = await PortfolioCheck.plan(sites, Place.options(), jobs: 1)
    try place.writeYears("feasible", of: "bridge")
    try place.folder.write(
      PortfolioRecord(
        name: "bridge", key: try #require(plan.tasks[0].key), status: .feasible, seconds: 1,
        peakMegabytes: nil, planDigest: nil, finding: ""))
    let portfolio = try await PortfolioResults.read(plan, in: place.folder, jobs: 1)
    let text = portfolio.files.map { String(decoding: $0.bytes, as: UTF8.self) }
    let row = try #require(text[0].split(separator: "\n").last).split(
      separator: ",", omittingEmptySubsequences: false)
    let figures = row[7...12].map { Double($0) ?? .nan }
    for (figure, hand) in zip(figures, [33, 11_000, 300, 50.0 / 3, 500.0 / 9, 900.0 / 920]) {
      #expect((figure - hand).magnitude < 1e-8 * hand)
    }
    #expect(row[15] == "3")
    #expect(text[1].contains("pipeline_gas,1,4.8,,2,gensets"))
    // Without its hours there are no emissions tables, and the table says what is missing.
    #expect(text[4].contains("dispatch-2027.csv, dispatch-2028.csv are not in"))
  }

  @Test("the curve runs from the cheapest site on, with means weighed by what was served")
  func curve() async throws {
    // (40 × 300 + 60 × 100) ÷ 400 = 45
    #expect(
      try await files()["portfolio_cost_curve.csv"] == """
        rank,name,cost_usd_per_mwh,served_mwh,cumulative_served_mwh,mean_cost_usd_per_mwh_so_far
        1,b,40,300,300,40
        2,a,60,100,400,45

        """)
  }

  @Test("a row a site, in the order of the portfolio, and one that failed says why")
  func rows() async throws {
    // 3 t on 100 MWh: 30 kg/MWh; 10 of 100 MWh not served
    #expect(
      try await files()["portfolio.csv"] == """
        name,site,status,owner,group,latitude,longitude,cost_usd_per_mwh,cash_usd_per_year,\
        served_mwh,t_co2e,kg_co2e_per_mwh,served_fraction,uptime_decision,finding,\
        mean_of_years,modules,expected_modules_up
        a,sparks-nevada,optimal,xa,,39.54,-119.44,60,6000,100,3,30,0.9,,,1,24,
        b,abilene-texas,near_optimal,xb,,32.45,-99.73,40,12000,300,3,10,0.9,,,1,120,
        c,sparks-nevada,crashed,xc,,39.54,-119.44,,,,,,,,ended by signal 9,,24,

        """)
  }

  @Test("a seed gives the same example sites again, and each of them can be read")
  func examples() async throws {
    let folder = DataFolder(path: Place.data, catalogue: .standard)
    let sites = try folder.siteNames().map { try folder.readSite(named: $0).site }
    let list = ExamplePortfolio.list(of: sites, count: 20, seed: 3)
    #expect(ExamplePortfolio.list(of: sites, count: 20, seed: 3) == list)
    #expect(ExamplePortfolio.list(of: sites, count: 20, seed: 4) != list)
    let place = try Place()
    try Data(list).write(to: URL(fileURLWithPath: "\(place.path)/list.csv"))
    let rows = try PortfolioList.read("\(place.path)/list.csv")
    #expect(rows.count == 20)
    #expect(Set(rows.map(\.site)).count == sites.count)
    let plan = await PortfolioCheck.plan(rows, Place.options(), jobs: 2)
    #expect(plan.tasks.compactMap(\.findings) == [])
    #expect(Set(plan.tasks.compactMap(\.key)).count == 20)
  }
}
