extension PlanDocument {
  /// Things counted in a component; nil where it has none.
  public func units(of component: String) -> Double? { sizes?[component]?.units }

  /// USD a year for one unit more of a limit.
  public func shadowPrice(of limit: String) -> Double? {
    shadowPrices?[limit]?.value
  }
}
