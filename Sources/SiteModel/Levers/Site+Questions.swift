import LinearProgramming
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
      if case .number? = component.values.value(of: PipelineSupply.priceKey.key) {
        paths.append(SiteKey(.component(component.name), PipelineSupply.priceKey.key).text)
      }
    }
    paths += levers.filter { $0.isOneNumber && $0.size > 0 }.map(\.key.text)
    return paths + [Self.discountKey]
  }

  /// Caps on emissions that the site has, with numbers so high that they never hold.
  package var emissionCaps: [(key: String, highest: Double)] {
    var caps: [(key: String, highest: Double)] = []
    for spec in [EmissionsPolicy.cap.spec, EmissionsPolicy.rateCap.spec]
    where emissions.values.value(of: spec.key) != nil {
      guard case .number(_, let range) = spec.kind else { continue }
      caps.append((SiteKey(.emissions, spec.key).text, range.upperBound))
    }
    return caps
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

  /// A size that planning chooses.
  package struct PlannedSize: Sendable {
    /// `component.size`.
    package let key: String
    package let component: String
    /// Whether a plan tells it as energy, or as a count.
    package let isEnergy: Bool
    package let isWhole: Bool
    /// Whether it is a count of units, on which other sizes turn; packs are whole and many.
    package let isUnits: Bool
    /// A measure of what is much of it.
    package let scale: Double
    /// What is none of it: a thousandth of a count, a ten-thousandth of the site's load (MW, MWh).
    package let trace: Double

    package init(
      key: String, component: String, isEnergy: Bool = false, isWhole: Bool = false,
      isUnits: Bool = false, scale: Double, trace: Double = 1e-3
    ) {
      self.key = key
      self.component = component
      self.isEnergy = isEnergy
      self.isWhole = isWhole
      self.isUnits = isUnits
      self.scale = scale
      self.trace = trace
    }
  }

  /// Sizes that planning chooses, in the order of the site.
  package func plannedSizes(over horizon: Horizon) -> [PlannedSize] {
    SiteProgram(self, over: horizon).sizes.filter { $0.limit > $0.least }.map { size in
      PlannedSize(
        key: size.key, component: size.component, isEnergy: size.size == "energy",
        isWhole: size.rounding != .continuous, isUnits: size.rounding == .units,
        scale: size.limit.isFinite ? size.limit : 10 * peakLoad.in(.megawatts),
        trace: size.rounding == .continuous ? 1e-4 * peakLoad.in(.megawatts) : 1e-3)
    }
  }
}

extension ParameterSpec {
  fileprivate var isCount: Bool {
    if case .number(let unit, _) = kind { return unit.suffix == "count" }
    return false
  }
}

extension Lever {
  /// Whether one number stands behind its key.
  fileprivate var isOneNumber: Bool {
    if case .number = now { return true }
    return false
  }
}
