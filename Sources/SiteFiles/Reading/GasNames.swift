import Tabular

/// Names of gases in analyses of laboratories beside the keys of a site: a gas is never taken for another one
/// that is spelt alike.
enum GasNames {
  private static let ending = "_mole_fraction"

  /// Keys by what laboratories print; isomers and all that is heavier are summed.
  private static let keys = [
    "ch4": "methane", "c1": "methane", "c2h6": "ethane", "c2": "ethane", "c3h8": "propane",
    "c3": "propane", "c4h10": "butane", "c4": "butane", "isobutane": "butane",
    "i_butane": "butane", "n_butane": "butane", "normal_butane": "butane", "iso_butane": "butane",
    "butanes": "butane", "n2": "nitrogen", "co2": "carbon_dioxide", "h2s": "hydrogen_sulfide",
    "he": "helium", "h2o": "water", "water_vapor": "water", "o2": "oxygen",
  ]

  private static let heavy = ["pentane", "hexane", "heptane", "octane", "nonane", "c5", "c6", "c7"]

  /// Help for an unknown key of a share of a gas; nil for other keys.
  static func help(for key: String, known: [String]) -> String? {
    guard key.hasSuffix(ending) else { return nil }
    let name = String(key.dropLast(ending.count))
    let gases = known.filter { $0.hasSuffix(ending) }
    if let own = keys[name] {
      let isPart = name.contains("butane")
      return isPart
        ? "write \(own)\(ending), the sum of all butanes" : "write \(own)\(ending)"
    }
    if heavy.contains(where: name.contains) {
      return "write pentane_plus\(ending), the sum of pentanes and all that is heavier"
    }
    // A slip within a word; hydrogen is not nitrogen, and a monoxide no dioxide.
    let near = gases.first { gas in
      gas.first == key.first && gas.count.distance(to: key.count).magnitude <= 1
        && Suggestion.distance(Array(key), Array(gas)) <= 2
    }
    if let near { return "did you mean '\(near)'?" }
    return "no key holds this gas; those of an analysis are "
      + gases.joined(separator: ", ")
  }
}
