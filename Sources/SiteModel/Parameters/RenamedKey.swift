/// A word of a user's files that had another name before; the old one is still read.
public struct RenamedKey: Sendable, Equatable {
  /// What people may have in their files.
  public let old: String
  /// What it is called now, in the field's words.
  public let new: String
  /// The mapping that the key stands in; nil: wherever it is met.
  public let section: String?

  private init(_ old: String, _ new: String, in section: String? = nil) {
    self.old = old
    self.new = new
    self.section = section
  }

  /// Keys of `site.yaml` and of technologies.
  public static let all = [
    RenamedKey("grid_hold_hours", "grid_outage_ride_through_hours"),
    RenamedKey("unit_hold_hours", "unit_outage_ride_through_hours"),
    RenamedKey("fuel_hold_hours", "fuel_outage_ride_through_hours"),
    RenamedKey("grid_and_unit_hold_hours", "grid_and_unit_outage_ride_through_hours"),
    RenamedKey("fuel_and_unit_hold_hours", "fuel_and_unit_outage_ride_through_hours"),
    RenamedKey("hold_units_out", "ride_through_units_out"),
    RenamedKey("lowest_state_of_charge_fraction", "min_soc_fraction"),
    RenamedKey("highest_state_of_charge_fraction", "max_soc_fraction"),
    RenamedKey("heat_rate_slope_mmbtu_per_mwh", "incremental_heat_rate_mmbtu_per_mwh"),
    RenamedKey("standby_loss_fraction_per_day", "self_discharge_fraction_per_day"),
    RenamedKey("value_of_lost_mwh_usd_per_mwh", "value_of_lost_load_usd_per_mwh"),
    RenamedKey("investment_credit_fraction", "investment_tax_credit_fraction"),
    RenamedKey("view", "cap_boundary", in: "emissions"),
  ]

  /// Keys, columns and figures of results: in `plan.json`, `dispatch.csv`, `uptime.csv` and the others.
  public static let results = [
    RenamedKey("count_gap", "mip_gap"),
    RenamedKey("cures", "remedies"),
    RenamedKey("view", "cap_boundary"),
    RenamedKey("counted", "inside_cap_boundary"),
    RenamedKey("counted_t_co2e", "inside_cap_boundary_t_co2e"),
    RenamedKey("blame", "cause"),
    RenamedKey("blame_share", "cause_share"),
    RenamedKey("next_nine", "one_more_nine"),
    RenamedKey("running_mw", "online_capacity_mw"),
    RenamedKey("waiting_mwh", "deferred_mwh"),
    RenamedKey("power_mw", "capacity_mw"),
    RenamedKey("overlap_hours", "simultaneous_charge_and_discharge"),
    RenamedKey("ridden_through_by_stores_per_year", "ridden_through_by_storage_per_year"),
    RenamedKey("availability", "served_fraction"),
    RenamedKey("availability_basis", "served_fraction_basis"),
  ]

  /// The new name of a key of a mapping; nil where it keeps its name.
  public static func name(of key: String, in section: String?) -> String? {
    all.first { $0.old == key && ($0.section == nil || $0.section == section) }?.new
  }

  /// The word of before that a column of results has, alone or behind the name of a class.
  public static func result(_ column: String) -> RenamedKey? {
    results.first { column == $0.old || column.hasSuffix("_" + $0.old) }
  }
}
