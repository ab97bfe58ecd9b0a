import Units

extension SiteKey {
  /// A key as `--set` writes it; nil for what is no path of a component or a policy.
  init?(path: String) {
    let parts = path.split(separator: ".").map(String.init)
    switch (parts.first, parts.count) {
    case ("components"?, 3): self.init(.component(parts[1]), parts[2])
    case ("components"?, 5):
      self.init(.component(parts[1]), record: .init(list: parts[2], name: parts[3]), parts[4])
    case ("uptime"?, 2): self.init(.uptime, parts[1])
    case ("emissions"?, 2): self.init(.emissions, parts[1])
    default: return nil
    }
  }
}

extension Site {
  private static let discountKey = "real_discount_rate"

  /// Whether a key stands at the site, and the one number behind it, if it is one.
  package func number(at path: String) -> (
    exists: Bool, number: Double?, isWhole: Bool, help: String
  ) {
    if path == Self.discountKey { return (true, realDiscountRate, false, "") }
    let help = "keys such as \(leadingNumbers.prefix(3).joined(separator: ", ")); see describe"
    guard let key = SiteKey(path: path), let value = value(of: key) else {
      return (false, nil, false, help)
    }
    guard case .number(let number) = value else { return (true, nil, false, help) }
    let specs =
      if case .component(let name) = key.owner {
        components.first { $0.name == name }.map { type(of: $0).parameters } ?? []
      } else {
        [ParameterSpec]()
      }
    return (true, number, specs.contains { $0.key == key.key && $0.isCount }, help)
  }

  /// Numbers that decide most plans: prices of what may be built, of fuel, limits and the discount rate.
  package var leadingNumbers: [String] {
    var paths: [String] = []
    for component in components {
      if let price = leadingPrice(of: component) { paths.append(price.key.text) }
      for price in type(of: component).fuelPrices {
        guard case .number? = component.values.value(of: price.key) else { continue }
        paths.append(SiteKey(.component(component.name), price.key).text)
      }
    }
    paths += adjustableLimits.filter { $0.isOneNumber && $0.size > 0 }.map(\.key.text)
    return paths + [Self.discountKey]
  }

  /// Caps on emissions that the site has, with numbers so high that they never hold.
  package var emissionCaps: [(key: String, highest: Double)] {
    var caps: [(key: String, highest: Double)] = []
    for spec in [
      EmissionsPolicy.cap.spec, EmissionsPolicy.rateCap.spec, EmissionsPolicy.capOverHorizon.spec,
    ]
    where emissions.values.value(of: spec.key) != nil {
      guard case .number(_, let range) = spec.kind else { continue }
      caps.append((SiteKey(.emissions, spec.key).text, range.upperBound))
    }
    return caps
  }

  /// The cap that a frontier is made with: of a year, or of all years of a horizon.
  package var frontierCap: String {
    let cap = planningHorizon == nil ? EmissionsPolicy.cap.key : EmissionsPolicy.capOverHorizon.key
    return SiteKey(.emissions, cap).text
  }

  /// Uptime targets of the firm classes.
  package var firmTargetKeys: [String] {
    components.loads.flatMap { load in
      load.classes.filter { $0.kind == .firm }.map { one in
        SiteKey(
          .component(load.name), record: .init(list: GPULoad.classesKey, name: one.name),
          LoadClass.targetKey.key
        ).text
      }
    }
  }

  /// Promises of uptime: the key of each, and the name under which the class is simulated.
  package var promises: [(key: SiteKey, simulatedName: String, target: Double)] {
    let loads = components.loads
    return loads.flatMap { load in
      load.classes.compactMap { one in
        one.target.map { target in
          (
            SiteKey(
              .component(load.name), record: .init(list: GPULoad.classesKey, name: one.name),
              LoadClass.targetKey.key), loads.count > 1 ? "\(load.name).\(one.name)" : one.name,
            target
          )
        }
      }
    }
  }
}

extension ParameterSpec {
  fileprivate var isCount: Bool {
    if case .number(let unit, _) = kind { return unit.suffix == "count" }
    return false
  }
}

extension AdjustableLimit {
  /// Whether one number stands behind its key.
  fileprivate var isOneNumber: Bool {
    if case .number = now { return true }
    return false
  }
}
