import Components
import Foundation
import Reporting
import SiteModel
import TestSupport
import Testing
import Units
import EmissionsReport

/// What a manifest says of an inventory follows from the run.
@Suite("the manifest of the emissions tables")
struct ManifestTests {
  private static let load = GPULoad(
    name: "load",
    values: ParameterValues([
      "facility_load_mw": .number(2),
      "classes": .records([
        NamedValues(
          name: "firm",
          values: ParameterValues(["kind": .word("firm"), "share_fraction": .number(1)]))
      ]),
    ]))

  private static func grid(_ more: [String: ParameterValue] = [:]) -> Grid {
    let own: [String: ParameterValue] = [
      "tariff": .tariff(Tariff(name: "none", lines: [])), "import_limit_mw": .number(5),
      "co2_kg_per_mwh": .number(400),
    ]
    return Grid(name: "grid", values: ParameterValues(own.merging(more) { $1 }))
  }

  private struct Sentences: Decodable {
    let times: String
    let not_counted: [String]
    let reading: [String]
  }

  private static func manifest(
    _ components: [any Component], _ emissions: [String: ParameterValue] = [:],
    offset: Int? = nil
  ) throws -> Sentences {
    let calendar = Calendar(year: 2025, daylightSaving: .none, utcOffsetMinutes: offset)
    let site = Site(
      name: "sample", description: "", location: nil, calendar: calendar, stepMinutes: 60,
      dollarYear: 2026, realDiscountRate: 0.08, components: components, uptime: UptimePolicy(),
      emissions: EmissionsPolicy(values: ParameterValues(emissions)))
    var plan = SitePlan(status: .optimal, horizon: Horizon(calendar: calendar))
    plan.components = components.map { component in
      var part = SitePlan.ComponentPlan(of: component)
      if component is BESS { part.power = Power(1, .megawatts) }
      return part
    }
    let result = RunResult(
      site: site, plan: plan, certificate: nil, program: .init(rows: 1, columns: 1, nonzeros: 1),
      solver: .init(name: "GLPK", version: "5.0", method: "simplex", iterations: 1))
    let record = PlanDocument(result)
    let file = EmissionsManifest(
      version: "1", runID: "run", inputs: [.init(path: "a.csv", sha256: "1")], outputs: [],
      site: site, plan: plan, of: record.frame
    ).file
    let check = try SchemaCheck(EmissionsManifest.schemaFile.text)
    #expect(
      check.problems(in: try JSONSerialization.jsonObject(with: Data(file.bytes))) == [])
    return try JSONDecoder().decode(Sentences.self, from: Data(file.bytes))
  }

  private static let always = ["embodied carbon of buildings", "refrigerants and SF6"]

  @Test("names the site's clock, or that there is none")
  func clock() throws {
    #expect(try Self.manifest([Self.load]).times.contains("the site states no offset from UTC"))
    for (minutes, words) in [(-480, "UTC-08:00"), (330, "UTC+05:30"), (-210, "UTC-03:30")] {
      #expect(try Self.manifest([Self.load], offset: minutes).times.contains(words))
    }
  }

  @Test("says that the making of equipment is left out only where it is")
  func embodied() throws {
    func row(_ name: String, _ unit: String) -> EmissionFactor {
      EmissionFactor(
        id: "made.\(name)", quantity: .embodied, gas: "CO2e", value: 1, unit: unit,
        validYears: 2000...2100, isPlaceholder: false, cells: [])
    }
    let none = try Self.manifest([Self.load])
    #expect(
      none.not_counted == ["embodied carbon of equipment and GPUs (no embodied_factors)"]
        + Self.always)
    #expect(!none.reading.contains { $0.contains("CO2e alone") || $0.contains("three methods") })
    let modules = GPULoad(
      name: "load",
      values: ParameterValues([
        "modules": .number(24), "it_mw_per_module": .number(0.05), "pue_fraction": .number(1.2),
        "classes": .records([
          NamedValues(
            name: "firm",
            values: ParameterValues(["kind": .word("firm"), "share_fraction": .number(1)]))
        ]),
      ]))
    let set = FactorSet(id: "made", factors: [row("gpu_module", "kg/module")])
    let counted = try Self.manifest([modules], ["embodied_factors": .factors(set)])
    #expect(counted.not_counted == Self.always)
    let series = try Self.manifest([Self.load], ["embodied_factors": .factors(set)])
    #expect(
      series.not_counted
        == ["embodied carbon of the GPUs of load (no modules, or no gpu_module in made)"]
        + Self.always)
  }

  @Test("says of imports what the ledger holds")
  func imports() throws {
    let losses = "losses of transmission and distribution before the meter of grid"
    let without = try Self.manifest([Self.grid(), Self.load])
    #expect(without.not_counted.contains { $0.hasPrefix(losses) })
    #expect(!without.not_counted.contains { $0.contains("CO2 alone") })
    let with = try Self.manifest(
      [Self.grid(["grid_loss_fraction": .number(0.044)]), Self.load],
      ["residual_mix_co2_kg_per_mwh": .number(450)])
    #expect(!with.not_counted.contains { $0.hasPrefix(losses) })
    #expect(with.reading.contains { $0.contains("Scope 3, category 3") })
    #expect(with.not_counted.contains { $0.hasPrefix("CH4 and N2O of imports") })
  }
}
