import Components
import Fleet
import Foundation
import Reporting
import SiteFiles
import SiteModel
import Testing

/// What a fleet comes to, from plans that a test can add up.
@Suite("a portfolio")
struct PortfolioTests {
  /// Two sites with plans and one that crashed.
  private func files() async throws -> [String: String] {
    let place = try Place()
    let sites = ["a", "b", "c"].map {
      FleetSite(
        name: $0, site: $0 == "b" ? "abilene-texas" : "sparks-nevada", overrides: ["owner=x\($0)"])
    }
    let plan = await FleetCheck.plan(sites, Place.options(), jobs: 2)
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
    for (index, status) in [FleetRecord.Status.optimal, .nearOptimal, .crashed].enumerated() {
      try place.folder.write(
        FleetRecord(
          name: sites[index].name, key: try #require(plan.tasks[index].key), status: status,
          seconds: 1, peakMegabytes: nil, planDigest: nil,
          finding: status == .crashed ? "ended by signal 9" : ""))
    }
    let portfolio = try await Portfolio.read(plan, in: place.folder, jobs: 2)
    return Dictionary(
      uniqueKeysWithValues: portfolio.files.map {
        ($0.name, String(decoding: $0.bytes, as: UTF8.self))
      })
  }

  @Test("the build list adds up what is built, by type")
  func builds() async throws {
    #expect(
      try await files()["fleet_build.csv"] == """
        type,sites,capacity_mw,energy_mwh,units,unit_name
        bess,2,4,10,,
        pipeline_gas,1,4.8,,2,gensets

        """)
  }

  @Test("the curve runs from the cheapest site on, with means weighed by what was served")
  func curve() async throws {
    // (40 × 300 + 60 × 100) ÷ 400 = 45
    #expect(
      try await files()["fleet_cost_curve.csv"] == """
        rank,name,cost_usd_per_mwh,served_mwh,cumulative_served_mwh,mean_cost_usd_per_mwh_so_far
        1,b,40,300,300,40
        2,a,60,100,400,45

        """)
  }

  @Test("a row a site, in the order of the fleet, and one that failed says why")
  func rows() async throws {
    // 3 t on 100 MWh: 30 kg/MWh; 10 of 100 MWh not served
    #expect(
      try await files()["fleet.csv"] == """
        name,site,status,owner,group,latitude,longitude,cost_usd_per_mwh,cash_usd_per_year,\
        served_mwh,t_co2e,kg_co2e_per_mwh,served_fraction,uptime_decision,finding
        a,sparks-nevada,optimal,xa,,39.54,-119.44,60,6000,100,3,30,0.9,,
        b,abilene-texas,near_optimal,xb,,32.45,-99.73,40,12000,300,3,10,0.9,,
        c,sparks-nevada,crashed,xc,,39.54,-119.44,,,,,,,,ended by signal 9

        """)
  }

  @Test("a seed gives the same example sites again, and each of them can be read")
  func examples() async throws {
    let folder = DataFolder(path: Place.data, catalogue: .standard)
    let sites = try folder.siteNames().map { try folder.readSite(named: $0).site }
    let list = ExampleFleet.list(of: sites, count: 20, seed: 3)
    #expect(ExampleFleet.list(of: sites, count: 20, seed: 3) == list)
    #expect(ExampleFleet.list(of: sites, count: 20, seed: 4) != list)
    let place = try Place()
    try Data(list).write(to: URL(fileURLWithPath: "\(place.path)/list.csv"))
    let rows = try FleetList.read("\(place.path)/list.csv")
    #expect(rows.count == 20)
    #expect(Set(rows.map(\.site)).count == sites.count)
    let plan = await FleetCheck.plan(rows, Place.options(), jobs: 2)
    #expect(plan.tasks.compactMap(\.findings) == [])
    #expect(Set(plan.tasks.compactMap(\.key)).count == 20)
  }
}
