import Units

/// Modules that a portfolio may place at other sites.
extension GPULoad {
  /// Least and most modules where a portfolio places them; nil where its modules stay, or there are none.
  package var placement: ClosedRange<Double>? {
    guard let modules else { return nil }
    let least = values.optional(Self.leastModulesKey)?.in(.count) ?? modules
    let most = values.optional(Self.mostModulesKey)?.in(.count) ?? modules
    return least < most ? least...most : nil
  }

  /// The key of its modules, as an override names it.
  package var modulesPath: String { "components.\(name).\(Self.modulesKey.key)" }

  /// Limits that the load as it is written does not keep, or that say nothing.
  static func placementProblems(in values: ParameterValues) -> [ParameterProblem] {
    let limits = [leastModulesKey, mostModulesKey].filter { values.optional($0) != nil }
    guard let first = limits.first else { return [] }
    guard let modules = values.optional(modulesKey)?.in(.count) else {
      return [
        ParameterProblem(
          key: first.key, message: "modules are placed, but the load has none",
          help: "write \(modulesKey.key), or leave \(first.key) out")
      ]
    }
    if values.optional(LoadArrivals.deliveries) != nil {
      return [
        ParameterProblem(
          key: first.key, message: "modules that come by a table of deliveries cannot be placed",
          help: "leave \(first.key) or \(LoadArrivals.deliveries.key) out")
      ]
    }
    return limits.compactMap { limit in
      let written = values.optional(limit)?.in(.count) ?? modules
      let isLeast = limit.key == leastModulesKey.key
      guard isLeast ? written > modules : written < modules else { return nil }
      let word = isLeast ? "most" : "least"
      return ParameterProblem(
        key: limit.key,
        message: "\(limit.key) is \(Int(written)), but the load has \(Int(modules)) modules",
        help: "write \(Int(modules)) at \(word): alone, a site has its own modules")
    }
  }
}
