import Components
import LinearProgramming
import Planning
import SiteModel
import Solving
import TestSupport
import Testing

/// Gas arithmetic, seen through the emissions of a site that burns the gas.
///
/// Constants: at 379.5 scf/lb-mol (60 °F) a mole of carbon burned is 52.6 kg CO2/Mcf and methane is
/// 19.2 kg/Mcf; heating values (Btu/scf) 1,010, 1,770, 2,516, 3,262 and 4,009 from GPA tables.
@Suite("gas: heating value, carbon and methane")
struct GasTests {
  private struct Burned {
    var heat: Double
    var carbonDioxide: Double
    var methane: Double
    var flare: Double
    var heatingValue: Double
  }

  /// A day of 10 MW on flared gas; yearly sums.
  private func burn(_ gas: Keys, available: Double = 100) throws -> Burned {
    let site = Site.of([
      Make.checked(
        FlaredGas.self, "flare",
        Make.flaredGasValues.with(["available_mmbtu_per_h": .number(available)]).with(gas)),
      Make.firmLoad(10),
    ])
    let plan = try Planner(strategy: OneMethod.simplex.strategy).plan(site, over: site.first(24))
      .plan
    let taken = plan.flow("flare", "gas_taken_mmbtu_per_h").reduce(0, +) * 365
    return Burned(
      heat: taken, carbonDioxide: plan.emitted("flare", "combustion_co2") ?? .nan,
      methane: (plan.emitted("flare", "methane_slip") ?? .nan) / 29.8,
      flare: plan.emitted("flare", "flare") ?? .nan,
      heatingValue: plan.detail("flare", "heating_value_mmbtu_per_mcf") ?? .nan)
  }

  private let permian: Keys = [
    "methane_mole_fraction": 0.75, "ethane_mole_fraction": 0.12, "propane_mole_fraction": 0.06,
    "butane_mole_fraction": 0.025, "pentane_plus_mole_fraction": 0.01,
    "nitrogen_mole_fraction": 0.02, "carbon_dioxide_mole_fraction": 0.015,
    "methane_slip_g_per_kwh": 0,
  ]
  private let bakken: Keys = [
    "methane_mole_fraction": 0.57, "ethane_mole_fraction": 0.21, "propane_mole_fraction": 0.11,
    "butane_mole_fraction": 0.04, "pentane_plus_mole_fraction": 0.015,
    "nitrogen_mole_fraction": 0.05, "carbon_dioxide_mole_fraction": 0.005,
    "methane_slip_g_per_kwh": 0,
  ]

  /// kg CO2/MMBtu of the Permian mix, all carbon burned.
  private let permianCarbon =
    (0.75 + 2 * 0.12 + 3 * 0.06 + 4 * 0.025 + 5 * 0.01 + 0.015) * 52.6 / 1.2425

  /// Kubesh, King and Liss: methane has four hydrogen atoms for each of carbon, a motor octane number of
  /// −406.14 + 2032.16 − 2776.80 + 1290.88 = 140.10 and a methane number of 1.445·140.10 − 103.42 = 99.0.
  /// Raw Bakken gas is published at 45 to 55.
  @Test("rich gas has a low methane number")
  func methaneNumbers() {
    func number(_ gas: Keys) -> Double {
      let values = Dictionary(uniqueKeysWithValues: gas.map { ($0.key, $0.value) })
      return GasComposition(values: ParameterValues(values)).methaneNumber
    }
    #expect((number([:]) - 99.02).magnitude < 0.01)
    #expect((45...55).contains(number(bakken)))
    #expect(number(permian) > number(bakken) + 5)
  }

  /// Example mixes: Permian 1,243 Btu/scf and 56.5 kg/MMBtu, Bakken 1,415 and 58.0, methane 1,010
  /// and 52.1. Without slip and with everything taken the flare burns nothing.
  @Test("associated gas is richer and dirtier than methane")
  func compositions() throws {
    for (gas, heat, carbon) in [
      (permian, 1.243, 56.5), (bakken, 1.415, 58.0), (["methane_slip_g_per_kwh": 0], 1.010, 52.1),
    ] {
      let burned = try burn(gas)
      #expect((burned.heatingValue - heat).magnitude <= 0.000_501)
      #expect((1000 * burned.carbonDioxide / burned.heat - carbon).magnitude < 0.05)
      #expect(burned.methane == 0)
    }
  }

  /// Permian gas holds 0.75·19.2 = 14.4 kg CH4/Mcf, 11.57 kg/MMBtu. At full load 9 MMBtu/MWh burn
  /// 104.1 kg CH4 a MWh, so 4.5 g/kWh slipped are 4.32 % unburned and 0.5 kg/MMBtu.
  @Test("methane slip given in three ways is the same slip")
  func slipThreeWays() throws {
    let content = 0.75 * 19.2 / 1.2425
    #expect((content * 1.2425 - 14.4).magnitude < 0.05)
    let absent = ParameterValues(permian)
    func slipped(_ key: String, _ value: Double) throws -> Burned {
      var values = Make.flaredGasValues.with(["available_mmbtu_per_h": 90])
      var kept = ParameterValues()
      for spec in FlaredGas.parameters where !spec.key.hasPrefix("methane_slip") {
        if let value = absent.value(of: spec.key) ?? values.value(of: spec.key) {
          kept.set(spec.key, value)
        }
      }
      kept.set(key, .number(value))
      values = kept
      let site = Site.of([
        Make.checked(FlaredGas.self, "flare", values), Make.firmLoad(10),
      ])
      let plan = try Planner(strategy: OneMethod.simplex.strategy).plan(site, over: site.first(24))
        .plan
      return Burned(
        heat: plan.flow("flare", "gas_taken_mmbtu_per_h").reduce(0, +) * 365,
        carbonDioxide: plan.emitted("flare", "combustion_co2") ?? .nan,
        methane: (plan.emitted("flare", "methane_slip") ?? .nan) / 29.8, flare: 0, heatingValue: 0)
    }
    let ways = try [
      slipped("methane_slip_g_per_kwh", 4.5), slipped("methane_slip_kg_per_mmbtu", 0.5),
      slipped("methane_slip_fraction_unburned", 0.5 / content),
    ]
    for burned in ways {
      // 87,600 MWh a year at full load of running units.
      #expect(agree(burned.heat, 87_600 * 9))
      #expect(agree(burned.methane, 87_600 * 4.5e-3))
      // Of 1.32 carbon atoms the oxidised part becomes CO2, beside 0.015 of CO2 (40 CFR 98.233, W-39).
      let carbon = permianCarbon * (0.015 + (1 - 0.5 / content) * 1.32) / 1.335
      #expect(agree(burned.carbonDioxide, carbon * burned.heat / 1000))
    }
  }

  /// 100 MMBtu/h are there and 90 taken. Of 10 flared by tier 1, 2 % of the methane escapes (CO2e
  /// 29.8) and 96.5 % of the carbon burns (40 CFR 98.233, W-19, W-20).
  @Test("what is not taken is flared")
  func flare() throws {
    let burned = try burn(permian)
    let content = 0.75 * 19.2 / 1.2425
    let carbon = permianCarbon
    let escaped = 0.02 * content
    let flared = carbon * (0.015 + 0.965 * 1.32) / 1.335 + escaped * 29.8 + 1e-4 * 273
    #expect(agree(burned.flare, 10 * 8760 * flared / 1000))
    // Carbon is conserved: all of it, burned here or there.
    #expect(agree(burned.carbonDioxide, burned.heat * carbon / 1000))
  }

  @Test("gas by volume is the same gas as by heat")
  func byVolume() throws {
    var values = ParameterValues()
    for spec in FlaredGas.parameters where spec.key != "available_mmbtu_per_h" {
      if let value = ParameterValues(permian).value(of: spec.key)
        ?? Make.flaredGasValues.value(of: spec.key)
      {
        values.set(spec.key, value)
      }
    }
    values.set("available_mcf_per_h", .number(100 / 1.2425))
    let site = Site.of([Make.checked(FlaredGas.self, "flare", values), Make.firmLoad(10)])
    let plan = try Planner(strategy: OneMethod.simplex.strategy).plan(site, over: site.first(24))
      .plan
    #expect(plan.flow("flare", "gas_flared_mmbtu_per_h").allSatisfy { agree($0, 10) })
  }

  /// A laboratory's four places: 0.7499 + 0.12 + 0.07 + 0.03 + 0.01·3 = 0.9999. Its heat is
  /// (0.7499·1010 + 0.12·1770 + 0.07·2516 + 0.03·3262 + 0.01·4009)/0.9999 = 1283.869/0.9999 Btu/scf.
  @Test("an analysis that sums to 1 within its rounding is scaled, and says so")
  func rounded() throws {
    let analysis: Keys = [
      "methane_mole_fraction": 0.7499, "ethane_mole_fraction": 0.12, "propane_mole_fraction": 0.07,
      "butane_mole_fraction": 0.03, "pentane_plus_mole_fraction": 0.01,
      "nitrogen_mole_fraction": 0.01, "carbon_dioxide_mole_fraction": 0.01,
      "methane_slip_g_per_kwh": 0,
    ]
    let burned = try burn(analysis)
    #expect((burned.heatingValue - 1.283_869 / 0.9999).magnitude < 1e-12)
    // 0.7499 + 2·0.12 + 3·0.07 + 4·0.03 + 5·0.01 + 0.01 = 1.3799 carbon atoms, of 0.9999.
    let carbon = 1.3799 / 0.9999 * 52.6 / burned.heatingValue
    #expect(agree(burned.carbonDioxide, carbon * burned.heat / 1000))
    let values = Make.flaredGasValues.with(analysis)
    #expect(FlaredGas.problems(in: values).isEmpty)
    #expect(FlaredGas.remarks(on: values).map(\.key) == ["methane_mole_fraction"])
    for (nitrogen, isSound) in [(0.0111, true), (0.0091, true), (0.0113, false), (0.0089, false)] {
      let other = values.with(["nitrogen_mole_fraction": .number(nitrogen)])
      #expect(FlaredGas.problems(in: other).isEmpty == isSound, "\(nitrogen)")
    }
  }

  /// 0.96·1010 + 0.02·637 = 982.34 Btu/scf, with 0.96 of a carbon atom for each molecule.
  @Test("hydrogen sulfide burns without carbon; helium, water and oxygen do not burn")
  func sour() throws {
    let gas: Keys = [
      "methane_mole_fraction": 0.96, "hydrogen_sulfide_mole_fraction": 0.02,
      "helium_mole_fraction": 0.01, "water_mole_fraction": 0.005, "oxygen_mole_fraction": 0.005,
      "methane_slip_g_per_kwh": 0,
    ]
    let burned = try burn(gas)
    #expect((burned.heatingValue - 0.982_34).magnitude < 1e-12)
    #expect(agree(burned.carbonDioxide, 0.96 * 52.6 / 0.982_34 * burned.heat / 1000))
    let values = Make.flaredGasValues.with(gas)
    #expect(FlaredGas.remarks(on: values).map(\.key) == ["hydrogen_sulfide_mole_fraction"])
  }

  @Test("contradictory gas is refused")
  func problems() {
    let twice = Make.flaredGasValues.with(["methane_slip_kg_per_mmbtu": 0.5])
    #expect(FlaredGas.problems(in: twice).map(\.key) == ["methane_slip_kg_per_mmbtu"])
    let short = Make.flaredGasValues.with(["methane_mole_fraction": 0.9])
    #expect(FlaredGas.problems(in: short).map(\.key) == ["methane_mole_fraction"])
    let both = Make.flaredGasValues.with(["available_mcf_per_h": 80])
    #expect(FlaredGas.problems(in: both).map(\.key) == ["available_mcf_per_h"])
  }
}
