extension Fixture {
  static var files: [(String, String)] {
    [
      (site, siteText), (load, year2025), (tariff, tariffText), (solar, solarText),
      ("technologies/battery.yaml", batteryText),
      ("deflators.csv", "year,gdp_deflator_index\n2024,100\n2026,105\n"),
    ]
  }

  /// Made once: a year of hours for every case.
  static let year2025 = series(year: 2025)

  /// A series with two columns and one row for each step of a year.
  static func series(year: Int, stepMinutes: Int = 60) -> String {
    let calendar = SeriesCalendar(year: year)
    var text = "hour_beginning,inference_load_factor_fraction,output_kw_per_kwdc\n"
    for minute in stride(from: 0, to: calendar.days * 1440, by: stepMinutes) {
      let hour = minute / 60 % 24
      text += "\(calendar.stamp(minute)),0.\(50 + hour),\(hour > 6 && hour < 19 ? "0.5" : "0")\n"
    }
    return text
  }

  static let siteText = """
    description: a pad
    location: {latitude: 39.5, longitude: -119.7}
    year: 2025
    daylight_saving: united_states
    step_minutes: 60
    dollar_year: 2026
    real_discount_rate: 0.08
    notes:
      - a note
    components:
      gpu_modules:
        type: gpu_load
        modules: 4
        it_mw_per_module: 0.72
        pue_fraction: 1.2
        classes:
          inference:
            kind: firm
            share_fraction: 0.6
            load_factor_fraction: {file: load.csv, column: inference_load_factor_fraction}
          training:
            kind: interruptible
            share_fraction: 0.4
            load_factor_fraction: 0.85
            value_of_lost_load_usd_per_mwh: 1500
      solar_field:
        type: solar
        technology: solar
        output_kw_per_kwdc: {file: load.csv, column: output_kw_per_kwdc}
        land_limit_mwdc: 40
      grid:
        type: grid
        tariff: plain
        import_limit_mw: 12
        co2_kg_per_mwh: 262.7
      battery:
        type: bess
        technology: battery
        max_power_mw: 5
      gensets:
        type: pipeline_gas
        price_usd_per_mmbtu: 4.5
        unit_mw: 0.5
        min_units: 0
        max_units: 6
        incremental_heat_rate_mmbtu_per_mwh: 8
        no_load_mmbtu_per_h_per_mw: 0.9
        minimum_load_fraction: 0.4
        mttf_hours: 900
        mttr_hours: 24
        methane_slip_g_per_kwh: 4
        capex_usd_per_kw: 1400
        variable_om_usd_per_mwh: 14
        life_years: 20
    uptime: {redundancy: n, cover: [grid], bridge_minutes: 15}
    emissions: {cap_t_co2e_per_year: 50000, gwp_set: AR6-100, cap_boundary: scope1}

    """

  static let tariffText = """
    # dollar_year: 2024
    # source: nowhere
    # effective: 2024-01-01
    # note: a placeholder
    line,kind,months,days,hours,rate,unit,note
    customer,fixed,all,all,all,100,USD/month,
    peak,energy,6-9,weekday,13-18,0.20,USD/kWh,
    shoulder,energy,6-9,weekday,0-13;18-24,0.10,USD/kWh,
    weekend,energy,6-9,weekend,all,80,USD/MWh,
    winter,energy,1-5;10-12,all,all,0.07,USD/kWh,
    credit,rider,all,all,all,-2,USD/MWh,
    demand,demand,all,all,all,6.5,USD/kW-month,

    """

  static let solarText = """
    type: solar
    dollar_year: 2024
    source: nowhere
    notes:
      - a guess
    capex_usd_per_kwdc: 1000
    fixed_om_usd_per_kwdc_year: 20
    degradation_fraction_per_year: 0.005
    life_years: 30

    """

  static let batteryText = """
    type: bess
    dollar_year: 2026
    source: nowhere
    charge_efficiency_fraction: 0.93
    discharge_efficiency_fraction: 0.93
    min_soc_fraction: 0.05
    max_soc_fraction: 0.95
    capex_usd_per_kw: 300
    capex_usd_per_kwh: 250
    fixed_om_fraction_of_capex_per_year: 0.025
    life_years: 15
    ageing: fade
    fade_fraction_per_year: 0.02

    """
}

/// Stamps made without the code under test.
struct SeriesCalendar {
  let year: Int

  var isLeap: Bool { year % 4 == 0 && year % 100 != 0 || year % 400 == 0 }
  var days: Int { isLeap ? 366 : 365 }

  func stamp(_ minute: Int) -> String {
    var day = minute / 1440
    var month = 0
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    while month < 11, day >= lengths[month] {
      day -= lengths[month]
      month += 1
    }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month + 1))-\(two(day + 1))T\(two(minute / 60 % 24)):\(two(minute % 60))"
  }
}
