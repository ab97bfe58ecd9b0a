/// Where a value stands in a site file, as `--set` writes it: `components.grid.import_limit_mw`.
public struct SiteKey: Sendable, Hashable {
  /// What the key belongs to.
  public enum Owner: Sendable, Hashable {
    case component(String)
    case uptime, emissions
  }

  /// A record among those of a key, such as a class of load.
  public struct Record: Sendable, Hashable {
    /// The key that holds the records.
    public let list: String
    /// The record's name.
    public let name: String
  }

  /// What the key belongs to.
  public let owner: Owner
  /// The record that holds the key; nil where the owner itself does.
  public let record: Record?
  /// The key as written, ending in its unit.
  public let key: String

  /// A key of an owner, or of one of its records.
  public init(_ owner: Owner, record: Record? = nil, _ key: String) {
    self.owner = owner
    self.record = record
    self.key = key
  }

  /// The path from the top of the site file.
  public var text: String {
    let head =
      switch owner {
      case .component(let name): ["components", name]
      case .uptime: ["uptime"]
      case .emissions: ["emissions"]
      }
    let middle = record.map { [$0.list, $0.name] } ?? []
    return (head + middle + [key]).joined(separator: ".")
  }
}

extension Site {
  /// What stands behind a key, defaults included; nil where nothing does.
  package func value(of key: SiteKey) -> ParameterValue? {
    let values = values(of: key.owner)
    guard let record = key.record else { return values?.value(of: key.key) }
    return values?.records(record.list).first { $0.name == record.name }?.values.value(of: key.key)
  }

  /// The same site with another value behind a key, made anew from all of its values.
  ///
  /// - Returns: nil where the site has no such owner or record.
  package func replacing(_ key: SiteKey, by value: ParameterValue) -> Site? {
    guard let values = values(of: key.owner)?.replacing(key, by: value) else { return nil }
    var site = self
    switch key.owner {
    case .uptime: site.uptime = UptimePolicy(values: values)
    case .emissions: site.emissions = EmissionsPolicy(values: values)
    case .component(let name):
      site.components = components.map {
        $0.name == name ? type(of: $0).init(name: name, values: values) : $0
      }
    }
    return site
  }

  /// The same site with other components.
  package func with(components: [any Component]) -> Site {
    var site = self
    site.components = components
    return site
  }

  /// The price by which a component is told: the first of those of building it that is not zero.
  package func leadingPrice(of component: any Component)
    -> (key: SiteKey, unit: String, value: Double)?
  {
    for spec in type(of: component).buildingPrices {
      guard case .number(let unit, _) = spec.kind,
        case .number(let value)? = component.values.value(of: spec.key), value > 0
      else { continue }
      return (SiteKey(.component(component.name), spec.key), unit.symbol, value)
    }
    return nil
  }

  func values(of owner: SiteKey.Owner) -> ParameterValues? {
    switch owner {
    case .uptime: uptime.values
    case .emissions: emissions.values
    case .component(let name): components.first { $0.name == name }?.values
    }
  }
}

extension ParameterValues {
  /// Records behind a key, in the order written.
  func records(_ key: String) -> [NamedValues] {
    if case .records(let records)? = value(of: key) { return records }
    return []
  }

  fileprivate func replacing(_ key: SiteKey, by value: ParameterValue) -> ParameterValues? {
    var changed = self
    guard let record = key.record else {
      changed.set(key.key, value)
      return changed
    }
    var records = records(record.list)
    guard let place = records.firstIndex(where: { $0.name == record.name }) else { return nil }
    records[place].values.set(key.key, value)
    changed.set(record.list, .records(records))
    return changed
  }
}
