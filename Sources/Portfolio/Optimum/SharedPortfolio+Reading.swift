import Components
package import SiteFiles
package import SiteModel
package import Tabular

extension SharedPortfolio {
  /// The resources behind a file of limits, or everything that does not fit the sites.
  package init(_ limits: PortfolioLimits, _ sites: [SiteModel.Site], named names: [String])
    throws(Findings)
  {
    let places = limits.modules != nil
    self.sites = zip(sites, names).map { Site($0, named: $1, places: places) }
    self.places = places
    let checks = SharedChecks(limits: limits, sites: self.sites)
    resources = checks.resources
    let findings = checks.findings
    guard findings.isEmpty else { throw Findings(findings) }
  }
}

extension SharedPortfolio.Site {
  fileprivate init(_ site: SiteModel.Site, named name: String, places: Bool) {
    self.name = name
    let loads = site.components.loads
    self.loads = loads.compactMap { load in
      guard places, site.planningHorizon == nil, let range = load.placement else { return nil }
      return (
        SharedTerms.Modules(load: load.name, least: range.lowerBound, most: range.upperBound),
        load.modulesPath, load.modules ?? 0
      )
    }
    let placed = Set(self.loads.map(\.load.load))
    modules = loads.reduce(0) { $0 + ($1.modules ?? 0) }
    fixed = loads.filter { !placed.contains($0.name) }.reduce(0) { $0 + ($1.modules ?? 0) }
    words = site.components.reduce(into: []) { $0.formUnion(site.equipmentWords(of: $1)) }
    boundary = site.emissions.view.rawValue
    potentials = site.emissions.gwpSet.name
    (horizon, group, owner) = (site.planningHorizon, site.group, site.owner)
  }

  fileprivate func value(of property: PortfolioLimits.Property) -> String? {
    switch property {
    case .group: group
    case .owner: owner
    }
  }
}

/// What must fit before anything is solved.
private struct SharedChecks {
  let limits: PortfolioLimits
  let sites: [SharedPortfolio.Site]

  /// Equipment, capital, emissions, modules and groups, in this order.
  var resources: [SharedPortfolio.Resource] {
    var all = limits.equipment.enumerated().flatMap { equipment($0.offset, $0.element) }
    if let capital = limits.capital {
      all.append(.init(name: "capital_usd", measure: .capital, limit: capital.number))
    }
    if let emissions = limits.emissions {
      all.append(.init(name: "t_co2e_per_year", measure: .emissions, limit: emissions.number))
    }
    if let modules = limits.modules {
      all.append(
        .init(name: "modules", measure: .modules, limit: modules.number, isExact: true))
      for group in limits.groups { all += shares(group, of: modules.number) }
    }
    return all
  }

  /// What may have come before the next date of the table, and nothing before its first.
  private func equipment(
    _ place: Int, _ item: PortfolioLimits.Equipment
  ) -> [SharedPortfolio.Resource] {
    let same = limits.equipment.filter { $0.words == item.words && $0.per == item.per }
    let next = same.compactMap(\.month).filter { $0 > item.month ?? .max }.min()
    let word =
      item.words.joined(separator: "_or_") + (item.per == .unit ? "" : "_\(item.per.rawValue)")
    func resource(before month: Int?, _ most: Double) -> SharedPortfolio.Resource {
      SharedPortfolio.Resource(
        name: month.map { "\(word)_before_month_\($0)" } ?? word,
        measure: .equipment(words: item.words, per: item.per, before: month), limit: most)
    }
    let own = resource(before: next, item.most)
    guard let month = item.month, month > 0, month == same.compactMap(\.month).min() else {
      return [own]
    }
    return [resource(before: month, 0), own]
  }

  private func shares(
    _ group: PortfolioLimits.Group, of modules: Double
  ) -> [SharedPortfolio.Resource] {
    Set(sites.compactMap { $0.value(of: group.by) }).sorted().map { value in
      SharedPortfolio.Resource(
        name: "modules_of_\(group.by.rawValue)_\(value)", measure: .modules,
        limit: group.most * modules,
        members: Set(sites.indices.filter { sites[$0].value(of: group.by) == value }))
    }
  }

  var findings: [Finding] { kinds + dates + boundaries + modules + groups }

  private var kinds: [Finding] {
    let known = sites.reduce(into: Set<String>()) { $0.formUnion($1.words) }
    return limits.equipment.flatMap { item in
      item.words.filter { !known.contains($0) }.map { word in
        item.place.finding(
          "no site has equipment '\(word)'",
          help: Suggestion.help(for: word, in: known.sorted(), known: "kinds at these sites"))
      }
    }
  }

  /// Months are of one calendar.
  private var dates: [Finding] {
    guard let dated = limits.equipment.first(where: { $0.month != nil }) else { return [] }
    guard let first = sites.first(where: { $0.horizon != nil }) else {
      return [
        dated.place.finding(
          "no site has a horizon, so nothing comes by a month",
          help: "leave 'month' out, or write 'horizon:' in the site files")
      ]
    }
    return sites.filter { $0.horizon?.startYear != first.horizon?.startYear }.map { other in
      let begins = other.horizon.map { "begins in \($0.startYear)" } ?? "has no horizon"
      return dated.place.finding(
        "month \(dated.month ?? 0) is not one date: '\(first.name)' begins in "
          + "\(first.horizon?.startYear ?? 0), and '\(other.name)' \(begins)",
        help: "give all sites the same start_year, or leave 'month' out")
    }
  }

  /// Tonnes of different boundaries do not add up.
  private var boundaries: [Finding] {
    guard let cap = limits.emissions, let first = sites.first else { return [] }
    let help =
      "write the same at all sites: in the list, emissions.cap_boundary and emissions.gwp_set"
    return sites.dropFirst().flatMap { other -> [Finding] in
      var found: [Finding] = []
      if other.boundary != first.boundary {
        found.append(
          cap.place.finding(
            "'\(first.name)' counts emissions by \(first.boundary), '\(other.name)' by "
              + other.boundary, help: help))
      }
      if other.potentials != first.potentials {
        found.append(
          cap.place.finding(
            "'\(first.name)' weighs gases by \(first.potentials), '\(other.name)' by "
              + other.potentials, help: help))
      }
      return found
    }
  }

  private var modules: [Finding] {
    guard let wanted = limits.modules else { return [] }
    let least = sites.reduce(0) { $0 + $1.range.lowerBound }
    let most = sites.reduce(0) { $0 + $1.range.upperBound }
    if sites.allSatisfy({ $0.loads.isEmpty }) {
      return [
        wanted.place.finding(
          "no site says between how many modules it may have",
          help: "write min_modules and max_modules at the loads: in the list, "
            + "components.<load>.max_modules")
      ]
    }
    guard wanted.number < least || wanted.number > most else { return [] }
    return [
      wanted.place.finding(
        "\(Int(wanted.number)) modules cannot be placed: the sites have room for \(Int(least)) to "
          + "\(Int(most))",
        help: "write a number within this range, or change min_modules and max_modules")
    ]
  }

  private var groups: [Finding] {
    guard let wanted = limits.modules else { return [] }
    return limits.groups.flatMap { group -> [Finding] in
      let values = Set(sites.compactMap { $0.value(of: group.by) }).sorted()
      guard !values.isEmpty else {
        return [
          group.place.finding(
            "no site has '\(group.by.rawValue)'",
            help: "write it in the site files, or as a column of the list")
        ]
      }
      let most = group.most * wanted.number
      var room = sites.filter { $0.value(of: group.by) == nil }
        .reduce(0) { $0 + $1.range.upperBound }
      var found: [Finding] = []
      for value in values {
        let own = sites.filter { $0.value(of: group.by) == value }
        let least = own.reduce(0) { $0 + $1.range.lowerBound }
        room += min(most.rounded(.down), own.reduce(0) { $0 + $1.range.upperBound })
        guard least > most else { continue }
        found.append(
          group.place.finding(
            "\(group.by.rawValue) '\(value)' has at least \(Int(least)) modules, more than "
              + "\(DecimalText.plain(most))",
            help: "raise most_fraction, or lower min_modules there"))
      }
      guard found.isEmpty, room < wanted.number else { return found }
      return [
        group.place.finding(
          "\(Int(wanted.number)) modules cannot be placed: with most_fraction "
            + "\(DecimalText.plain(group.most)) there is room for \(Int(room))",
          help: "raise most_fraction, or spread the sites over more groups")
      ]
    }
  }
}
