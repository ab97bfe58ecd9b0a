public import SiteModel
public import Tabular

extension Reading {
  static let factorFolder = "emission-factors"

  /// Every factor of the registry, read once.
  func allFactors() -> [EmissionFactor] {
    if let factors { return factors }
    let before = findings.count
    let files = ((try? disk.names(in: Self.factorFolder)) ?? [])
      .filter { $0.hasSuffix(".csv") && !$0.hasPrefix(".") }
    var found: [EmissionFactor] = []
    var places: [String: String] = [:]
    for file in files {
      let path = "\(Self.factorFolder)/\(file)"
      guard let source = source(path, named: nil, what: "factor registry", help: "") else {
        continue
      }
      for (factor, place) in FactorTable.read(source, self) {
        if let known = places[factor.id] {
          report(
            "the factor '\(factor.id)' appears twice, first in \(known)", at: place,
            help: "remove one of the rows, or name the edition in the id")
          continue
        }
        places[factor.id] = path
        found.append(factor)
      }
    }
    factors = found
    hasSoundFactors = findings.count == before
    return found
  }

  /// A set of factors by its name, if it measures what is wanted and is valid in the site's year.
  func factors(named name: String, measuring quantity: FactorQuantity, at place: Place)
    -> FactorSet?
  {
    let all = allFactors()
    let rows = all.filter { $0.set == name }
    // What is wrong with the registry was said; what a broken row leaves out is not said again.
    guard hasSoundFactors else { return nil }
    guard let first = rows.first else {
      var sets: [String] = []
      for factor in all where factor.quantity == quantity && sets.last != factor.set {
        sets.append(factor.set)
      }
      report(
        "there is no set of factors '\(name)' in data/\(Self.factorFolder)", at: place,
        help: Suggestion.help(for: name, in: sets, known: "sets"))
      return nil
    }
    if let other = rows.first(where: { $0.quantity != quantity }) {
      report(
        "'\(other.id)' is in \(other.unit) (\(other.quantity.rawValue)), not in "
          + "\(quantity.units.joined(separator: " or "))", at: place,
        help: "name a set of factors for \(quantity.rawValue)")
      return nil
    }
    if let year = steps?.calendar.year {
      for row in rows where !row.validYears.contains(year) {
        report(
          "'\(row.id)' is valid from \(row.validYears.lowerBound) to \(row.validYears.upperBound), "
            + "not in \(year)", at: place,
          help: "name an edition that covers the site's year")
        return nil
      }
    }
    if quantity == .grid, rows.allSatisfy({ $0.gas != "CO2" }) {
      report(
        "the set '\(name)' has no CO2", at: place, help: "add a row \(name).co2 to the registry")
      return nil
    }
    if let placeholder = rows.first(where: \.isPlaceholder) {
      notes.append("Emission factor '\(placeholder.id)' is a placeholder.")
    }
    return FactorSet(id: first.set, factors: rows)
  }
}

extension DataFolder {
  /// Every factor of the registry in `emission-factors/*.csv`; or all findings at once.
  public func readFactors() throws(Findings) -> [EmissionFactor] {
    let reading = Reading(disk: disk)
    let factors = reading.allFactors()
    guard !reading.hasErrors else { throw Findings(reading.sorted) }
    return factors
  }
}
