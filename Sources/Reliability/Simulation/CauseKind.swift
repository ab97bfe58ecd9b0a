/// What began a shortage.
public enum CauseKind: String, Sendable, CaseIterable {
  /// The connection to the utility.
  case grid
  /// A machine of the site.
  case unit
  /// A fuel supply.
  case fuel
  /// A failure common to several.
  case commonCause = "common_cause"
  /// A block of a store.
  case store
  /// Nothing was out, but stores had not come back to their plan since the shortage before.
  case storeEmpty = "store_empty"
  /// Nothing was out: the load is above all that the plan can supply.
  case nothingOut = "nothing_out"
}
