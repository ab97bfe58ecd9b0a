extension Case {
  static let contradictions: [Case] = [
    Case("more units than there may be", "min_units: 0", "min_units: 7"),
    Case(
      "a window of charge that is none", "max_power_mw: 5",
      "max_power_mw: 5\n    min_soc_fraction: 0.97"),
    Case(
      "durations that exclude each other", "max_power_mw: 5",
      "max_power_mw: 5\n    min_duration_hours: 6\n    max_duration_hours: 4"),
    Case("ageing charged twice", "max_power_mw: 5", "max_power_mw: 5\n    wear_usd_per_mwh: 12"),
    Case("shares that do not sum to 1", "share_fraction: 0.6", "share_fraction: 0.7"),
    Case(
      "a class that may be shed without a value", "        value_of_lost_load_usd_per_mwh: 1500\n",
      ""),
    Case("a deadline of firm load", "kind: firm", "kind: firm\n        deadline_hours: 4"),
    Case(
      "two methane slips", "methane_slip_g_per_kwh: 4",
      "methane_slip_g_per_kwh: 4\n    methane_slip_kg_per_mmbtu: 0.4"),
    Case(
      "half an analysis of the gas", "price_usd_per_mmbtu: 4.5",
      "price_usd_per_mmbtu: 4.5\n    gas_heating_value_btu_per_scf: 1030\n    gas_carbon_content_fraction: 0.74"
    ),
    Case("no methane slip", "    methane_slip_g_per_kwh: 4\n", ""),
    Case("load given twice", "modules: 4", "modules: 4\n    facility_load_mw: 3"),
    Case("zero load", set: ["components.gpu_modules.classes.inference.load_factor_fraction=0"]) {
      try $0.replace(Fixture.site, "load_factor_fraction: 0.85", "load_factor_fraction: 0")
    },
    Case("exports dearer than imports") {
      try $0.replace(Fixture.tariff, "dollar_year: 2024", "dollar_year: 2026")
      try $0.replace(
        Fixture.site, "import_limit_mw: 12",
        "import_limit_mw: 12\n    export_limit_mw: 5\n    export_price_usd_per_mwh: 300")
    },
    Case(
      "exports without a price", "import_limit_mw: 12",
      "import_limit_mw: 12\n    export_limit_mw: 5"),
    Case("a composition that does not sum to 1") {
      try $0.replace(
        Fixture.site, "    type: pipeline_gas\n",
        "    type: flared_gas\n    available_mcf_per_h: 40\n    gas_term_years: 5\n    methane_mole_fraction: 0.8\n    ethane_mole_fraction: 0.1\n"
      )
    },
    Case("a sour gas whose analysis is rounded") {
      try $0.replace(
        Fixture.site, "    type: pipeline_gas\n",
        "    type: flared_gas\n    available_mcf_per_h: 40\n    gas_term_years: 5\n"
          + "    methane_mole_fraction: 0.9789\n    hydrogen_sulfide_mole_fraction: 0.02\n"
          + "    water_mole_fraction: 0.001\n")
    },
    Case("a gas that does not burn") {
      try $0.replace(
        Fixture.site, "    type: pipeline_gas\n",
        "    type: flared_gas\n    available_mcf_per_h: 40\n    gas_term_years: 5\n"
          + "    methane_mole_fraction: 0\n    nitrogen_mole_fraction: 1\n")
    },
    Case("no load at all") {
      try $0.lines(Fixture.site) { lines in
        if let first = lines.firstIndex(of: "  gpu_modules:"),
          let next = lines.firstIndex(of: "  solar_field:")
        {
          lines.removeSubrange(first..<next)
        }
      }
    },
    Case("nothing that supplies power") {
      try $0.lines(Fixture.site) { lines in
        if let first = lines.firstIndex(of: "  solar_field:"),
          let next = lines.firstIndex(where: { $0.hasPrefix("uptime:") })
        {
          lines.removeSubrange(first..<next)
        }
      }
    },
    Case("a contingency of something that the site does not have") {
      try $0.replace(Fixture.site, "cover: [grid]", "cover: [grid, largest_unit]")
      try $0.lines(Fixture.site) { lines in
        if let first = lines.firstIndex(of: "  gensets:"),
          let next = lines[(first + 1)...].firstIndex(where: { !$0.hasPrefix("    ") })
        {
          lines.removeSubrange(first..<next)
        }
      }
    },
    Case("an uptime target without failures") {
      try $0.replace(
        Fixture.site, "kind: firm\n", "kind: firm\n        uptime_target_fraction: 0.999\n")
    },
    Case(
      "an uptime target of work that may be paused", "kind: interruptible\n",
      "kind: interruptible\n        uptime_target_fraction: 0.9\n"),
    Case(
      "an uptime target in percent", "kind: firm\n",
      "kind: firm\n        uptime_target_fraction: 99.9\n"),
    Case(
      "checkpoints without the time to restart", "kind: interruptible\n",
      "kind: interruptible\n        checkpoint_minutes: 1\n"),
    Case(
      "GPU-hours without the power of a GPU", "kind: firm\n",
      "kind: firm\n        checkpoint_minutes: 0\n        checkpoint_interval_minutes: 0\n"
        + "        restart_minutes: 5\n"),
    Case(
      "log-normal outages without a spread", "import_limit_mw: 12",
      "import_limit_mw: 12\n    outages_per_year: 4\n    outage_hours: 2\n    outage_spread: log_normal"
    ),
    Case(
      "outages that last but never come", "import_limit_mw: 12",
      "import_limit_mw: 12\n    outage_hours: 2"),
    Case(
      "outages that fill the calendar year", "import_limit_mw: 12",
      "import_limit_mw: 12\n    outages_per_year: 10\n    outage_hours: 876\n    outage_spread: exponential"
    ),
    Case(
      "gas that fails to come all year", "mttr_hours: 24",
      "mttr_hours: 24\n    gas_interruptions_per_year: 500\n    gas_interruption_hours: 20\n"
        + "    gas_interruption_spread: exponential"),
    Case(
      "sets that fail to start and are repaired at once", "mttr_hours: 24",
      "mttr_hours: 0\n    start_minutes: 5\n    failure_to_start_fraction: 0.01"),
    Case(
      "starts that fail without a time to start", "mttr_hours: 24",
      "mttr_hours: 24\n    failure_to_start_fraction: 0.01"),
    Case(
      "a spare that spins by halves", "mttr_hours: 24",
      "mttr_hours: 24\n    start_minutes: 5\n    spinning: yes"),
    Case("too few years for a promise") {
      try $0.replace(
        Fixture.site, "kind: firm\n", "kind: firm\n        uptime_target_fraction: 0.9999\n")
      try $0.replace(
        Fixture.site, "import_limit_mw: 12",
        "import_limit_mw: 12\n    outages_per_year: 1\n    outage_hours: 48\n    outage_spread: exponential"
      )
      try $0.replace(Fixture.site, "bridge_minutes: 15", "bridge_minutes: 15, certify_years: 160")
    },
    Case(
      "common failures that are never repaired", "mttr_hours: 24",
      "mttr_hours: 24\n    repair_spread: exponential\n    common_cause_fraction: 0.05"),
    Case(
      "a repair of negative time", "mttr_hours: 24", "mttr_hours: -24"),
    Case(
      "a cap on nitrogen oxides that nobody measures", "cap_t_co2e_per_year: 50000",
      "cap_nox_t_per_year: 50"),
    Case(
      "a negative cap on nitrogen oxides", "cap_t_co2e_per_year: 50000", "cap_nox_t_per_year: -1"),
    Case(
      "a cap on nitrogen oxides in kilograms", "cap_t_co2e_per_year: 50000",
      "cap_nox_kg_per_year: 5000"),
    Case(
      "a cap of zero is a question, not a mistake", "cap_t_co2e_per_year: 50000",
      "cap_t_co2e_per_year: 0"),
  ]
}
