import Accounting
import SiteModel
import Tabular

extension EmissionsTables {
  /// Where each item of a disclosure stands in these tables, and its figure.
  var crosswalkTable: [UInt8] {
    var table = CSVText(
      header: ["framework", "item", "title", "table", "where", "figure", "unit", "remark"])
    for row in crosswalk {
      table.row([
        .text(row.framework), .text(row.item), .text(row.title), .text(row.table),
        .text(row.place), row.figure.map { .exact($0) } ?? .empty, .text(row.unit),
        .text(row.figure == nil ? "the site has nothing of it" : row.remark),
      ])
    }
    return table.bytes
  }

  private struct Item {
    let framework: String
    let item: String
    let title: String
    let table: String
    let place: String
    let figure: Double?
    let unit: String
    var remark = ""
  }

  private var crosswalk: [Item] {
    let summary = "emissions_summary_annual.csv"
    let energy = "energy_mwh_by_source.csv"
    let rows = energyRows
    func tonnes(
      _ framework: String, _ item: String, _ title: String, _ place: String, _ remark: String = "",
      _ belongs: (LedgerLine.Label) -> Bool
    ) -> Item {
      Item(
        framework: framework, item: item, title: title, table: summary, place: place,
        figure: self.tonnes(belongs), unit: "t CO2e", remark: remark)
    }
    func power(
      _ framework: String, _ item: String, _ title: String, _ group: String, _ sources: [String],
      _ remark: String = ""
    ) -> Item {
      Item(
        framework: framework, item: item, title: title, table: energy,
        place: "row sum, item \(group), source \(sources.joined(separator: " or "))",
        figure: rows.sum(group, sources), unit: "MWh", remark: remark)
    }
    let location: (LedgerLine.Label) -> Bool = { $0.basis == .location }
    let market: (LedgerLine.Label) -> Bool = { $0.basis == .market }
    let first: (LedgerLine.Label) -> Bool = { $0.scope == 1 }
    let goods: (LedgerLine.Label) -> Bool = { $0.scope == 3 && $0.source == "embodied" }
    let fuels: (LedgerLine.Label) -> Bool = { $0.scope == 3 && $0.source != "embodied" }
    let mix =
      "certificates do not say here what made their power: see certificates.csv of your registry"
    let sold = "power whose certificates are sold is not in it"
    return [
      tonnes("CDP", "7.6", "gross global Scope 1", "row total, scope 1", "", first),
      tonnes("CDP", "7.7", "Scope 2, location-based", "row total, scope 2-location", "", location),
      tonnes("CDP", "7.7", "Scope 2, market-based", "row total, scope 2-market", "", market),
      tonnes("CDP", "7.8", "Scope 3, capital goods", "row group, category 2", "", goods),
      tonnes(
        "CDP", "7.8", "Scope 3, fuel- and energy-related activities", "row group, category 3", "",
        fuels),
      power(
        "CDP", "7.30.1", "consumption of fuel, non-renewable (HHV)", "fuel",
        ["fossil", "recovered"]),
      power(
        "CDP", "7.30.1", "consumption of purchased electricity", "bought",
        ["certified", "grid_mix"], mix),
      power(
        "CDP", "7.30.1", "self-generated non-fuel renewable energy", "generated", ["renewable"],
        sold),
      power(
        "ESRS E1", "E1-5 38", "fuel consumption from natural gas and oil (HHV)", "fuel",
        ["fossil", "recovered"],
        "ESRS asks for net calorific values: natural gas has about 1.108 times as much by HHV"),
      power(
        "ESRS E1", "E1-5 37(c)", "self-generated non-fuel renewable energy", "generated",
        ["renewable"], sold),
      power(
        "ESRS E1", "E1-5 37(b)", "consumption from nuclear sources, own", "generated", ["nuclear"]),
      power(
        "ESRS E1", "E1-5 37", "purchased electricity", "bought", ["certified", "grid_mix"], mix),
      tonnes("ESRS E1", "E1-6 44(a)", "gross Scope 1", "row total, scope 1", "", first),
      tonnes(
        "ESRS E1", "E1-6 44(b)", "gross Scope 2, location-based", "row total, scope 2-location", "",
        location),
      tonnes(
        "ESRS E1", "E1-6 44(b)", "gross Scope 2, market-based", "row total, scope 2-market", "",
        market),
      tonnes(
        "ESRS E1", "E1-6 44(c)", "Scope 3, categories 2 and 3", "row total, scope 3",
        "the other categories are not counted here"
      ) { $0.scope == 3 },
      tonnes(
        "ESRS E1", "E1-6 44(d)", "total, location-based", "row totals 1+2-location and 3",
        "of the categories that are counted"
      ) {
        $0.scope == 1 || $0.basis == .location || $0.scope == 3
      },
      tonnes("SB 253", "38532(c)", "Scope 1 by the GHG Protocol", "row total, scope 1", "", first),
      tonnes(
        "SB 253", "38532(c)", "Scope 2 by the GHG Protocol, location-based",
        "row total, scope 2-location", "", location),
      tonnes(
        "SB 253", "38532(c)", "Scope 2 by the GHG Protocol, market-based",
        "row total, scope 2-market", "", market),
      tonnes(
        "SB 253", "38532(c)", "Scope 3 by the GHG Protocol", "row total, scope 3",
        "categories 2 and 3 alone"
      ) { $0.scope == 3 },
    ]
  }
}
