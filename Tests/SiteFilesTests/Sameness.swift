import SiteModel

/// Whether two sites have the same components; sets print in any order, so tariffs are compared.
func haveSameComponents(_ a: Site, _ b: Site) -> Bool {
  guard a.components.count == b.components.count else { return false }
  return zip(a.components, b.components).allSatisfy { left, right in
    type(of: left) == type(of: right) && haveSameParts(left, right)
  }
}

/// Whether the parts of two values of one type are the same; the order of keys does not count.
func haveSameParts(_ a: Any, _ b: Any) -> Bool {
  zip(Mirror(reflecting: a).children, Mirror(reflecting: b).children).allSatisfy {
    if let one = $0.value as? Tariff, let other = $1.value as? Tariff { return one == other }
    if let one = $0.value as? ParameterValues, let other = $1.value as? ParameterValues {
      return one == other
    }
    return "\($0.value)" == "\($1.value)"
  }
}
