extension Site {
  /// What differs between the inputs of two sites, by key, in words: this site's value first.
  public func differences(from other: Site) -> [String] {
    let owners = components.map { SiteKey.Owner.component($0.name) } + [.uptime, .emissions]
    let added = other.components.map(\.name).filter { name in
      !components.contains { $0.name == name }
    }
    var words: [String] = []
    if realDiscountRate != other.realDiscountRate {
      words.append("real_discount_rate: \(realDiscountRate), \(other.realDiscountRate)")
    }
    if dollarYear != other.dollarYear {
      words.append("dollar_year: \(dollarYear), \(other.dollarYear)")
    }
    if calendar.year != other.calendar.year {
      words.append("year: \(calendar.year), \(other.calendar.year)")
    }
    let (own, others) = (finance?.values, other.finance?.values)
    words += (own ?? ParameterValues()).differences(from: others ?? ParameterValues())
      .map { "finance.\($0.key): \($0.text)" }
    if planningHorizon != other.planningHorizon {
      words.append("horizon: \(planningHorizon.words), \(other.planningHorizon.words)")
    }
    for owner in owners {
      let own = values(of: owner) ?? ParameterValues()
      guard let others = other.values(of: owner) else {
        words.append("\(SiteKey(owner, "…").text): only in A")
        continue
      }
      words += own.differences(from: others).map { "\(SiteKey(owner, $0.key).text): \($0.text)" }
    }
    return words + added.map { "components.\($0): only in B" }
  }
}

extension PlanningHorizon? {
  fileprivate var words: String {
    guard let self else { return "a year that recurs" }
    return "\(self.years) years from \(self.startYear)"
  }
}

extension ParameterValues {
  fileprivate func differences(from other: ParameterValues) -> [(key: String, text: String)] {
    Set(keys).union(other.keys).sorted().flatMap { key -> [(key: String, text: String)] in
      let (own, others) = (value(of: key), other.value(of: key))
      guard own != others else { return [] }
      if case .records(let records)? = own {
        return records.flatMap { record in
          let same = other.records(key).first { $0.name == record.name }?.values
          return record.values.differences(from: same ?? ParameterValues())
            .map { ("\(key).\(record.name).\($0.key)", $0.text) }
        }
      }
      return [(key, "\(own.words), \(others.words)")]
    }
  }
}

extension ParameterValue? {
  fileprivate var words: String {
    switch self {
    case nil: "not written"
    case .series(let numbers)?: "a series of \(numbers.count)"
    case .tariff(let tariff)?: "tariff \(tariff.name)"
    case let value?: value.shortText ?? "other contents"
    }
  }
}
