import Accounting
import SiteModel
import Testing
import Units

/// Whether a number rounds to the printed one: within half of the last printed digit.
func isPrinted(_ number: Double?, as text: String) -> Bool {
  guard let number, let printed = Double(text) else { return false }
  let digits = text.contains("e") ? nil : text.split(separator: ".").dropFirst().first?.count
  guard let digits else { return (number - printed).magnitude <= 1e-12 * printed.magnitude }
  let unit = (0..<digits).reduce(1.0) { size, _ in size / 10 }
  return (number - printed).magnitude <= unit * 0.5000001
}

/// The example gas: C1 .80, C2 .10, C3 .05, C4 .02, C5+ .01, CO2 .01, N2 .01, one million scf.
private let gas = GasMix(
  carbon: 0.80 + 2 * 0.10 + 3 * 0.05 + 4 * 0.02 + 5 * 0.01, carbonDioxide: 0.01, methane: 0.80,
  heatingValue: 1e-6
    * (0.80 * 1010.0 + 0.10 * 1769.7 + 0.05 * 2516.1 + 0.02 * 3262.3 + 0.01 * 4008.9))

@Suite("combustion by 40 CFR 98.33, to all printed digits")
struct CombustionTests {
  private let natural = (heatingValue: 1.026e-3, carbon: 53.06)

  private func burned(_ methane: Double = 1e-3) -> GasMasses {
    func tonnes(_ factor: Double) -> Double {
      Combustion.tonnes(cubicFeet: 1e6, heatingValue: natural.heatingValue, factor: factor)
    }
    return GasMasses(
      carbonDioxide: tonnes(natural.carbon), methane: tonnes(methane), nitrousOxide: tonnes(1e-4))
  }

  @Test func aMillionCubicFeetByTierOne() {
    let masses = burned()
    #expect(isPrinted(masses.carbonDioxide, as: "54.439560"))
    #expect(isPrinted(masses.methane, as: "0.001026"))
    #expect(isPrinted(masses.nitrousOxide, as: "0.0001026"))
  }

  @Test(
    arguments: [
      (GWPSet(name: "AR4-100", methane: 25, nitrousOxide: 298), "54.4957848"),
      (.ar5Hundred, "54.4954770"), (.ar6Hundred, "54.4981446"), (.ar6Twenty, "54.5522148"),
    ])
  func eachSetOfPotentials(set: GWPSet, printed: String) {
    #expect(isPrinted(burned().equivalent(set), as: printed))
  }

  @Test func slipOfALeanBurnEngineOutweighsTheTable() {
    let masses = burned(EngineClass.fourStrokeLean.methane.in(.kilogramsPerMMBtu))
    #expect(isPrinted(masses.methane, as: "0.535572"))
    #expect(isPrinted(masses.equivalent(.ar5Hundred), as: "69.462765"))
  }

  @Test func heat() {
    #expect(isPrinted(Combustion.tonnes(heat: 1000, factor: 53.06), as: "53.06"))
  }

  @Test func theHeatingValueOfAYearIsWeightedByFuel() throws {
    let samples = [(80e6, 1.210e-3), (90e6, 1.250e-3), (85e6, 1.235e-3)]
    let mean = try #require(
      Combustion.meanHeatingValue(samples.map { (fuel: $0.0, heatingValue: $0.1) }))
    #expect((mean - 1.23245098039e-3).magnitude < 5e-15)
    func tonnes(_ factor: Double) -> Double {
      Combustion.tonnes(cubicFeet: 255e6, heatingValue: mean, factor: factor)
    }
    #expect(isPrinted(tonnes(53.06), as: "16675.4315"))
    #expect(isPrinted(tonnes(1e-3), as: "0.314275"))
    #expect(isPrinted(tonnes(1e-4), as: "0.0314275"))
    #expect(Combustion.meanHeatingValue([]) == nil)
  }

  @Test func carbonContentAtBothStandardTemperatures() {
    let content = 12.011 * 1.29 / 20.65047
    func tonnes(_ volume: Double) -> Double {
      Combustion.tonnesOfCarbonDioxide(
        cubicFeet: 1e6, carbonContent: content, molarMass: 20.65047, molarVolume: volume)
    }
    // 1.29 atoms of carbon in a molecule: C 12.011, H 1.008, O 15.999, N 14.007.
    #expect((content - 0.750306893741).magnitude < 5e-13)
    #expect(isPrinted(tonnes(Combustion.molarVolumeAt60F), as: "67.908235716"))
    #expect(isPrinted(tonnes(Combustion.molarVolumeAt68F), as: "66.877021778"))
  }
}

@Suite("field gas and flares by 40 CFR 98.233, to all printed digits")
struct FieldGasTests {
  private func flare(_ tier: Int) throws -> GasMasses {
    try #require(FlareStack(tier: tier)).burned(1e6, gas)
  }

  private func engine(_ engine: EngineClass) -> GasMasses {
    FieldGas.burned(1e6, gas, oxidation: engine.oxidation)
  }

  @Test func volumes() throws {
    let tierTwo = try #require(FlareStack(tier: 2))
    #expect(isPrinted(tierTwo.carbonDioxideVolume(1e6, gas), as: "1206800.0"))
    #expect(isPrinted(tierTwo.methaneVolume(1e6, gas), as: "40000.0"))
    #expect(isPrinted(FieldGas.carbonDioxideVolume(1e6, gas, oxidation: 0.962), as: "1241360.0"))
    #expect(isPrinted(FieldGas.methaneVolume(1e6, gas, oxidation: 0.962), as: "30400.0"))
  }

  @Test(
    arguments: [
      (1, "65.497520", "0.307200", "74.131346915", "90.874719803"),
      (2, "63.477680", "0.768000", "85.013906915", "126.870879803"),
    ])
  func flares(tier: Int, carbon: String, methane: String, ar5: String, twenty: String) throws {
    check(try flare(tier), carbon, methane, ar5, twenty)
  }

  @Test(
    arguments: [
      (
        EngineClass.fourStrokeLean, "65.295536", "0.583680", "81.670802915", "113.482335803"
      ),
      (.fourStrokeRich, "67.652016", "0.046080", "68.974482915", "71.486815803"),
      (.turbine, "67.786672", "0.015360", "68.248978915", "69.087071803"),
    ])
  func engines(
    class engineClass: EngineClass, carbon: String, methane: String, ar5: String, twenty: String
  ) {
    check(engine(engineClass), carbon, methane, ar5, twenty)
  }

  private func check(
    _ masses: GasMasses, _ carbon: String, _ methane: String, _ ar5: String, _ twenty: String
  ) {
    #expect(isPrinted(masses.carbonDioxide, as: carbon))
    #expect(isPrinted(masses.methane, as: methane))
    #expect(isPrinted(masses.nitrousOxide, as: "0.000121611"))
    #expect(isPrinted(masses.equivalent(.ar5Hundred), as: ar5))
    #expect(isPrinted(masses.equivalent(.ar6Twenty), as: twenty))
  }

  /// A lean-burn engine against a well-kept flare makes things worse.
  @Test(
    arguments: [
      (EngineClass.fourStrokeLean, 1, "-7.539456"), (.fourStrokeLean, 2, "3.343104"),
      (.fourStrokeRich, 1, "5.156864"), (.fourStrokeRich, 2, "16.039424"),
      (.turbine, 1, "5.882368"), (.turbine, 2, "16.764928"),
    ])
  func avoided(engineClass: EngineClass, tier: Int, printed: String) throws {
    let project = FlareProject(
      baseline: try flare(tier).equivalent(.ar5Hundred),
      project: engine(engineClass).equivalent(.ar5Hundred), leakage: 0)
    #expect(isPrinted(project.net, as: printed))
  }

  @Test(
    arguments: [
      (EngineClass.fourStrokeLean, "0.570838020"), (.fourStrokeRich, "0.482097100"),
      (.turbine, "0.477026191"),
    ])
  func intensityAtEightAndAHalf(engineClass: EngineClass, printed: String) {
    let energy = 1e6 * gas.heatingValue / 8.5
    #expect(isPrinted(energy, as: "143.071765"))
    #expect(isPrinted(engine(engineClass).equivalent(.ar5Hundred) / energy, as: printed))
  }

  /// Measured: η_D = η_C + 0.015; an unlit flare passes its gas whole.
  @Test func measuredAndUnlit() {
    let measured = FlareStack(destruction: 0.911)
    #expect((measured.combustion - 0.896).magnitude < 1e-15)
    let halfOut = FlareStack(destruction: 0.98, unlit: 0.5)
    #expect((halfOut.methaneVolume(1e6, gas) - 8e5 * 0.51).magnitude < 1e-6)
    #expect(
      (halfOut.carbonDioxideVolume(1e6, gas) - (1e4 + 0.965 * 0.5 * 1.28e6)).magnitude < 1e-6)
    #expect(FlareStack(tier: 4) == nil)
  }

  @Test func crankcases() {
    #expect(
      isPrinted(FieldGas.crankcase(engineHours: 8760, kilogramsPerHour: 0.083), as: "0.72708"))
    #expect(isPrinted(FieldGas.crankcase(engineHours: 8760, kilogramsPerHour: 0.11), as: "0.96360"))
  }

  @Test func displacementCountsOnlyWholeMethane() {
    #expect(
      isPrinted(
        FlareProject.displacementBaseline(netTerajoules: 1e7 * 46e-6),
        as: "25223.64"))
  }
}

@Suite("purchased power and carbon-free hours, to all printed digits")
struct PurchasedPowerTests {
  private let power = PurchasedPower(imports: [10, 4, 6])
  private let claim = PurchasedPower.Claim(energy: [6, 5, 0])

  @Test func threeMethodsOfScopeTwo() {
    #expect(isPrinted(power.locationBased([0.35, 0.20, 0.40]), as: "6.70"))
    #expect(
      isPrinted(power.marketBasedInYear([claim], certified: [11], residual: 0.45), as: "4.05"))
    #expect(
      isPrinted(power.marketBasedByStep([claim], residual: [0.45, 0.45, 0.45]), as: "4.50"))
  }

  /// A second claim takes only what the first left; nothing is matched twice.
  @Test func aCertificateIsUsedOnce() {
    let used = power.matchedByStep([claim, claim])
    #expect(used == [[6, 4, 0], [4, 0, 0]])
    #expect(power.matchedInYear([11, 11]) == [11, 9])
  }

  @Test func aYearOfTexas() {
    let pound = 0.45359237
    let masses = GasMasses(
      carbonDioxide: 50_000 * 733.862 * pound / 1000, methane: 50_000 * 0.043 * pound / 1000,
      nitrousOxide: 50_000 * 0.006 * pound / 1000)
    #expect(isPrinted(masses.carbonDioxide, as: "16643.710191647"))
    #expect(isPrinted(masses.methane, as: "0.9752235955"))
    #expect(isPrinted(masses.nitrousOxide, as: "0.136077711"))
    #expect(isPrinted(masses.equivalent(.ar5Hundred), as: "16707.077045736"))
    #expect(isPrinted(masses.equivalent(.ar5Hundred) / 50_000, as: "0.33414154091"))
  }

  @Test func carbonFreeScore() throws {
    let score = CarbonFreeScore(
      load: [10, 10, 10, 10], carbonFree: [0, 6, 12, 4], gridShare: [0.2, 0.3, 0.5, 0.25])
    #expect(isPrinted(score.matched, as: "20.0"))
    #expect(isPrinted(score.fromGrid, as: "4.7"))
    #expect(isPrinted(100 * (try #require(score.score)), as: "61.75"))
    #expect(isPrinted(100 * (try #require(score.hourlyMatch)), as: "50.0"))
    #expect(isPrinted(100 * (try #require(score.volumetric)), as: "55.0"))
    #expect(isPrinted(score.excess, as: "2.0"))
  }
}

@Suite("value chain and uncertainty")
struct ValueChainTests {
  @Test func lossesBeforeTheMeter() {
    // 1,000 MWh metered are 1,000/0.95 generated: 52.63 MWh lost, at 0.4 t/MWh.
    let lost = ValueChain.gridLosses(imports: 1000, lossFraction: 0.05, factor: 0.4)
    #expect((lost - 0.4 * (1000 / 0.95 - 1000)).magnitude < 1e-9)
  }

  @Test func approachOne() {
    #expect(isPrinted(Uncertainty.product([2, 5]), as: "5.385165"))
    let sum = Uncertainty.sum([
      (amount: 100, percent: 5.38), (amount: 20, percent: 15),
    ])
    #expect(isPrinted(sum, as: "5.1333"))
    #expect(Uncertainty.sum([]) == nil)
  }
}
