import SiteModel
import Tabular
import TariffFiles

extension Reading {
  /// A tariff by its name, read once; nil after findings.
  func tariff(named name: String, at place: Place) -> Tariff? {
    if let known = tariffs[name] { return known }
    let tariff = readTariff(name, place)
    tariffs[name] = .some(tariff)
    return tariff
  }

  private func readTariff(_ name: String, _ place: Place) -> Tariff? {
    // One with an ending is a file of the site's own folder.
    let own = name.hasSuffix(".csv") ? siteFolder.map { "\($0)/\(name)" } : nil
    guard
      let path = own ?? catalogued(name, folder: "tariffs", ending: ".csv", what: "tariff", place),
      let source = source(path, named: place, what: "tariff", help: "")
    else { return nil }
    let (table, findings) = CSVTable.read(source)
    findings.forEach { report($0) }
    guard let table,
      let read = TariffReading(
        table, path, self,
        moneyFactor: { head in
          keepsTariffDollars ? 1 : moneyFactor(from: head.dollarYear, at: head.place)
        })
    else { return nil }
    return Tariff(
      name: name, lines: read.lines, rules: read.head.rules, dollarYear: read.head.dollarYear)
  }
}
