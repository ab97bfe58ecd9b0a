package import Components
package import SiteModel
import Units

/// Complete components from round numbers, of which a test replaces those that matter to it.
///
/// The numbers are near those of a 20 MW site in 2026 dollars, but only as an example.
package enum Make {
  /// A component from values that a reader would let pass.
  package static func checked<C: Component>(
    _ type: C.Type, _ name: String, _ values: ParameterValues
  ) -> C {
    for spec in type.parameters where spec.presence == .required {
      precondition(values.value(of: spec.key) != nil, "\(name): \(spec.key) is missing")
    }
    let problems = type.problems(in: values)
    precondition(problems.isEmpty, "\(name): \(problems.map(\.message))")
    return type.init(name: name, values: values)
  }

  package static let flaredGasValues = ParameterValues([
    "available_mmbtu_per_h": 100, "price_usd_per_mmbtu": 0.25, "gas_term_years": 5,
    "unit_mw": 2.5, "incremental_heat_rate_mmbtu_per_mwh": 8, "no_load_mmbtu_per_h_per_mw": 1,
    "minimum_load_fraction": 0.4, "mttf_hours": 1000, "mttr_hours": 0,
    "methane_slip_g_per_kwh": 4.5, "capex_usd_per_kw": 1300, "fixed_om_usd_per_kw_year": 20,
    "variable_om_usd_per_mwh": 16, "life_years": 15,
  ])

  /// Gensets on flared gas.
  package static func flaredGas(_ name: String = "flare", _ keys: Keys = [:]) -> FlaredGas {
    checked(FlaredGas.self, name, flaredGasValues.with(keys))
  }

  package static let pipelineGasValues = ParameterValues([
    "price_usd_per_mmbtu": 3, "unit_mw": 2.5, "incremental_heat_rate_mmbtu_per_mwh": 8,
    "no_load_mmbtu_per_h_per_mw": 1, "minimum_load_fraction": 0.4, "mttf_hours": 1000,
    "mttr_hours": 0, "methane_slip_g_per_kwh": 3.6, "capex_usd_per_kw": 1300,
    "fixed_om_usd_per_kw_year": 20, "variable_om_usd_per_mwh": 15, "life_years": 20,
  ])

  /// Gensets on pipeline gas.
  package static func pipelineGas(_ name: String = "pipeline", _ keys: Keys = [:]) -> PipelineGas {
    checked(PipelineGas.self, name, pipelineGasValues.with(keys))
  }

  /// Units on pipeline gas that never fail, under the name `source`.
  package static func unit<C: Component>(
    _ type: C.Type, _ keys: Keys = [:], _ more: Keys = [:]
  ) -> C {
    checked(
      type, "source",
      pipelineGasValues.with([
        "price_usd_per_mmbtu": 3.75, "methane_slip_g_per_kwh": 0, "minimum_load_fraction": 0,
      ]).with(keys).with(more))
  }

  /// Combined-cycle blocks.
  package static func combinedCycle(
    _ name: String = "blocks", _ keys: Keys = [:]
  ) -> CombinedCycle {
    checked(CombinedCycle.self, name, pipelineGasValues.with(keys))
  }

  /// Rented sets.
  package static func rented(_ name: String = "source", _ keys: Keys = [:]) -> RentedPower {
    checked(
      RentedPower.self, name,
      ParameterValues([
        "price_usd_per_mmbtu": 3.75, "unit_mw": 10, "incremental_heat_rate_mmbtu_per_mwh": 10,
        "no_load_mmbtu_per_h_per_mw": 0, "minimum_load_fraction": 0, "mttf_hours": 1000,
        "mttr_hours": 0, "methane_slip_g_per_kwh": 0, "rental_usd_per_kw_month": 28,
        "variable_om_usd_per_mwh": 18,
      ]).with(keys))
  }

  /// Small reactors that never fail.
  package static func reactor(_ name: String = "source", _ keys: Keys = [:]) -> SmallReactor {
    checked(
      SmallReactor.self, name,
      ParameterValues([
        "unit_mw": 10, "heat_rate_mmbtu_per_mwh": 9.18, "price_usd_per_mmbtu": 0.85,
        "mttf_hours": 1000, "mttr_hours": 0, "capex_usd_per_kw": 8000,
        "fixed_om_usd_per_kw_year": 136, "variable_om_usd_per_mwh": 2.6, "life_years": 60,
      ]).with(keys))
  }

  /// Geothermal plants that never fail.
  package static func geothermal(_ name: String = "source", _ keys: Keys = [:]) -> Geothermal {
    checked(
      Geothermal.self, name,
      ParameterValues([
        "unit_mw": 10, "mttf_hours": 1000, "mttr_hours": 0, "capex_usd_per_kw": 6500,
        "fixed_om_usd_per_kw_year": 120, "variable_om_usd_per_mwh": 0, "life_years": 30,
      ]).with(keys))
  }

  /// Storage of 100 hours, √0.42 each way.
  package static func longDuration(
    _ name: String = "storage", ratio: Double? = 1 / 0.42, _ keys: Keys = [:]
  ) -> LongDurationStorage {
    let each = ParameterValue.number(0.42.squareRoot())
    var values = ParameterValues([
      "charge_efficiency_fraction": each, "discharge_efficiency_fraction": each,
      "self_discharge_fraction_per_day": 0, "min_soc_fraction": 0, "max_soc_fraction": 1,
      "capex_usd_per_kw": 2000, "fixed_om_usd_per_kw_year": 19, "life_years": 20,
    ])
    values.set("charging_to_discharging_factor", ratio.map { .number($0) })
    return checked(LongDurationStorage.self, name, values.with(keys))
  }

  package static let standbyValues = ParameterValues([
    "fuel": "diesel", "unit_mw": 2, "tank_mwh_per_unit": 48, "refill_mw_per_unit": 1,
    "start_minutes": 2, "failure_to_start_fraction": 0.01, "heat_rate_mmbtu_per_mwh": 10,
    "price_usd_per_mmbtu": 25, "capex_usd_per_kw": 800, "fixed_om_usd_per_kw_year": 15,
    "variable_om_usd_per_mwh": 10, "life_years": 25,
  ])

  /// Standby generators.
  package static func standby(
    _ name: String = "standby", _ keys: Keys = [:]
  ) -> StandbyGenerator {
    checked(StandbyGenerator.self, name, standbyValues.with(keys))
  }

  package static let solarValues = ParameterValues([
    "output_kw_per_kwdc": 0.25, "land_limit_mwdc": 60, "degradation_fraction_per_year": 0.005,
    "capex_usd_per_kwdc": 1100, "fixed_om_usd_per_kwdc_year": 17, "life_years": 30,
  ])

  /// A solar field.
  package static func solar(_ name: String = "solar", _ keys: Keys = [:]) -> Solar {
    checked(Solar.self, name, solarValues.with(keys))
  }

  package static let windValues = ParameterValues([
    "capacity_factor_fraction": 0.42, "capex_usd_per_kw": 1349.93,
    "fixed_om_usd_per_kw_year": 30.85, "life_years": 30,
  ])

  /// A wind farm.
  package static func wind(_ name: String = "wind", _ keys: Keys = [:]) -> Wind {
    checked(Wind.self, name, windValues.with(keys))
  }

  /// A flat energy price and a monthly demand charge.
  package static func tariff(energy: Double = 60, demand: Double = 10, fixed: Double = 0) -> Tariff
  {
    var lines = [
      Tariff.Line(
        name: "energy", charge: .energy(.init(), .init(EnergyPrice(energy, .usdPerMegawattHour))))
    ]
    if demand > 0 {
      lines.append(
        Tariff.Line(
          name: "demand", charge: .demand(.init(PowerPrice(demand, .usdPerKilowattMonth))))
      )
    }
    if fixed > 0 {
      lines.append(Tariff.Line(name: "customer", charge: .fixed(Money(fixed, .usd), each: .month)))
    }
    return Tariff(name: "flat", lines: lines)
  }

  package static let gridValues = ParameterValues([
    "import_limit_mw": 20, "co2_kg_per_mwh": 400, "tariff": .tariff(tariff()),
  ])

  /// A grid connection.
  package static func grid(_ name: String = "grid", _ keys: Keys = [:]) -> Grid {
    checked(Grid.self, name, gridValues.with(keys))
  }

  package static let bessValues = ParameterValues([
    "charge_efficiency_fraction": 0.93, "discharge_efficiency_fraction": 0.93,
    "min_soc_fraction": 0.05, "max_soc_fraction": 0.95,
    "capex_usd_per_kw": 250, "capex_usd_per_kwh": 220,
    "fixed_om_fraction_of_capex_per_year": 0.025, "life_years": 15, "ageing": "augmented_by_om",
  ])

  /// A new battery.
  package static func bess(_ name: String = "bess", _ keys: Keys = [:]) -> BESS {
    checked(BESS.self, name, bessValues.with(keys))
  }

  package static let secondLifeValues = ParameterValues([
    "nameplate_kwh_per_pack": 62.5, "state_of_health_at_purchase_fraction": 0.8,
    "state_of_health_at_retirement_fraction": 0.6, "fade_fraction_per_year": 0.03,
    "early_failure_fraction_per_year": 0.01, "c_rate_fraction": 0.5, "inventory_packs": 400,
    "charge_efficiency_fraction": 0.91, "discharge_efficiency_fraction": 0.91,
    "min_soc_fraction": 0.15, "max_soc_fraction": 0.9,
    "pack_price_usd_per_kwh": 60, "refurbishment_usd_per_kwh": 20,
    "balance_of_plant_usd_per_kwh": 30, "converter_usd_per_kw": 250, "converter_life_years": 15,
    "fixed_om_fraction_of_capex_per_year": 0.04, "life_years": 9,
  ])

  /// Second-life packs.
  package static func secondLife(
    _ name: String = "second_life", _ keys: Keys = [:]
  ) -> SecondLifeBattery {
    checked(SecondLifeBattery.self, name, secondLifeValues.with(keys))
  }

  /// A facility load of one firm class.
  package static func firmLoad(
    _ facility: ParameterValue, name: String = "load"
  ) -> GPULoad {
    load(facility, .classes(("inference", ["kind": "firm", "share_fraction": 1])), name: name)
  }

  /// A facility load in classes.
  package static func load(
    _ facility: ParameterValue, _ classes: ParameterValue, name: String = "load",
    swing: Double = 0
  ) -> GPULoad {
    checked(
      GPULoad.self, name,
      ParameterValues([
        "facility_load_mw": facility, "classes": classes,
        "fast_swing_mw_per_mw_training": .number(swing),
      ]))
  }
}
