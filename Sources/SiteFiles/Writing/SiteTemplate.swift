public import SiteModel

/// A small commented site that already solves, for `sitemix new-site`.
public enum SiteTemplate {
  /// Files to write, with paths relative to the data folder.
  public static func files(named name: String, _ catalogue: Catalogue) -> [(
    path: String, contents: String
  )] {
    [
      ("sites/\(name)/site.yaml", site(name)),
      ("tariffs/\(name)-example.csv", tariff),
      (SiteSchema.path, SiteSchema.text(catalogue)),
    ]
  }

  private static func site(_ name: String) -> String {
    """
    \(SiteSchema.comment)
    # A site for Sitemix. 'sitemix describe' lists every key, 'sitemix check \(name)' reads this file.
    description: a small example, 2 MW on the grid with a battery and gas gensets as options
    location: {latitude: 39.5, longitude: -119.7}
    year: 2025                      # the modelled year; series have one row for each of its steps
    daylight_saving: united_states  # or none; decides the hours of the tariff
    utc_offset_hours: -8            # standard time ahead of UTC; for a UTC column in exports
    step_minutes: 60                # or 30, 15
    dollar_year: 2026               # all prices below; tariffs and technologies carry their own year
    real_discount_rate: 0.08
    notes:
      - every number of this example is a placeholder

    components:
      gpu_modules:
        type: gpu_load
        modules: 4
        it_mw_per_module: 0.4
        pue_fraction: 1.25          # a number, or {file: pue.csv, column: pue_fraction}
        classes:                    # shares sum to 1
          inference:
            kind: firm
            share_fraction: 0.5
            load_factor_fraction: 0.6
          training:
            kind: interruptible
            share_fraction: 0.5
            load_factor_fraction: 0.85
            value_of_lost_load_usd_per_mwh: 1500

      grid:
        type: grid
        tariff: \(name)-example    # data/tariffs/\(name)-example.csv
        import_limit_mw: 3
        # of the subregion around the place above: sitemix describe grid, data/emission-factors/egrid.csv
        emission_factors: egrid-2024-nwpp
        grid_loss_fraction: 0.044   # lost before the meter: Scope 3

      battery:
        type: bess
        max_power_mw: 2
        charge_efficiency_fraction: 0.93
        discharge_efficiency_fraction: 0.93
        min_soc_fraction: 0.05
        max_soc_fraction: 0.95
        capex_usd_per_kw: 300
        capex_usd_per_kwh: 250
        fixed_om_fraction_of_capex_per_year: 0.025
        life_years: 15
        ageing: fade                # or augmented_by_om, throughput_wear
        fade_fraction_per_year: 0.02

      gensets:
        type: pipeline_gas
        price_usd_per_mmbtu: 4.5
        unit_mw: 0.5
        max_units: 6
        incremental_heat_rate_mmbtu_per_mwh: 8.0
        no_load_mmbtu_per_h_per_mw: 0.9
        minimum_load_fraction: 0.4
        mttf_hours: 900
        mttr_hours: 24
        methane_slip_g_per_kwh: 4
        capex_usd_per_kw: 1400
        variable_om_usd_per_mwh: 14
        life_years: 20

    # uptime: {redundancy: n+1, cover: [grid], bridge_minutes: 15}
    # emissions: {cap_t_co2e_per_year: 3000, gwp_set: AR6-100, cap_boundary: scope1+2-location}

    """
  }

  private static let tariff = """
    # dollar_year: 2026
    # source: example, not a published tariff
    # effective: 2026-01-01
    # note: every rate of this tariff is a placeholder
    line,kind,months,days,hours,rate,unit,note
    customer charge,fixed,all,all,all,450,USD/month,
    peak energy,energy,6-9,weekday,13-21,0.145,USD/kWh,
    summer off-peak energy,energy,6-9,weekday,0-13;21-24,0.072,USD/kWh,
    summer weekend energy,energy,6-9,weekend,all,0.072,USD/kWh,
    winter energy,energy,1-5;10-12,all,all,0.068,USD/kWh,
    facility demand,demand,all,all,all,6.5,USD/kW-month,
    peak demand,demand,6-9,weekday,13-21,11.8,USD/kW-month,

    """
}
