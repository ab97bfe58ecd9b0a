import Accounting
import Components
import Foundation
import SiteFiles
import SiteModel
import Testing
import Units

/// Where imports of the shipped sites stand in their inventories.
@Suite("Imports of the shipped sites")
struct ShippedInventoryTests {
  private static let folder = DataFolder(
    path: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("data").path, catalogue: .standard)

  /// eGRID 2024 as published, lb/MWh of CO2, CH4 and N2O.
  private static let rates: [(site: String, rates: [Double])] = [
    ("abilene-texas", [700.7, 0.04, 0.006]), ("amarillo-texas", [850.6, 0.051, 0.007]),
    ("cheyenne-wyoming", [959, 0.079, 0.011]), ("childress-texas", [700.7, 0.04, 0.006]),
    ("sparks-nevada", [579.2, 0.047, 0.007]), ("warrenton-missouri", [1150.4, 0.123, 0.018]),
    ("williston-north-dakota", [862.6, 0.089, 0.013]),
  ]

  /// The ledger of imports that are the same all year.
  private static func ledger(_ name: String, megawattHours: Double) throws -> Ledger {
    let site = try folder.readSite(named: name).site
    let horizon = Horizon(calendar: site.calendar)
    let power = megawattHours / Double(horizon.count)
    let plan = Sites.plan(horizon, "grid", ["import_mw": Sites.flat(power, horizon)])
    return Ledger(site: site, plan: plan)
  }

  private static func tonnes(_ ledger: Ledger, _ method: String) -> Double {
    ledger.equivalent(of: ledger.lines.filter { $0.label.method == method }, .ar6Hundred)
  }

  @Test("are at the registry's rate in Scope 2, and their losses are Scope 3", arguments: rates)
  func boundary(_ name: String, _ rates: [Double]) throws {
    let ledger = try Self.ledger(name, megawattHours: 1000)
    let bought = Self.tonnes(ledger, "S2-LBM")
    let rate = 0.453_592_37 * (rates[0] + 29.8 * rates[1] + 273 * rates[2])
    #expect((bought / rate - 1).magnitude < 1e-9)
    #expect((Self.tonnes(ledger, "S3-3-TD") / bought - 0.044 / 0.956).magnitude < 1e-9)
    let imports = ledger.lines.filter { ["S2-LBM", "S3-3-TD"].contains($0.label.method) }
    #expect(imports.count == 6)
    #expect(imports.allSatisfy { $0.label.evidence == "registry" })
    #expect(imports.allSatisfy { $0.label.factorID.hasPrefix("egrid-2024-") })
    for line in imports { #expect(line.label.scope == (line.label.method == "S2-LBM" ? 2 : 3)) }
  }

  /// 43,231 MWh at 264.22 kg: 579.2·0.45359237 + 29.8·0.047·0.45359237 + 273·0.007·0.45359237.
  @Test("of Sparks as in the committed example are 11,422.6 t and 525.7 t")
  func sparks() throws {
    let ledger = try Self.ledger("sparks-nevada", megawattHours: 43_231)
    #expect((Self.tonnes(ledger, "S2-LBM") - 11_422.6).magnitude < 0.1)
    #expect((Self.tonnes(ledger, "S3-3-TD") - 525.7).magnitude < 0.1)
  }
}
