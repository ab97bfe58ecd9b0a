import Components
import Foundation
import SiteFiles
import SiteModel
import Testing
import Units

/// The shipped registry beside the constants that the code carries.
@Suite("the shipped factor registry")
struct ShippedFactorsTests {
  private func registry() throws -> [String: EmissionFactor] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let factors = try DataFolder(path: root.appending(path: "data").path(), catalogue: .standard)
      .readFactors()
    return Dictionary(uniqueKeysWithValues: factors.map { ($0.id, $0) })
  }

  @Test("engine classes are as in the registry", arguments: EngineClass.allCases)
  func engines(engine: EngineClass) throws {
    let factors = try registry()
    #expect(factors["40cfr98-w39-oxidation.\(engine.rawValue)"]?.value == engine.oxidation)
    let slip = try #require(factors["40cfr98-w7.\(engine.rawValue)"])
    #expect((slip.kilograms - engine.methane.in(.kilogramsPerMMBtu)).magnitude < 1e-12)
    #expect(slip.isPlaceholder)
  }

  @Test("warming potentials are as in the registry", arguments: GWPSet.published)
  func potentials(set: GWPSet) throws {
    let factors = try registry()
    #expect(factors["\(set.name.lowercased()).ch4"]?.value == set.methane)
    #expect(factors["\(set.name.lowercased()).n2o"]?.value == set.nitrousOxide)
  }

  /// eGRID 2023, ERCOT: 733.862 lb/MWh are 332.874 kg/MWh.
  @Test("pounds are converted once")
  func pounds() throws {
    let factor = try #require(try registry()["egrid-2023-erct.co2"])
    #expect(factor.value == 733.862)
    #expect((factor.kilograms - 733.862 * 0.45359237).magnitude < 1e-12)
    #expect(factor.validYears == 2023...2025)
  }

  @Test("every row has a unit of its quantity and one place in the registry")
  func rows() throws {
    let factors = try registry()
    #expect(factors.count > 150)
    for factor in factors.values {
      #expect(factor.quantity.units.contains(factor.unit), "\(factor.id)")
    }
  }
}
