/// Spellings of a record's keys: those of the database's versions 2 to 8, and those of its bulk download.
///
/// Keys are compared without regard to capitals: version 7 writes `lookbackPercent`, version 8
/// `lookbackpercent`. Source: apps.openei.org/services/doc/rest/util_rates and the files of its bulk download
/// (`usurdb.json`, `usurdb.csv`).
enum RateKeys {
  /// Other spellings by the key that the importer asks for.
  private static let spellings: [String: [String]] = [
    "label": ["_id"], "utility": ["utilityname"], "name": ["ratename"],
    "startdate": ["effectivedate"], "source": ["sourcereference"], "uri": ["rateuri"],
    "peakkwcapacitymin": ["demandmin", "mindemand"],
    "peakkwcapacitymax": ["demandmax", "maxdemand"], "peakkwcapacityhistory": ["demandhist"],
    "peakkwhusagemin": ["energymin", "minenergy"], "peakkwhusagemax": ["energymax", "maxenergy"],
    "peakkwhusagehistory": ["energyhist"], "voltageminimum": ["voltagemin"],
    "voltagemaximum": ["voltagemax"],
    "energyratestructure": ["energyratestrux", "energyrate_tiers"],
    "energyweekdayschedule": ["energyweekdaysched"],
    "energyweekendschedule": ["energyweekendsched"],
    "demandratestructure": ["demandratestrux", "demandrate_tiers", "demandstructure"],
    "demandweekdayschedule": ["demandweekdaysched"],
    "demandweekendschedule": ["demandweekendsched"],
    "flatdemandstructure": ["flatdemandstrux", "flatdemand_tiers"],
    "flatdemandunit": ["flatdemandunits"], "demandrateunit": ["demandrateunits"],
    "coincidentratestructure": ["coincidentratestrux", "coincidentrate_tiers"],
    "coincidentrateschedule": ["coincidentschedule", "coincidentsched"],
    "coincidentrateunit": ["coincidentrateunits"],
    "demandreactivepowercharge": ["demandreactpwrcharge"],
    "mincharge": ["minmonthlycharge"], "is_default": ["isdefault"], "supersedes": ["supercedes"],
    "latest_update": ["latestupdate"], "energyattrs": ["energykeyvals"],
    "demandattrs": ["demandkeyvals"], "fixedattrs": ["fixedkeyvals"],
    "demandtoulabels": ["demandlabels"],
  ]

  private static let keyOfSpelling: [String: String] = spellings.reduce(into: [:]) { keys, entry in
    for spelling in entry.value { keys[spelling] = entry.key }
  }

  /// The key that a spelling stands for.
  static func key(_ spelling: String) -> String {
    let lower = spelling.lowercased()
    return keyOfSpelling[lower] ?? lower
  }

  /// Structures that the bulk download spreads over columns such as `…/period0/tier1rate`.
  static let structures = [
    "energyratestructure", "demandratestructure", "flatdemandstructure", "coincidentratestructure",
  ]

  /// The cells of a block, by how the column's name ends.
  static let cells = ["max", "rate", "adj", "sell", "unit"]

  /// The place of a month in `flatDemandMonth_jan` or `flatdemandmonth1`, from 0.
  static func month(_ spelling: String) -> Int? {
    let lower = spelling.lowercased()
    guard lower.hasPrefix("flatdemandmonth"), lower != "flatdemandmonths" else { return nil }
    let rest = lower.dropFirst("flatdemandmonth".count).drop { $0 == "_" }
    if let number = Int(rest) { return (1...12).contains(number) ? number - 1 : nil }
    return [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ].firstIndex(of: String(rest))
  }
}
