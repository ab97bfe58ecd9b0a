import SiteModel

/// Whether two sites have the same components; sets print in any order, so tariffs are compared.
func haveSameComponents(_ a: Site, _ b: Site) -> Bool {
  guard a.components.count == b.components.count else { return false }
  return zip(a.components, b.components).allSatisfy { left, right in
    guard type(of: left) == type(of: right) else { return false }
    return zip(Mirror(reflecting: left).children, Mirror(reflecting: right).children).allSatisfy {
      if let one = $0.value as? Tariff, let other = $1.value as? Tariff { return one == other }
      return "\($0.value)" == "\($1.value)"
    }
  }
}
