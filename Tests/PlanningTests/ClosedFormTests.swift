import Accounting
import Components
import LinearProgramming
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Sites and programs whose answers follow by hand; `make validate` runs exactly these.
///
/// The letters are those of the fixture table in the project's notes on methods. Horizons of a few
/// steps stand for a year, so what happens in n hours counts 8,760/n times.
@Suite("closed forms: sites whose answers follow by hand")
struct ClosedFormTests {
  private func plan(
    _ site: Site, steps: Int, by solver: OneMethod, relaxed: Bool = false
  ) throws -> SitePlan {
    let result = try Planner(strategy: solver.strategy).plan(
      site, over: site.first(steps), relaxed: relaxed)
    #expect(result.plan.status == .optimal)
    #expect(result.answer?.certificate.passed == true)
    return result.plan
  }

  /// Gensets that cost nothing to own.
  private func free(_ keys: Keys) -> PipelineGas {
    Make.checked(
      PipelineGas.self, "gas",
      Make.pipelineGasValues.with([
        "capex_usd_per_kw": 1e-9, "fixed_om_usd_per_kw_year": 0, "variable_om_usd_per_mwh": 0,
        "no_load_mmbtu_per_h_per_mw": 0, "minimum_load_fraction": 0, "methane_slip_g_per_kwh": 0,
      ]).with(keys))
  }

  // MARK: F1

  /// Loads 10, 14, 14, 10 MW and a lossless 4 MW, 4 MWh battery: the peak falls to 12, for it can
  /// give 4 MWh to the two high hours. 15 kUSD for each MW of the peak, 1 USD for each MWh charged.
  @Test("F1: a battery halves the peak above the mean", arguments: OneMethod.all)
  func peakShaving(_ solver: OneMethod) throws {
    var small = SmallProgram()
    let load = [10.0, 14, 14, 10]
    let peak = small.column("peak", 0...100, cost: 15)
    let charge = load.indices.map { small.column("charge\($0)", 0...4, cost: 0.001) }
    let discharge = load.indices.map { small.column("discharge\($0)", 0...4) }
    let stored = load.indices.map { small.column("stored\($0)", 0...4) }
    for t in load.indices {
      let drawn = .number(load[t]) + charge[t] - discharge[t]
      small.require(peak .>= drawn)
      let kept = stored[(t + 3) % 4] + charge[t]
      small.require(stored[t] .== kept - discharge[t])
    }
    #expect(agree(try small.leastCost(by: solver), 180.004, within: 1e-7))
  }

  // MARK: F2

  /// Two hours, load 5 MW, a generator up to 10 MW that is paid 5 USD for each MWh it makes, and a
  /// battery of 4 MW and 8 MWh with efficiencies of 0.9: nothing can be thrown away but in the
  /// battery's losses. `modes[t]`: whether hour t may only charge (true) or only discharge.
  private func burning(modes: [Bool]?, by solver: OneMethod) throws -> Double? {
    var small = SmallProgram()
    var (charge, discharge, stored) = (
      [Expression<Void>](), [Expression<Void>](), [Expression<Void>]()
    )
    for t in 0..<2 {
      charge.append(small.column("charge\(t)", 0...(modes?[t] == false ? 0 : 4)))
      discharge.append(small.column("discharge\(t)", 0...(modes?[t] == true ? 0 : 4)))
      stored.append(small.column("stored\(t)", 0...8))
    }
    for t in 0..<2 {
      let made = small.column("made\(t)", 0...10, cost: -5)
      small.require(made + discharge[t] .== .number(5) + charge[t])
      let moved = 0.9 * charge[t] - (1 / 0.9) * discharge[t]
      small.require(stored[t] .== stored[1 - t] + moved)
    }
    return try small.leastCost(by: solver)
  }

  /// Without a limit on both together, c = 4 and d = 0.81·4 in each hour: −5·2·5.76 = −57.6.
  @Test(
    "F2: paid for burning, a linear battery charges and discharges at once",
    arguments: OneMethod.all)
  func burnIncentive(_ solver: OneMethod) throws {
    #expect(agree(try burning(modes: nil, by: solver), -57.6, within: 1e-7))
  }

  /// With modes, charge 4 in one hour and discharge 3.24 in the other: −5·(9 + 1.76) = −53.8.
  @Test("F2: with a mode for each hour the best of the four is −53.8", arguments: OneMethod.all)
  func burnIncentiveInModes(_ solver: OneMethod) throws {
    let modes = [[true, true], [true, false], [false, true], [false, false]]
    let costs = try modes.compactMap { try burning(modes: $0, by: solver) }
    #expect(costs.count == 4)
    #expect(agree(costs.min(), -53.8, within: 1e-7))
  }

  /// A lossy 4 MW battery that costs nothing to own.
  private var freeBattery: BESS {
    Make.bess(
      "bess",
      [
        "max_power_mw": 4, "max_energy_mwh": 8, "capex_usd_per_kw": 0, "capex_usd_per_kwh": 0,
        "fixed_om_fraction_of_capex_per_year": 0, "charge_efficiency_fraction": 0.9,
        "discharge_efficiency_fraction": 0.9, "min_soc_fraction": 0,
        "max_soc_fraction": 1, "self_discharge_fraction_per_day": 0,
      ])
  }

  /// The grid pays 5 USD/MWh. A battery that did both at once would buy 5 + 0.19·4/1.81 in each hour, for
  /// −54.198895028 USD in two. One direction at a time it charges 4 MW in one hour and gives 0.81·4 MW
  /// in the other: −5·(10 + 0.76) USD, and 0.1 USD of wear for each of 7.24 MWh in and out.
  @Test(
    "F2: a battery charges or discharges, and the bound says what that costs",
    arguments: OneMethod.all)
  func burnIncentiveThroughComponents(_ solver: OneMethod) throws {
    let site = Site.of([
      Make.grid(
        "grid",
        ["import_limit_mw": 10, "tariff": .tariff(Make.tariff(energy: -5, demand: 0))]),
      freeBattery, Make.firmLoad(5),
    ])
    let plan = try Planner(strategy: solver.strategy).plan(site, over: site.first(2)).plan
    let relaxed = 10 + 2 * 0.19 * 4 / 1.81
    #expect(agree(-5 * relaxed, -54.19889503, within: 1e-9))
    #expect(agree(plan.objective.in(.usd), (-5 * 10.76 + 0.1 * 7.24) * 4380))
    #expect(agree(plan.optimality?.lowerBound.in(.usd), (-5 * relaxed + 0.8) * 4380, within: 1e-5))
    #expect(plan.overlaps.isEmpty)
  }

  /// Gas that pays 1 USD/MMBtu at 5 MMBtu/MWh, but only for what 5 MW of load need: −50 USD in two
  /// hours, and nothing is cycled.
  @Test("F2: gas that pays for being burned pays for the load's alone", arguments: OneMethod.all)
  func burningGas(_ solver: OneMethod) throws {
    let site = Site.of([
      free([
        "unit_mw": 10, "max_units": 1, "incremental_heat_rate_mmbtu_per_mwh": 5,
        "price_usd_per_mmbtu": -1,
      ]), freeBattery, Make.firmLoad(5),
    ])
    let plan = try plan(site, steps: 2, by: solver)
    #expect(agree(plan.objective.in(.usd), -50 * 4380))
    #expect(plan.overlaps.isEmpty)
  }

  // MARK: F3

  /// The grid alone carries 10 MW and is lost for 4 h: 40 MWh out of a battery with a discharge
  /// efficiency of 0.95 and a floor of 0.1: 40/0.95/0.9 = 46.783625731 MWh and 10 MW.
  @Test("F3: a battery bridges the loss of the grid for four hours", arguments: OneMethod.all)
  func rideThrough(_ solver: OneMethod) throws {
    let site = Site.of(
      [
        Make.grid("grid", ["import_limit_mw": 10]),
        Make.bess(
          "bess",
          [
            "charge_efficiency_fraction": 0.95, "discharge_efficiency_fraction": 0.95,
            "min_soc_fraction": 0.1, "max_soc_fraction": 1,
            "self_discharge_fraction_per_day": 0,
          ]),
        Make.standby("standby", ["unit_mw": 10, "start_minutes": 240]), Make.firmLoad(10),
      ], uptime: ["cover": .words(["grid"]), "bridge_minutes": 240])
    let plan = try plan(site, steps: 24, by: solver)
    #expect(agree(plan.component("bess")?.energy?.in(.megawattHours), 46.783625731))
    #expect(agree(plan.component("bess")?.power?.in(.megawatts), 10))
    #expect(agree(plan.component("standby")?.units, 1))
  }

  // MARK: F4

  /// Four units of 2.5 MW carry 10 MW; one more may fail.
  @Test("F4: n+1 builds a fifth unit", arguments: OneMethod.all)
  func oneSpareUnit(_ solver: OneMethod) throws {
    for (redundancy, count) in [("n", 4.0), ("n+1", 5), ("n+2", 6)] {
      let site = Site.of(
        [Make.pipelineGas(), Make.firmLoad(10)], uptime: ["redundancy": .word(redundancy)])
      let plan = try plan(site, steps: 3, by: solver)
      #expect(agree(plan.component("pipeline")?.units, count))
    }
  }

  /// A grid of 10 MW carries firm load alone, and so must four units of 2.5 MW.
  @Test("F4: 2n carries firm load without any one source", arguments: OneMethod.all)
  func twoSources(_ solver: OneMethod) throws {
    let grid = Make.grid("grid", ["import_limit_mw": 10])
    func units(_ redundancy: String) throws -> Double? {
      let site = Site.of(
        [grid, Make.pipelineGas("pipeline", ["price_usd_per_mmbtu": 50]), Make.firmLoad(10)],
        uptime: ["redundancy": .word(redundancy)])
      return try plan(site, steps: 3, by: solver).component("pipeline")?.units
    }
    #expect(agree(try units("n"), 0))
    #expect(agree(try units("2n"), 4))
    let three = Site.of(
      [
        Make.grid("grid", ["import_limit_mw": 6]), Make.pipelineGas("pipeline", ["max_units": 2]),
        Make.standby("standby", ["max_units": 5]), Make.firmLoad(10),
      ], uptime: ["redundancy": "2n"])
    // Without the grid 5 MW of gas leave 5 for three sets; without gas 6 MW leave 4 for two; without
    // the sets 6 and 5 MW are enough.
    #expect(agree(try plan(three, steps: 3, by: solver).component("standby")?.units, 3))
  }

  /// Units of 20 MW that are too dear to build are none to lose: the spare is one of 2.5 MW.
  @Test("F4: a fleet that is not built has no unit to lose", arguments: OneMethod.all)
  func unbuiltFleet(_ solver: OneMethod) throws {
    let big = Make.pipelineGas("big", ["unit_mw": 20, "capex_usd_per_kw": 9000, "max_units": 2])
    let site = Site.of(
      [Make.pipelineGas(), big, Make.firmLoad(10)], uptime: ["redundancy": "n+1"])
    let plan = try plan(site, steps: 3, by: solver)
    #expect(agree(plan.component("pipeline")?.units, 5))
    #expect(agree(plan.component("big")?.units, 0))
  }

  /// At 80 % of its rating a unit gives 2 MW, and 2 are lost with it: five carry 10 MW, a sixth is spare.
  @Test("F7: what is lost with a unit is what the hour leaves of it", arguments: OneMethod.all)
  func deratedUnit(_ solver: OneMethod) throws {
    let gas = free(["capex_usd_per_kw": 100, "output_derate_fraction": 0.8])
    let site = Site.of([gas, Make.firmLoad(10)], uptime: ["cover": .words(["largest_unit"])])
    #expect(agree(try plan(site, steps: 3, by: solver).component("gas")?.units, 6))
  }

  // MARK: F7

  /// 10 MW from units of 2.5 MW that burn 8 MMBtu a MWh and 1.5 MMBtu an hour each while running:
  /// four burn 86.0; the headroom of a fifth makes it 87.5.
  @Test("F7: holding one unit in reserve burns part-load fuel", arguments: OneMethod.all)
  func reserveAtPartLoad(_ solver: OneMethod) throws {
    let gas = free([
      "capex_usd_per_kw": 100, "incremental_heat_rate_mmbtu_per_mwh": 8,
      "no_load_mmbtu_per_h_per_mw": 0.6, "price_usd_per_mmbtu": 1,
    ])
    let bare = try plan(Site.of([gas, Make.firmLoad(10)]), steps: 3, by: solver)
    #expect(agree(bare.component("gas")?.units, 4))
    #expect(bare.flow("gas", "gas_mmbtu_per_h").allSatisfy { agree($0, 86) })
    let covered = try plan(
      Site.of([gas, Make.firmLoad(10)], uptime: ["cover": .words(["largest_unit"])]), steps: 3,
      by: solver)
    #expect(agree(covered.component("gas")?.units, 5))
    #expect(covered.flow("gas", "gas_mmbtu_per_h").allSatisfy { agree($0, 87.5) })
  }

  // MARK: F8

  /// 4 MWh arrive in the first hour and may wait two; at 50, 40, 10 and 60 USD the third is best: 40 USD.
  @Test(
    "F8: deferrable work waits for the cheapest hour before its deadline", arguments: OneMethod.all
  )
  func deadline(_ solver: OneMethod) throws {
    for (hours, best, price) in [(1.0, 1, 40.0), (2, 2, 10), (3, 2, 10)] {
      let site = Site.of([
        Make.grid(
          "grid",
          [
            "index_price_usd_per_mwh": [50, 40, 10, 60],
            "tariff": .tariff(
              Tariff(
                name: "index",
                lines: [
                  .init(
                    name: "energy",
                    charge: .indexedEnergy(factor: 1, adder: EnergyPrice(0, .usdPerMegawattHour)))
                ])),
          ]),
        Make.load(
          [4, 0, 0, 0],
          .classes(
            (
              "batch",
              ["kind": "deferrable", "share_fraction": 1, "deadline_hours": .number(hours)]
            ))),
      ])
      let plan = try plan(site, steps: 4, by: solver)
      #expect(agree(plan.objective.in(.usd), 4 * price * 2190))
      let served = plan.flow("load", "batch_served_mw")
      #expect(served.indices.allSatisfy { agree(served[$0], $0 == best ? 4 : 0) })
    }
  }

  // MARK: F10

  /// 10 MW for an hour; gas at 50 USD and 0.5 t a MWh, grid at 80 USD and 0.3 t; at most 4 t:
  /// 0.5·p + 0.3·(10 − p) = 4 gives p = 5: 650 USD, and one more tonne would save 150.
  @Test("F10: a cap on emissions splits the load and has a price", arguments: OneMethod.all)
  func emissionsCap(_ solver: OneMethod) throws {
    // 53.06 kg CO2 and 1e-4 kg N2O (273 CO2e) a MMBtu, so that 0.5 t take this many MMBtu.
    let heat = 500 / (53.06 + 0.0273)
    let site = Site.of(
      [
        free([
          "unit_mw": 10, "max_units": 1, "incremental_heat_rate_mmbtu_per_mwh": .number(heat),
          "price_usd_per_mmbtu": .number(50 / heat),
        ]),
        Make.grid(
          "grid", ["co2_kg_per_mwh": 300, "tariff": .tariff(Make.tariff(energy: 80, demand: 0))]),
        Make.firmLoad(10),
      ], emissions: ["cap_t_co2e_per_year": .number(4 * 8760)])
    let plan = try plan(site, steps: 1, by: solver)
    #expect(agree(plan.flow("gas", "output_mw").first, 5))
    #expect(agree(plan.flow("grid", "import_mw").first, 5))
    #expect(agree(plan.objective.in(.usd), 650 * 8760))
    #expect(agree(plan.worth(of: "site.emissions_cap"), -150))
  }

  /// 10 MW for a year of equal hours; engines at 50 USD and 0.7 kg NOx a MWh, grid at 80 USD: 30.66 t
  /// are 43,800 MWh or half the load, and one more tonne would save 30 USD on each of 1,428.6 MWh.
  @Test("a cap on nitrogen oxides limits the engines and has a price", arguments: OneMethod.all)
  func nitrogenOxidesCap(_ solver: OneMethod) throws {
    let site = Site.of(
      [
        free([
          "unit_mw": 10, "max_units": 1, "incremental_heat_rate_mmbtu_per_mwh": 10,
          "price_usd_per_mmbtu": 5, "nox_g_per_kwh": 0.7,
        ]),
        Make.grid("grid", ["tariff": .tariff(Make.tariff(energy: 80, demand: 0))]),
        Make.firmLoad(10),
      ], emissions: ["cap_nox_t_per_year": 30.66])
    let plan = try plan(site, steps: 1, by: solver)
    #expect(agree(plan.flow("gas", "output_mw").first, 5))
    #expect(agree(plan.objective.in(.usd), 650 * 8760))
    #expect(agree(plan.nitrogenOxides(of: site).in(.tonnes), 30.66))
    #expect(agree(plan.worth(of: "site.nox_cap"), -30 / 0.0007))
  }
}
