import Foundation
package import SiteModel
import Tabular

/// What sites of a portfolio share, in numbers: one resource for each limit, and what each site may place.
package struct SharedPortfolio: Sendable {
  /// One limit over all sites.
  package struct Resource: Sendable {
    /// What it is called in tables.
    package let name: String
    package let measure: SharedTerms.Measure
    package let limit: Double
    /// All of it is used: modules to place.
    var isExact = false
    /// The sites that count, by their places; nil: all.
    var members: Set<Int>?
  }

  /// What the portfolio must know of a site.
  package struct Site: Sendable {
    let name: String
    /// Loads whose modules may be placed.
    let loads: [(load: SharedTerms.Modules, path: String, own: Double)]
    /// Modules of all its loads as it is written.
    let modules: Double
    /// Modules of loads that keep theirs.
    let fixed: Double
    let words: Set<String>
    let boundary: String
    let potentials: String
    let horizon: PlanningHorizon?
    let group: String?
    let owner: String?

    var range: ClosedRange<Double> {
      let least = fixed + loads.reduce(0) { $0 + $1.load.least }
      return least...max(least, fixed + loads.reduce(0) { $0 + $1.load.most })
    }
  }

  package let sites: [Site]
  package let resources: [Resource]
  /// Whether modules are placed.
  let places: Bool

  /// The resource of a name.
  func index(of name: String) -> Int? { resources.firstIndex { $0.name == name } }

  /// The terms of a site at prices, and what is set for it.
  ///
  /// - Parameter modules: how many it has in all; nil: as many as pay.
  func terms(of place: Int, at prices: [Double], most: [Double?], modules: Double?) -> SharedTerms {
    var terms: [SharedTerms.Term] = []
    for (index, resource) in resources.enumerated() {
      guard resource.members?.contains(place) ?? true else { continue }
      if let known = terms.firstIndex(where: { $0.measure == resource.measure }) {
        // Modules count in all and in each group.
        terms[known].price += prices[index]
      } else {
        terms.append(
          SharedTerms.Term(
            name: resource.name, measure: resource.measure, price: prices[index],
            most: most[index]))
      }
    }
    return SharedTerms(terms: terms, modules: placed(place, modules))
  }

  private func placed(_ place: Int, _ modules: Double?) -> [SharedTerms.Modules] {
    let loads = sites[place].loads
    guard let modules else { return places ? loads.map(\.load) : [] }
    // The first loads have what they had; a site has one as a rule.
    var left = modules - sites[place].fixed - loads.reduce(0) { $0 + $1.load.least }
    return loads.compactMap { own in
      let extra = min(max(0, left), own.load.most - own.load.least)
      left -= extra
      let count = own.load.least + extra
      guard count != own.own else { return nil }
      return SharedTerms.Modules(load: own.load.load, least: count, most: count)
    }
  }

  /// What is set in a site's file for its modules to be placed by terms.
  func overrides(of place: Int, _ terms: SharedTerms) -> [String] {
    terms.modules.compactMap { modules in
      // A load without any is there still, with the share none.
      guard modules.most >= 1,
        let own = sites[place].loads.first(where: { $0.load.load == modules.load })
      else { return nil }
      return "\(own.path)=\(Int(modules.most))"
    }
  }

  /// What a plan uses of each resource, from its document.
  func uses(of place: Int, _ plan: [String: Double]) -> [Double]? {
    let named = resources.first { $0.measure == .modules }?.name
    var uses: [Double] = []
    for resource in resources {
      guard resource.members?.contains(place) ?? true else {
        uses.append(0)
        continue
      }
      let name = resource.measure == .modules ? named ?? resource.name : resource.name
      guard let own = plan[name] else { return nil }
      uses.append(own)
    }
    return uses
  }
}

extension SharedTerms {
  /// As an option of the command line; the same text for the same terms.
  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(self)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}
