/// What the power of a component in a plan measures.
public enum CapacityBasis: String, CaseIterable, Sendable {
  /// Rated output at the site bus.
  case alternatingCurrent = "mw_ac"
  /// Rated output of the modules, before inverters.
  case directCurrent = "mw_dc"
  /// The peak import of a connection.
  case peakImport = "peak_import_mw"
  /// The greatest load that is served.
  case peakLoad = "peak_load_mw"

  /// Its unit, as planners write it.
  public var unit: String { self == .directCurrent ? "MWdc" : "MW" }
}
